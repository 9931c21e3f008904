import type { ResourceId } from '../../src/model/resource-id.ts';
import type {
  FactKind,
  FactOf,
  SubscriptionFact,
  SubscriptionFacts,
} from '../../src/model/subscription-facts.ts';
import { facts, id, OTHER } from '../network/builders.ts';

/** The same type with every optional field there, at every depth: a new field of a fact does not compile here until it is filled. */
type Filled<T> = T extends ResourceId | string | number | boolean
  ? T
  : T extends readonly (infer Item)[]
    ? Filled<Item>[]
    : { [K in keyof T]-?: Filled<NonNullable<T[K]>> };

const rule = {
  name: 'DenyMail',
  priority: 100,
  direction: 'Outbound',
  access: 'Deny',
  protocol: 'Tcp',
  sources: ['10.0.0.0/8'],
  sourcePorts: ['*'],
  sourceGroups: [id('Microsoft.Network/applicationSecurityGroups/from')],
  destinations: ['Internet'],
  destinationPorts: ['25', '465-587'],
  destinationGroups: [id('Microsoft.Network/applicationSecurityGroups/to')],
};

const balancing = {
  name: 'out',
  protocol: 'All',
  pools: [id('Microsoft.Network/loadBalancers/lb/backendAddressPools/p')],
  frontends: [id('Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/f')],
  disableOutboundSnat: true,
};

const networkRules = {
  name: 'deny-smtp',
  priority: 300,
  action: 'Deny',
  rules: [
    {
      name: 'smtp',
      protocols: ['TCP', 'Any'],
      sources: ['10.0.0.4-10.0.0.9'],
      sourceGroups: [id('Microsoft.Network/ipGroups/offices')],
      destinations: ['*'],
      destinationGroups: [id('Microsoft.Network/ipGroups/Relays')],
      destinationNames: ['mx.contoso.com'],
      destinationPorts: ['25'],
    },
  ],
};

const machine: Filled<FactOf<'virtualMachines'>> = {
  id: id('Microsoft.Compute/virtualMachines/Mail-01', undefined, 'RG-Größe'),
  name: 'Mail-01',
  location: 'westeurope',
  tags: { role: 'mail', 'a "quoted" key': '\u2028line\u0000nul\u{1F4E7}' },
  timeCreated: '2024-05-02T00:00:00.123Z',
  scaleSet: id('Microsoft.Compute/virtualMachineScaleSets/flex'),
  networkInterfaces: [{ id: id('Microsoft.Network/networkInterfaces/NIC'), primary: false }],
};

const networkInterface: Filled<FactOf<'networkInterfaces'>> = {
  id: id('Microsoft.Network/networkInterfaces/nic'),
  name: 'nic',
  location: 'westeurope',
  properties: {
    virtualMachine: id('Microsoft.Compute/virtualMachines/mail-01'),
    primary: true,
    allowPort25Out: false,
    networkSecurityGroup: id('Microsoft.Network/networkSecurityGroups/nsg'),
    enableIPForwarding: true,
    defaultOutboundConnectivityEnabled: false,
    ipConfigurations: [
      {
        id: id('Microsoft.Network/networkInterfaces/nic/ipConfigurations/one'),
        name: 'one',
        primary: true,
        version: 'IPv4',
        privateAddress: '10.0.0.4',
        subnet: id('Microsoft.Network/virtualNetworks/v/subnets/s'),
        publicAddress: id('Microsoft.Network/publicIPAddresses/pip'),
        applicationSecurityGroups: [id('Microsoft.Network/applicationSecurityGroups/from')],
        backendPools: [id('Microsoft.Network/loadBalancers/lb/backendAddressPools/p')],
      },
    ],
  },
};

const publicAddress: Filled<FactOf<'publicAddresses'>> = {
  id: id('Microsoft.Network/publicIPAddresses/pip'),
  name: 'pip',
  location: 'westeurope',
  properties: {
    address: '20.1.2.3',
    version: 'IPv4',
    allocation: 'Static',
    attachedTo: id('Microsoft.Network/networkInterfaces/nic/ipConfigurations/one'),
    reverseFqdn: 'mx.example.com.',
  },
};

