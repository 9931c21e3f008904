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

/** @type {Record<string, Check>} */
export const EXPECTATIONS = {
  virtualMachines: ({ properties: sent = {} }, kept) => [
    asMany('NICs', sent.networkProfile?.networkInterfaces, kept.networkInterfaces),
    same('creation', instant(sent.timeCreated), instant(kept.timeCreated)),
    same('scale set', sent.virtualMachineScaleSet?.id, kept.scaleSet),
    ...each(sent.networkProfile?.networkInterfaces, kept.networkInterfaces, (entry, reference) => [
      same('NIC', entry.id, reference.id),
      same('NIC: primary', entry.properties?.primary, reference.primary),
    ]),
  ],
  powerStates: ({ properties: sent = {} }, kept) => {
    const codes = (sent.instanceView?.statuses ?? []).flatMap((/** @type {Raw} */ { code }) =>
      /^powerstate\//i.test(code ?? '') ? code.slice('PowerState/'.length).toLowerCase() : [],
    );
    return [same('power state', codes.at(-1), kept.powerState)];
  },
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
  publicAddresses: withProperties((sent, kept) => [
    same('address', sent.ipAddress || undefined, kept.address),
    same('version', sent.publicIPAddressVersion, kept.version),
    same('allocation', sent.publicIPAllocationMethod, kept.allocation),
    same('holder', sent.ipConfiguration?.id, kept.attachedTo),
  ]),
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
    return addresses.map(
      (/** @type {string} */ address) =>
        !kept.privateAddresses.includes(address) && `address ${address} is lost`,
    );
  }),
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

/** The ARM types whose resources go through the border of each kind. */
export const TYPES = {
  virtualMachines: ['microsoft.compute/virtualmachines'],
  powerStates: ['microsoft.compute/virtualmachines'],
  networkInterfaces: [
    'microsoft.network/networkinterfaces',
    'microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces',
  ],
  networkSecurityGroups: ['microsoft.network/networksecuritygroups'],
  routeTables: ['microsoft.network/routetables'],
  virtualNetworks: ['microsoft.network/virtualnetworks'],
  publicAddresses: [
    'microsoft.network/publicipaddresses',
    'microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces/ipconfigurations/publicipaddresses',
  ],
  publicPrefixes: ['microsoft.network/publicipprefixes'],
  natGateways: ['microsoft.network/natgateways'],
  loadBalancers: ['microsoft.network/loadbalancers'],
  firewalls: ['microsoft.network/azurefirewalls'],
  roleAssignments: ['microsoft.authorization/roleassignments'],
  billingProperty: ['microsoft.billing/billingproperty'],
  aliases: ['microsoft.subscription/aliases'],
};
