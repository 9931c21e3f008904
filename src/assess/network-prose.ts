import type { NetworkReason, NoDefaultOutbound } from '../model/network-reason.ts';
import { EGRESS_PROSE, NOT_RESOLVED } from './egress-prose.ts';
import { inShort, routeInShort, ruleInShort, withoutReading } from './network-names.ts';
import type { Prose } from './worded.ts';

const DOCS = 'https://learn.microsoft.com/azure';
const NSG = `${DOCS}/virtual-network/network-security-groups-overview`;
const TAGS = `${DOCS}/virtual-network/service-tags-overview`;
const ROUTES = `${DOCS}/virtual-network/virtual-networks-udr-overview`;
const DEFAULT_OUTBOUND = `${DOCS}/virtual-network/ip-services/default-outbound-access`;
const NAT = `${DOCS}/nat-gateway/nat-overview`;
const BALANCER = `${DOCS}/load-balancer/load-balancer-outbound-connections`;

const AT_STAGE = {
  nsg: { words: 'at the NSGs', source: NSG },
  routes: { words: 'by the routes', source: ROUTES },
  firewall: { words: 'at the firewall', source: `${DOCS}/firewall/rule-processing` },
} as const;

const RULED_OUT = {
  'nic-reports-none': 'the NIC reports defaultOutboundConnectivityEnabled false',
  'private-subnet': 'the subnet is private (defaultOutboundAccess false)',
  'standard-load-balancer': 'a Standard load balancer holds the NIC',
  'public-address-on-nic': 'another IP configuration of the VM has a public address',
  'flexible-scale-set': 'the VM is a Flexible scale-set instance',
} as const satisfies Record<NoDefaultOutbound, string>;

