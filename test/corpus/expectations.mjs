import { isObject } from './corpus-files.mjs';

/**
 * What must come through the border of each kind of fact: a resource that has properties keeps them, and no entry of a list that
 * decides anything is lost on the way. Each check names what does not fit.
 *
 * @typedef {import('./corpus-files.mjs').Raw} Raw
 * @typedef {(raw: Raw, fact: Raw) => (string | false)[]} Check
 */

/** @param {unknown} list */
const lengthOf = (list) => (Array.isArray(list) ? list.length : 0);

/** The field is as it was sent. @param {string} name @param {unknown} sent @param {unknown} kept */
function same(name, sent, kept) {
  return (
    (sent ?? undefined) !== (kept ?? undefined) &&
    `${name} is ${JSON.stringify(kept)}, was ${JSON.stringify(sent)}`
  );
}

/** As many entries as were sent. @param {string} name @param {unknown} sent @param {unknown} kept */
function asMany(name, sent, kept) {
  return lengthOf(sent) !== lengthOf(kept) && `${name}: ${lengthOf(kept)} of ${lengthOf(sent)}`;
}

/** Entry by entry. @param {unknown} sent @param {unknown} kept @param {(sent: Raw, kept: Raw) => (string | false)[]} check */
function each(sent, kept, check) {
  if (!Array.isArray(sent) || !Array.isArray(kept)) return [];
  return sent.flatMap((entry, at) => (isObject(entry) && isObject(kept[at]) ? check(entry, kept[at]) : []));
}

/** A check of the properties, which must be there when they were sent. @param {Check} check @returns {Check} */
function withProperties(check) {
  return (raw, fact) => {
    if (!isObject(raw.properties)) return [];
    return isObject(fact.properties)
      ? check(raw.properties, fact.properties)
      : ['its properties were not understood'];
  };
}

/** @param {unknown} time */
const instant = (time) =>
  typeof time === 'string'
    ? new Date(/Z|[+-]\d\d:?\d\d$/.test(time) ? time : `${time}Z`).getTime()
    : undefined;

/** Recorders rewrote the names of resource groups, so IDs are compared from the provider on. @param {string} id */
const fromProvider = (id) => id.slice(id.toLowerCase().indexOf('/providers/')).toLowerCase();

/** @param {string} parent @param {string} child */
const belowOf = (parent, child) => fromProvider(child).startsWith(`${fromProvider(parent)}/`);

/** @type {Check} */
const rule = ({ name, properties: sent = {} }, kept) => [
  same(`rule ${name}: priority`, sent.priority, kept.priority),
  same(`rule ${name}: direction`, sent.direction, kept.direction),
  same(`rule ${name}: access`, sent.access, kept.access),
  same(`rule ${name}: protocol`, sent.protocol, kept.protocol),
  (Boolean(sent.destinationAddressPrefix) || lengthOf(sent.destinationAddressPrefixes) > 0) &&
    kept.destinations.length === 0 &&
    `rule ${name}: no destinations`,
  (Boolean(sent.destinationPortRange) || lengthOf(sent.destinationPortRanges) > 0) &&
    kept.destinationPorts.length === 0 &&
    `rule ${name}: no ports`,
];

/** @type {Check} */
const ipConfiguration = ({ name, properties: sent = {} }, kept) => [
  same(`${name}: primary`, sent.primary, kept.primary),
  same(`${name}: address`, sent.privateIPAddress, kept.privateAddress),
  same(`${name}: subnet`, sent.subnet?.id, kept.subnet),
  same(`${name}: public address`, sent.publicIPAddress?.id, kept.publicAddress),
  asMany(`${name}: pools`, sent.loadBalancerBackendAddressPools, kept.backendPools),
];

/** @type {Check} */
const networkInterface = withProperties((sent, kept) => [
  asMany('IP configurations', sent.ipConfigurations, kept.ipConfigurations),
  same('virtual machine', sent.virtualMachine?.id, kept.virtualMachine),
  same(
    'NIC flag',
    typeof sent.allowPort25Out === 'boolean' ? sent.allowPort25Out : undefined,
    kept.allowPort25Out,
  ),
  same('NSG', sent.networkSecurityGroup?.id, kept.networkSecurityGroup),
  ...each(sent.ipConfigurations, kept.ipConfigurations, ipConfiguration),
]);