/** One fact of every kind with every field, in spellings that a careless round trip would change. */
export const FILLED: { readonly [K in FactKind]: Filled<FactOf<K>> } = {
  virtualMachines: machine,
  scaleSets: {
    id: id('Microsoft.Compute/virtualMachineScaleSets/Web'),
    name: 'Web',
    location: 'westeurope',
    tags: { role: 'web' },
    orchestration: 'Uniform',
    instances: { kind: 'read', items: [{ ...machine, powerState: 'running' }], malformed: 0 },
    networkInterfaces: { kind: 'read', items: [networkInterface], malformed: 0 },
    publicAddresses: { kind: 'read', items: [publicAddress], malformed: 0 },
  },
  powerStates: { id: id('Microsoft.Compute/virtualMachines/mail-01'), powerState: 'deallocated' },
  networkInterfaces: networkInterface,
  networkSecurityGroups: {
    id: id('Microsoft.Network/networkSecurityGroups/nsg'),
    name: 'nsg',
    location: 'westeurope',
    properties: { rules: [rule], defaultRules: [{ ...rule, priority: 65_001 }] },
  },
  routeTables: {
    id: id('Microsoft.Network/routeTables/rt'),
    name: 'rt',
    location: 'westeurope',
    properties: {
      disableBgpRoutePropagation: true,
      routes: [
        {
          name: 'all',
          prefix: '0.0.0.0/0',
          nextHopType: 'VirtualAppliance',
          nextHopAddress: '10.0.0.9',
        },
      ],
    },
  },
  virtualNetworks: {
    id: id('Microsoft.Network/virtualNetworks/v'),
    name: 'v',
    location: 'westeurope',
    properties: {
      addressSpace: ['10.0.0.0/16'],
      subnets: [
        {
          id: id('Microsoft.Network/virtualNetworks/v/subnets/s'),
          name: 's',
          properties: {
            prefixes: ['10.0.0.0/24', 'fd00::/64'],
            networkSecurityGroup: id('Microsoft.Network/networkSecurityGroups/nsg'),
            routeTable: id('Microsoft.Network/routeTables/rt'),
            natGateway: id('Microsoft.Network/natGateways/nat'),
            defaultOutboundAccess: false,
            delegated: true,
            hasIpConfigurations: false,
          },
        },
      ],
      peerings: [
        {
          name: 'p',
          state: 'Connected',
          remoteNetwork: id('Microsoft.Network/virtualNetworks/hub'),
          remotePrefixes: ['10.9.0.0/16'],
          useRemoteGateways: true,
        },
      ],
      defaultNatGateway: id('Microsoft.Network/natGateways/default'),
    },
  },
  publicAddresses: publicAddress,
  publicPrefixes: {
    id: id('Microsoft.Network/publicIPPrefixes/range'),
    name: 'range',
    location: 'westeurope',
    properties: { prefix: '20.9.0.0/28', version: 'IPv4' },
  },
  natGateways: {
    id: id('Microsoft.Network/natGateways/nat'),
    name: 'nat',
    location: 'westeurope',
    properties: {
      publicAddresses: [id('Microsoft.Network/publicIPAddresses/pip')],
      publicPrefixes: [id('Microsoft.Network/publicIPPrefixes/range')],
      sourceNetwork: id('Microsoft.Network/virtualNetworks/v'),
    },
  },
  loadBalancers: {
    id: id('Microsoft.Network/loadBalancers/lb'),
    name: 'lb',
    location: 'westeurope',
    sku: 'Standard',
    properties: {
      frontends: [
        {
          id: id('Microsoft.Network/loadBalancers/lb/frontendIPConfigurations/f'),
          publicAddress: id('Microsoft.Network/publicIPAddresses/pip'),
          publicPrefix: id('Microsoft.Network/publicIPPrefixes/range'),
          privateAddress: '10.0.0.10',
          subnet: id('Microsoft.Network/virtualNetworks/v/subnets/s'),
        },
      ],
      pools: [
        {
          id: id('Microsoft.Network/loadBalancers/lb/backendAddressPools/p'),
          network: id('Microsoft.Network/virtualNetworks/v'),
          ipConfigurations: [id('Microsoft.Network/networkInterfaces/nic/ipConfigurations/one')],
          addresses: [{ address: '10.0.0.4', network: id('Microsoft.Network/virtualNetworks/v') }],
        },
      ],
      loadBalancingRules: [balancing],
      outboundRules: [{ ...balancing, disableOutboundSnat: false }],
    },
  },
  firewalls: {
    id: id('Microsoft.Network/azureFirewalls/fw'),
    name: 'fw',
    location: 'westeurope',
    properties: {
      privateAddresses: ['10.0.1.4'],
      subnets: [id('Microsoft.Network/virtualNetworks/v/subnets/AzureFirewallSubnet')],
      hubPublicAddresses: ['20.7.7.7'],
      publicAddresses: [id('Microsoft.Network/publicIPAddresses/pip')],
      policy: id('Microsoft.Network/firewallPolicies/policy'),
      virtualHub: id('Microsoft.Network/virtualHubs/hub'),
      classicRules: [networkRules],
    },
    ipGroupProblem: {
      status: 403,
      code: 'AuthorizationFailed',
      message: 'refused',
      action: 'Microsoft.Network/ipGroups/read',
    },
    policies: {
      kind: 'read',
      items: [
        {
          id: id('Microsoft.Network/firewallPolicies/policy'),
          name: 'policy',
          base: id('Microsoft.Network/firewallPolicies/company', OTHER),
          groups: {
            kind: 'read',
            items: [{ name: 'group', priority: 200, collections: [networkRules] }],
            malformed: 0,
          },
        },
      ],
      malformed: 0,
    },
    ipGroups: [{ id: id('Microsoft.Network/ipGroups/offices'), prefixes: ['10.2.0.0-10.2.0.9'] }],
  },
  virtualHubs: {
    id: id('Microsoft.Network/virtualHubs/hub'),
    name: 'hub',
    location: 'westeurope',
    properties: {
      addressPrefix: '10.100.0.0/23',
      firewall: id('Microsoft.Network/azureFirewalls/fw'),
    },
    connections: {
      kind: 'read',
      items: [
        {
          id: id('Microsoft.Network/virtualHubs/hub/hubVirtualNetworkConnections/spoke'),
          name: 'spoke',
          remoteNetwork: id('Microsoft.Network/virtualNetworks/v', OTHER),
          enableInternetSecurity: false,
          associatedRouteTable: id('Microsoft.Network/virtualHubs/hub/hubRouteTables/defaultRouteTable'),
          staticRoutes: [{ name: 'out', prefixes: ['0.0.0.0/0'], nextHopAddress: '10.0.0.9' }],
        },
      ],
      malformed: 0,
    },
    routingIntent: {
      kind: 'read',
      items: [
        {
          name: 'internet',
          destinations: ['Internet', 'PrivateTraffic'],
          nextHop: id('Microsoft.Network/azureFirewalls/fw'),
        },
      ],
      malformed: 0,
    },
    routeTables: {
      kind: 'read',
      items: [
        {
          id: id('Microsoft.Network/virtualHubs/hub/hubRouteTables/defaultRouteTable'),
          name: 'defaultRouteTable',
          routes: [
            {
              name: 'all',
              destinationType: 'CIDR',
              destinations: ['0.0.0.0/0'],
              nextHopType: 'ResourceId',
              nextHop: id('Microsoft.Network/azureFirewalls/fw'),
            },
          ],
        },
      ],
      malformed: 0,
    },
  },
  networkManagers: {
    id: id('Microsoft.Network/networkManagers/central'),
    name: 'central',
    location: 'westeurope',
    properties: {
      subscriptions: ['/subscriptions/11111111-1111-1111-1111-111111111111'],
      managementGroups: ['/providers/Microsoft.Management/managementGroups/root'],
    },
    adminRules: {
      kind: 'read',
      items: [
        {
          id: id('Microsoft.Network/networkManagers/central/securityAdminConfigurations/c/rules/r'),
          name: 'no-mail',
          access: 'AlwaysAllow',
          direction: 'Outbound',
          protocol: 'Tcp',
          priority: 4096,
          destinationPorts: ['25', '465-587'],
        },
      ],
      malformed: 0,
    },
  },
  roleAssignments: {
    id: '/subscriptions/x/providers/Microsoft.Authorization/roleAssignments/r',
    scope: '/subscriptions/x',
    createdOn: '2016-03-01T10:00:00.000Z',
  },
  billingProperty: {
    agreementType: 'MicrosoftCustomerAgreement',
    accountType: 'Enterprise',
    accountSubType: 'Enterprise',
    workloadType: 'Production',
    hasCustomer: true,
    transitioned: false,
    skuDescription: 'Microsoft Azure Plan',
    spendingLimitTypes: ['None', 'FreeAccount'],
  },
  aliases: { name: 'an alias', createdTime: '2021-03-01T10:00:00.000Z' },
  billingSubscriptions: { account: 'a:b_2019-05-31', purchaseDate: '2018-02-03' },
  billingPeriods: { name: '201802', endDate: '2018-02-14' },
  policyAssignments: {
    id: '/subscriptions/x/providers/Microsoft.Authorization/policyAssignments/SecurityCenterBuiltIn',
    scope: '/subscriptions/x',
    createdOn: '2017-09-25T10:00:00.1234567Z',
  },
  resourceGroups: {
    id: '/subscriptions/x/resourceGroups/RG-Größe' as ResourceId,
    name: 'RG-Größe',
    createdTime: '2018-02-03T10:00:00.000Z',
    tags: { owner: 'messaging team' },
  },
  disks: { id: id('Microsoft.Compute/disks/os'), createdTime: '2018-02-03T10:00:00.000Z' },
  resources: { id: id('Microsoft.Storage/storageAccounts/old'), createdTime: '2017-02-03T10:00:00.000Z' },
  machineOperations: {
    machine: id('Microsoft.Compute/virtualMachines/mail-01'),
    operation: 'deallocate',
    at: '2024-05-02T00:00:00.123Z',
  },
};

const SUBSCRIPTION: Omit<Filled<SubscriptionFact>, 'id'> = {
  name: '../names with "quotes", <tags>, =formulas() and \u202Emarks',
  state: 'Enabled',
  tenantId: '99999999-9999-9999-9999-999999999999',
  quotaId: 'PayAsYouGo_2014-09-01',
  spendingLimit: 'Off',
  managedByTenants: ['88888888-8888-8888-8888-888888888888'],
  tags: { owner: 'messaging team' },
};

/** A subscription with one fact of every kind, every field filled. */
export function richFacts(): SubscriptionFacts {
  const one = facts(Object.fromEntries(Object.entries(FILLED).map(([kind, fact]) => [kind, [fact]])));
  return { ...one, subscription: { id: one.subscription.id, ...SUBSCRIPTION } };
}
