/**
 * The borders where raw ARM enters, one for each kind of fact or part of one: the file of `src/azure`, its function, and the ARM types
 * whose resources go through it.
 *
 * @typedef {{ file: string, border: string, types: string[] }} Border
 * @type {Record<string, Border>}
 */
export const BORDERS = {
  virtualMachines: {
    file: 'virtual-machines',
    border: 'vmFact',
    types: ['microsoft.compute/virtualmachines'],
  },
  powerStates: {
    file: 'virtual-machines',
    border: 'powerStateFact',
    types: ['microsoft.compute/virtualmachines'],
  },
  scaleSets: {
    file: 'scale-sets',
    border: 'listedScaleSet',
    types: ['microsoft.compute/virtualmachinescalesets'],
  },
  scaleSetInstances: {
    file: 'scale-sets',
    border: 'scaleSetInstanceFact',
    types: ['microsoft.compute/virtualmachinescalesets/virtualmachines'],
  },
  scaleSetNics: {
    file: 'network-interfaces',
    border: 'nicFact',
    types: ['microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces'],
  },
  scaleSetAddresses: {
    file: 'public-addresses',
    border: 'publicAddressFact',
    types: [
      'microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces/ipconfigurations/publicipaddresses',
    ],
  },
  networkInterfaces: {
    file: 'network-interfaces',
    border: 'nicFact',
    types: ['microsoft.network/networkinterfaces'],
  },
  networkSecurityGroups: {
    file: 'security-groups',
    border: 'securityGroupFact',
    types: ['microsoft.network/networksecuritygroups'],
  },
  routeTables: {
    file: 'route-tables',
    border: 'routeTableFact',
    types: ['microsoft.network/routetables'],
  },
  virtualNetworks: {
    file: 'virtual-networks',
    border: 'virtualNetworkFact',
    types: ['microsoft.network/virtualnetworks'],
  },
  publicAddresses: {
    file: 'public-addresses',
    border: 'publicAddressFact',
    types: ['microsoft.network/publicipaddresses'],
  },
  publicPrefixes: {
    file: 'public-addresses',
    border: 'publicPrefixFact',
    types: ['microsoft.network/publicipprefixes'],
  },
  natGateways: {
    file: 'nat-gateways',
    border: 'natGatewayFact',
    types: ['microsoft.network/natgateways'],
  },
  loadBalancers: {
    file: 'load-balancers',
    border: 'loadBalancerFact',
    types: ['microsoft.network/loadbalancers'],
  },
  firewalls: {
    file: 'firewalls',
    border: 'firewallFact',
    types: ['microsoft.network/azurefirewalls'],
  },
  firewallPolicies: {
    file: 'firewall-policies',
    border: 'firewallPolicy',
    types: ['microsoft.network/firewallpolicies'],
  },
  ruleCollectionGroups: {
    file: 'firewall-policies',
    border: 'ruleGroupFact',
    types: ['microsoft.network/firewallpolicies/rulecollectiongroups'],
  },
  ipGroups: {
    file: 'firewall-policies',
    border: 'ipGroupFact',
    types: ['microsoft.network/ipgroups'],
  },
  virtualHubs: {
    file: 'virtual-hubs',
    border: 'listedHub',
    types: ['microsoft.network/virtualhubs'],
  },
  hubConnections: {
    file: 'virtual-hubs',
    border: 'hubConnectionFact',
    types: [
      'microsoft.network/virtualhubs/hubvirtualnetworkconnections',
      'microsoft.network/virtualhubs/virtualhubvnetconnections',
    ],
  },
  routingIntents: {
    file: 'virtual-hubs',
    border: 'routingPolicyFacts',
    types: ['microsoft.network/virtualhubs/routingintent'],
  },
  hubRouteTables: {
    file: 'virtual-hubs',
    border: 'hubRouteTableFact',
    types: ['microsoft.network/virtualhubs/hubroutetables'],
  },
  networkManagers: {
    file: 'network-managers',
    border: 'listedNetworkManager',
    types: ['microsoft.network/networkmanagers'],
  },
  adminRules: {
    file: 'network-managers',
    border: 'adminRuleFact',
    types: [
      'microsoft.network/networkmanagers/securityadminconfigurations/rulecollections/rules',
      'microsoft.network/networkmanagers/securityadminconfigurations/rules',
    ],
  },
  roleAssignments: {
    file: 'role-assignments',
    border: 'roleAssignmentFact',
    types: ['microsoft.authorization/roleassignments'],
  },
  billingProperty: {
    file: 'billing-property',
    border: 'billingPropertyFact',
    types: ['microsoft.billing/billingproperty'],
  },
  aliases: {
    file: 'aliases',
    border: 'subscriptionAlias',
    types: ['microsoft.subscription/aliases'],
  },
};