/** @type {Check} */
const subnet = ({ name, properties: sent }, kept) => {
  if (!isObject(sent)) return [];
  if (!isObject(kept.properties)) return [`subnet ${name}: its properties were not understood`];
  return [
    same(`subnet ${name}: NSG`, sent.networkSecurityGroup?.id, kept.properties.networkSecurityGroup),
    same(`subnet ${name}: route table`, sent.routeTable?.id, kept.properties.routeTable),
    same(`subnet ${name}: NAT gateway`, sent.natGateway?.id, kept.properties.natGateway),
    same(
      `subnet ${name}: default outbound`,
      sent.defaultOutboundAccess,
      kept.properties.defaultOutboundAccess,
    ),
    kept.properties.prefixes.length === 0 && `subnet ${name}: no prefix`,
  ];
};

/** @type {Check} */
const route = ({ name, properties: sent = {} }, kept) => [
  same(`route ${name}: prefix`, sent.addressPrefix || undefined, kept.prefix),
  same(`route ${name}: next hop`, sent.nextHopType, kept.nextHopType),
  same(`route ${name}: address`, sent.nextHopIpAddress || undefined, kept.nextHopAddress),
];

/** @type {Check} */
const frontend = ({ name, properties: sent = {} }, kept) => [
  same(`front end ${name}: public address`, sent.publicIPAddress?.id, kept.publicAddress),
];

/** @type {Check} */
const balancing = ({ name, properties: sent = {} }, kept) => [
  same(`rule ${name}: protocol`, sent.protocol, kept.protocol),
  (sent.backendAddressPool != null || lengthOf(sent.backendAddressPools) > 0) &&
    kept.pools.length === 0 &&
    `rule ${name}: no pool`,
  (sent.frontendIPConfiguration != null || lengthOf(sent.frontendIPConfigurations) > 0) &&
    kept.frontends.length === 0 &&
    `rule ${name}: no front end`,
];

/** @type {Check} */
const machine = ({ properties: sent = {} }, kept) => [
  asMany('NICs', sent.networkProfile?.networkInterfaces, kept.networkInterfaces),
  same('creation', instant(sent.timeCreated), instant(kept.timeCreated)),
  same('scale set', sent.virtualMachineScaleSet?.id, kept.scaleSet),
  ...each(sent.networkProfile?.networkInterfaces, kept.networkInterfaces, (entry, reference) => [
    same('NIC', entry.id, reference.id),
    same('NIC: primary', entry.properties?.primary, reference.primary),
  ]),
];

/** @type {Check} */
const powerState = ({ properties: sent = {} }, kept) => {
  const codes = (sent.instanceView?.statuses ?? []).flatMap((/** @type {Raw} */ { code }) =>
    /^powerstate\//i.test(code ?? '') ? code.slice('PowerState/'.length).toLowerCase() : [],
  );
  return [same('power state', codes.at(-1), kept.powerState)];
};

/** @type {Check} */
const publicAddress = withProperties((sent, kept) => [
  same('address', sent.ipAddress || undefined, kept.address),
  same('version', sent.publicIPAddressVersion, kept.version),
  same('allocation', sent.publicIPAllocationMethod, kept.allocation),
  same('holder', sent.ipConfiguration?.id, kept.attachedTo),
]);

/** A network rule of a firewall. @type {Check} */
const firewallRule = (sent, kept) => [
  same('rule', sent.name, kept.name),
  asMany(
    `rule ${sent.name}: protocols`,
    [...(sent.protocols ?? []), ...(sent.ipProtocols ?? [])],
    kept.protocols,
  ),
  asMany(`rule ${sent.name}: sources`, sent.sourceAddresses, kept.sources),
  asMany(`rule ${sent.name}: source groups`, sent.sourceIpGroups, kept.sourceGroups),
  asMany(`rule ${sent.name}: destinations`, sent.destinationAddresses, kept.destinations),
  asMany(`rule ${sent.name}: destination groups`, sent.destinationIpGroups, kept.destinationGroups),
  asMany(`rule ${sent.name}: destination names`, sent.destinationFqdns, kept.destinationNames),
  asMany(`rule ${sent.name}: ports`, sent.destinationPorts, kept.destinationPorts),
];