/** What each reason for a network path says, to the engineer who runs that network. */
export const NETWORK_PROSE: Prose<NetworkReason> = {
  ...EGRESS_PROSE,
  'no-network-interface': () => ({
    message: 'The VM lists no network interface.',
    source: 'Microsoft.Compute/virtualMachines, properties.networkProfile.networkInterfaces',
  }),
  'primary-nic-unclear': ({ count }) => ({
    message: `Of the VM's ${count} NICs none is singled out as the primary one, neither by the VM nor by the NICs themselves.`,
    source:
      'Microsoft.Compute/virtualMachines, properties.networkProfile.networkInterfaces[].properties.primary',
  }),
  'nic-not-found': (reason) => withoutReading('NIC', reason),
  'nic-of-another-vm': ({ nic, vm }) => ({
    message: `NIC ${inShort(nic)} says that it belongs to another VM, ${inShort(vm)}, so it does not speak for this one.`,
    source: 'Microsoft.Network/networkInterfaces, properties.virtualMachine',
  }),
  'nic-not-described': ({ nic }) => ({
    message: `Azure lists NIC ${inShort(nic)} without its properties.`,
    source: 'Microsoft.Network/networkInterfaces, properties',
  }),
  'primary-ip-configuration-unclear': ({ nic, count }) => ({
    message: `NIC ${inShort(nic)} has ${count} IP configurations and not exactly one of them is primary.`,
    source: 'Microsoft.Network/networkInterfaces, properties.ipConfigurations[].properties.primary',
  }),
  'ip-configuration-without-subnet': ({ nic }) => ({
    message: `The primary IP configuration of NIC ${inShort(nic)} names no subnet, so NSG and routes of the subnet are not known.`,
    source: 'Microsoft.Network/networkInterfaces, properties.ipConfigurations[].properties.subnet',
  }),
  'virtual-network-not-read': (reason) => withoutReading('virtual network', reason),
  'subnet-not-read': (reason) => withoutReading('subnet', reason),
  'security-group-not-read': (reason) => withoutReading('network security group', reason),
  'route-table-not-read': (reason) => withoutReading('route table', reason),
  'nat-gateway-not-read': (reason) => withoutReading('NAT gateway', reason),
  'load-balancer-not-read': (reason) => withoutReading('load balancer', reason),
  'public-address-not-read': (reason) => {
    const { message, ...rest } = withoutReading('public address', reason);
    return { message: `${message} The way out stands, the address is not known.`, ...rest };
  },
  'other-nic-not-read': (reason) => {
    const { message, ...rest } = withoutReading('NIC', reason);
    return { message: `${message} A public address on it would take default outbound access away.`, ...rest };
  },
  'list-not-read': (reason) => {
    const { message, ...rest } = withoutReading(`list of ${reason.list} in`, reason);
    return { message: `${message} No way out was seen, but one may be there.`, ...rest };
  },
  'nsg-denies': (reason) => ({
    message: `${ruleInShort(reason)} denies outbound TCP 25 to the internet.`,
    source: NSG,
  }),
  'nsg-allows-part': ({ allows, denies }) => ({
    message:
      `The NSGs let only a part of the internet through on TCP 25. Allowed by: ${allows.map(ruleInShort).join('; ')}. ` +
      `Denied by: ${denies.map(ruleInShort).join('; ')}.`,
    source: NSG,
  }),
  'nsg-rule-unclear': (reason) => ({
    message: `${ruleInShort(reason)} cannot be understood (${reason.unclear}), so what it and the rules after it do is not known.`,
    source: NSG,
  }),
  'virtual-network-tag-may-grow': (reason) => ({
    message:
      `${ruleInShort(reason)} uses the tag VirtualNetwork. If a default route is learned through ${inShort(reason.gateway)}, the ` +
      'tag covers the whole internet and the NSG result changes.',
    source: TAGS,
  }),
  exceptions: ({ stage, exceptions }) => ({
    message:
      `A small part of the internet fares otherwise ${AT_STAGE[stage].words}: ` +
      `${exceptions.map(({ by, destinations, effect, to }) => `${destinations.join(', ')} ${to === undefined ? effect : `to ${to}`} by ${by}`).join('; ')}.`,
    source: AT_STAGE[stage].source,
  }),
  'route-drops': (reason) => ({
    message: `${routeInShort(reason)} drops traffic to the internet.`,
    source: ROUTES,
  }),
  'route-to-gateway': (reason) => ({
    message: `${routeInShort(reason)} sends internet traffic to the virtual network gateway; it leaves from the network behind that.`,
    source: ROUTES,
  }),
  'route-to-absent-gateway': (reason) => ({
    message:
      `${routeInShort(reason)} sends internet traffic to a virtual network gateway, but the virtual network has none and uses ` +
      'none of a peer, so it is dropped.',
    source: ROUTES,
  }),
  'route-to-firewall': ({ firewall, ...route }) => ({
    message: `${routeInShort(route)} sends internet traffic to Azure Firewall ${inShort(firewall)}.`,
    source: ROUTES,
  }),
  'appliance-not-resolved': ({ why, ...route }) => ({
    message: `${routeInShort(route)} sends internet traffic to an appliance that is not known: ${NOT_RESOLVED[why]}.`,
    source: ROUTES,
  }),
  'firewall-matched-by-address': ({ firewall, address }) => ({
    message: `Azure Firewall ${inShort(firewall)} is taken for next hop ${address} by its address alone; its network could not be confirmed.`,
    source: 'Microsoft.Network/azureFirewalls, properties.ipConfigurations[].properties.privateIPAddress',
  }),
  'route-not-understood': (reason) => ({
    message: `${routeInShort(reason)} has a prefix or next hop that cannot be understood.`,
    source: 'Microsoft.Network/routeTables, properties.routes',
  }),
  'routes-divide': ({ routes }) => ({
    message: `The routes send parts of the internet different ways: ${routes.map(routeInShort).join('; ')}.`,
    source: ROUTES,
  }),
  'default-route-may-be-learned': ({ gateway }) => ({
    message:
      `A default route may be learned over BGP through ${inShort(gateway)}, and configuration does not show it; without one, ` +
      'traffic goes straight to the internet.',
    source: ROUTES,
  }),
  'no-source-address': ({ subnet, because }) => ({
    message:
      `There is no public address to send from on subnet ${inShort(subnet)}: no NAT gateway, no public address on the NIC, no load ` +
      `balancer rule for outbound, and no default outbound access (${because.map((each) => RULED_OUT[each]).join('; ')}).`,
    source: DEFAULT_OUTBOUND,
  }),
  'nat-gateway-without-address': ({ natGateway }) => ({
    message: `NAT gateway ${inShort(natGateway)} has no IPv4 public address or prefix, so it carries nothing.`,
    source: NAT,
  }),
  'load-balancer-without-outbound': ({ loadBalancer }) => ({
    message:
      `The VM is in a back-end pool of load balancer ${inShort(loadBalancer)}, but no outbound rule or load-balancing rule with ` +
      'outbound SNAT gives the pool a public IPv4 front end for TCP.',
    source: BALANCER,
  }),
  'load-balancer-member-by-address': ({ loadBalancer }) => ({
    message: `The VM is in a back-end pool of load balancer ${inShort(loadBalancer)} by its address; such members keep default outbound access beside it.`,
    source: BALANCER,
  }),
  'load-balancer-sku-not-reported': ({ loadBalancer }) => ({
    message: `Azure does not report the SKU of load balancer ${inShort(loadBalancer)}; a Standard one would take default outbound access away.`,
    source: 'Microsoft.Network/loadBalancers, sku.name',
  }),
  'power-state-not-known': () => ({
    message:
      "The VM's power state is not known, and the NIC's report of default outbound access differs from what the configuration " +
      'gives a deallocated VM.',
    source: 'Microsoft.Network/networkInterfaces, properties.defaultOutboundConnectivityEnabled',
  }),
  'dual-stack': ({ nic }) => ({
    message: `NIC ${inShort(nic)} has IPv6 beside IPv4; only IPv4 is judged.`,
    source:
      'Microsoft.Network/networkInterfaces, properties.ipConfigurations[].properties.privateIPAddressVersion',
  }),
};