/** A collection of network rules, whose priority and action stand among `sent`'s own fields. @type {Check} */
const ruleCollection = (sent, kept) => [
  same(`collection ${kept.name}: priority`, sent.priority, kept.priority),
  same(`collection ${kept.name}: action`, sent.action?.type, kept.action),
  asMany(`collection ${kept.name}: rules`, sent.rules, kept.rules),
  ...each(sent.rules, kept.rules, firewallRule),
];

/** @type {Record<string, Check>} */
export const EXPECTATIONS = {
  virtualMachines: machine,
  powerStates: powerState,
  networkInterfaces: networkInterface,
  networkSecurityGroups: withProperties((sent, kept) => [
    asMany('rules', sent.securityRules, kept.rules),
    asMany('default rules', sent.defaultSecurityRules, kept.defaultRules),
    ...each(sent.securityRules, kept.rules, rule),
    ...each(sent.defaultSecurityRules, kept.defaultRules, rule),
  ]),
  routeTables: withProperties((sent, kept) => [
    asMany('routes', sent.routes, kept.routes),
    ...each(sent.routes, kept.routes, route),
  ]),
  scaleSets: ({ sku, properties: sent = {} }, { fact, capacity }) => [
    same('capacity', sku?.capacity, capacity),
    same('orchestration', sent.orchestrationMode, fact.orchestration),
  ],
  scaleSetInstances: (raw, kept) => [
    ...machine(raw, kept),
    ...powerState(raw, kept),
    ...(kept.networkInterfaces ?? []).map(
      (/** @type {Raw} */ { id }) => !belowOf(raw.id, id) && `NIC ${id} is another instance's`,
    ),
  ],
  scaleSetNics: (raw, kept) => [
    ...networkInterface(raw, kept),
    !belowOf(kept.properties?.virtualMachine ?? '', raw.id) && 'names another instance',
  ],
  scaleSetAddresses: publicAddress,
  virtualNetworks: withProperties((sent, kept) => [
    asMany('subnets', sent.subnets, kept.subnets),
    asMany('peerings', sent.virtualNetworkPeerings, kept.peerings),
    asMany('address space', sent.addressSpace?.addressPrefixes, kept.addressSpace),
    ...each(sent.subnets, kept.subnets, subnet),
    ...each(sent.virtualNetworkPeerings, kept.peerings, ({ name, properties = {} }, peering) => [
      same(`peering ${name}: state`, properties.peeringState, peering.state),
      same(`peering ${name}: remote network`, properties.remoteVirtualNetwork?.id, peering.remoteNetwork),
    ]),
  ]),
  publicAddresses: publicAddress,
  publicPrefixes: withProperties((sent, kept) => [same('prefix', sent.ipPrefix || undefined, kept.prefix)]),
  natGateways: withProperties((sent, kept) => [
    asMany('addresses', sent.publicIpAddresses, kept.publicAddresses),
    asMany('prefixes', sent.publicIpPrefixes, kept.publicPrefixes),
  ]),
  loadBalancers: (raw, fact) => [
    same('SKU', raw.sku?.name, fact.sku),
    ...withProperties((sent, kept) => [
      asMany('front ends', sent.frontendIPConfigurations, kept.frontends),
      asMany('pools', sent.backendAddressPools, kept.pools),
      asMany('rules', sent.loadBalancingRules, kept.loadBalancingRules),
      asMany('outbound rules', sent.outboundRules, kept.outboundRules),
      ...each(sent.frontendIPConfigurations, kept.frontends, frontend),
      ...each(sent.loadBalancingRules, kept.loadBalancingRules, balancing),
      ...each(sent.outboundRules, kept.outboundRules, balancing),
    ])(raw, fact),
  ],
  firewalls: withProperties((sent, kept) => {
    const addresses = (sent.ipConfigurations ?? []).flatMap(
      (/** @type {Raw} */ each) => each.properties?.privateIPAddress ?? [],
    );
    return [
      ...addresses.map(
        (/** @type {string} */ address) =>
          !kept.privateAddresses.includes(address) && `address ${address} is lost`,
      ),
      same('policy', sent.firewallPolicy?.id, kept.policy),
      same('virtual hub', sent.virtualHub?.id, kept.virtualHub),
      asMany('collections', sent.networkRuleCollections, kept.classicRules),
      ...each(sent.networkRuleCollections, kept.classicRules, ({ name, properties = {} }, collection) => [
        same('collection', name, collection.name),
        ...ruleCollection(properties, collection),
      ]),
    ];
  }),
  firewallPolicies: ({ properties: sent = {} }, kept) => [same('parent', sent.basePolicy?.id, kept.base)],
  ruleCollectionGroups: ({ properties: sent = {} }, kept) => {
    const collections = (sent.ruleCollections ?? []).map((/** @type {Raw} */ collection) => ({
      ...collection,
      rules: (collection.rules ?? []).filter((/** @type {Raw} */ { ruleType }) => ruleType === 'NetworkRule'),
    }));
    const withRules = collections.filter((/** @type {Raw} */ { rules }) => rules.length > 0);
    return [
      same('priority', sent.priority, kept.priority),
      asMany('collections', withRules, kept.collections),
      ...each(withRules, kept.collections, ruleCollection),
    ];
  },
  ipGroups: ({ properties: sent = {} }, kept) => [asMany('addresses', sent.ipAddresses, kept.prefixes)],
  virtualHubs: (raw, { fact, routeServer }) => [
    same('route server', raw.kind === 'RouteServer', routeServer),
    ...withProperties((sent, kept) => [
      same('prefix', sent.addressPrefix || undefined, kept.addressPrefix),
      same('firewall', sent.azureFirewall?.id, kept.firewall),
    ])(raw, fact),
  ],
  hubConnections: ({ properties: sent = {} }, kept) => [
    same('network', sent.remoteVirtualNetwork?.id, kept.remoteNetwork),
    same('internet security', sent.enableInternetSecurity, kept.enableInternetSecurity),
    same('table', sent.routingConfiguration?.associatedRouteTable?.id, kept.associatedRouteTable),
    asMany('static routes', sent.routingConfiguration?.vnetRoutes?.staticRoutes, kept.staticRoutes),
  ],
  routingIntents: ({ properties: sent = {} }, kept) => [
    asMany('policies', sent.routingPolicies, kept),
    ...each(sent.routingPolicies, kept, (policy, fact) => [
      same(`policy ${policy.name}: next hop`, policy.nextHop, fact.nextHop),
      asMany(`policy ${policy.name}: destinations`, policy.destinations, fact.destinations),
    ]),
  ],
  hubRouteTables: ({ properties: sent = {} }, kept) => [
    asMany('routes', sent.routes, kept.routes),
    ...each(sent.routes, kept.routes, (entry, fact) => [
      same(`route ${entry.name}: next hop`, entry.nextHop, fact.nextHop),
      asMany(`route ${entry.name}: destinations`, entry.destinations, fact.destinations),
    ]),
  ],
  networkManagers: withProperties((sent, kept) => [
    asMany('subscriptions', sent.networkManagerScopes?.subscriptions, kept.subscriptions),
    asMany('management groups', sent.networkManagerScopes?.managementGroups, kept.managementGroups),
  ]),
  adminRules: ({ properties: sent = {} }, kept) => [
    same('access', sent.access, kept.access),
    same('direction', sent.direction, kept.direction),
    same('protocol', sent.protocol, kept.protocol),
    same('priority', sent.priority, kept.priority),
    asMany('ports', sent.destinationPortRanges, kept.destinationPorts),
  ],
  roleAssignments: ({ properties: sent = {} }, kept) => [
    same('scope', sent.scope, kept.scope),
    same('creation', instant(sent.createdOn), instant(kept.createdOn)),
  ],
  billingProperty: ({ properties: sent = {} }, kept) => [
    same('agreement', sent.billingAccountAgreementType, kept.agreementType),
    same('account type', sent.billingAccountType, kept.accountType),
    same('account sub-type', sent.billingAccountSubType, kept.accountSubType),
    asMany('spending limits', sent.billingProfileSpendingLimitDetails, kept.spendingLimitTypes),
  ],
  aliases: ({ properties: sent = {} }, kept) => [
    same('subscription', sent.subscriptionId?.toLowerCase().replace(/^.*\//, ''), kept.subscription),
    same('creation', instant(sent.createdTime), instant(kept.fact.createdTime)),
  ],
  subscriptions: (sent, kept) => [
    same('quota ID', sent.subscriptionPolicies?.quotaId, kept.quotaId),
    same('spending limit', sent.subscriptionPolicies?.spendingLimit, kept.spendingLimit),
    same('tenant', sent.tenantId?.toLowerCase(), kept.tenantId),
    same('state', sent.state ?? 'Enabled', kept.state),
  ],
};
