import type { EgressReason, NotResolvedWhy } from '../model/network-reason.ts';
import {
  adminRuleInShort,
  firewallRuleInShort,
  inShort,
  routeInShort,
  withoutReading,
} from './network-names.ts';
import type { Prose } from './worded.ts';

const DOCS = 'https://learn.microsoft.com/azure';
const FIREWALL = `${DOCS}/firewall/rule-processing`;
const VIRTUAL_WAN = `${DOCS}/virtual-wan/about-virtual-hub-routing`;
const ADMIN_RULES = `${DOCS}/virtual-network-manager/concept-security-admins`;
const ROUTES = `${DOCS}/virtual-network/virtual-networks-udr-overview`;

/** Why a next hop is not known, to be read after "an appliance that is not known". */
export const NOT_RESOLVED = {
  'no-address': 'the route names no usable IPv4 address',
  'not-found':
    'neither an Azure Firewall nor a NIC with IP forwarding nor an internal load balancer with that address was found in the virtual ' +
    'network and its connected peers',
  'not-read': 'what holds that address, or stands behind it, could not be read',
  'forwarding-disabled': 'the NIC with that address has IP forwarding disabled (enableIPForwarding)',
  'nothing-behind': 'no NIC with IP forwarding stands behind the internal load balancer with that address',
  several: 'several resources in reach have that address',
  'in-virtual-hub': 'it is an appliance or service inside the virtual hub, whose own rules cannot be read',
} as const satisfies Record<NotResolvedWhy, string>;

const DECLARED = {
  none: 'none, so traffic goes straight to the internet',
  gateway: 'one that leads to a gateway; it leaves from the network behind that',
  appliance: 'one that leads to an appliance, which is not known here',
} as const;

/** What each reason about firewalls, appliances, virtual hubs and network managers says. */
export const EGRESS_PROSE: Prose<EgressReason> = {
  'firewall-allows': ({ firewall, ...rule }) => ({
    message: `${firewallRuleInShort(rule)} lets TCP 25 to the internet through Azure Firewall ${inShort(firewall)}.`,
    source: FIREWALL,
  }),
  'firewall-stops': ({ firewall, policy, by, through }) => ({
    message:
      `Azure Firewall ${inShort(firewall)}${policy === null ? '' : ` (policy ${inShort(policy)})`} does not let TCP 25 to the internet ` +
      `through: ${by === null ? 'no network rule allows it and its default is to deny' : `${firewallRuleInShort(by)} denies it`}.` +
      (through.length === 0
        ? ''
        : ` Only a part is let through, by ${through.map(firewallRuleInShort).join('; ')}.`),
    source: FIREWALL,
  }),
  'firewall-rules-not-read': ({ firewall, ...missing }) => {
    const what = missing.object === firewall ? 'Azure Firewall' : 'firewall policy';
    const { message, ...rest } = withoutReading(what, missing);
    return { message: `${message} Whether its rules let TCP 25 through is not known.`, ...rest };
  },
  'firewall-rule-unclear': ({ firewall, unclear, ...rule }) => ({
    message:
      `${firewallRuleInShort(rule)} of Azure Firewall ${inShort(firewall)} cannot be judged (${unclear}), so whether TCP 25 passes ` +
      'is not known.',
    source: FIREWALL,
  }),
  'route-to-appliance': ({ address, nics, loadBalancer, ...route }) => ({
    message:
      `${routeInShort(route)} sends internet traffic to the appliance with NIC${nics.length > 1 ? 's' : ''} ${nics.map(inShort).join(', ')}` +
      `${loadBalancer === undefined ? '' : ` behind load balancer ${inShort(loadBalancer)}`}; it leaves from there.`,
    source: ROUTES,
  }),
  'virtual-hub-not-found': ({ peering, network, listsNotRead }) => ({
    message:
      `Virtual network ${inShort(network)} is a spoke of a virtual hub (peering ${peering}), which may send it a default route, but no ` +
      `virtual hub that could be read has a connection to it${listsNotRead === 0 ? '' : `; the virtual hubs of ${listsNotRead} ${listsNotRead === 1 ? 'subscription' : 'subscriptions'} were not read`}.`,
    source: VIRTUAL_WAN,
  }),
  'virtual-hub-not-read': ({ part, hub, ...missing }) => {
    const what = missing.object === hub && part !== 'virtual hub' ? `${part} of virtual hub` : part;
    const { message, ...rest } = withoutReading(what, missing);
    return {
      message: `${message} Virtual hub ${inShort(hub)} may send the network a default route.`,
      ...rest,
    };
  },
  'default-route-declared': ({ network, declared }) => ({
    message: `The declarations file says which default route ${inShort(network)} learns: ${DECLARED[declared]}.`,
    source: 'declarations file, learnedDefaultRoute',
  }),
  'admin-rule-may-apply': ({ manager, rules }) => ({
    message:
      `Network manager ${inShort(manager)} has security admin rules for outbound TCP 25, which come before all NSGs; whether they are ` +
      `deployed to this network is not known: ${adminRuleInShort(rules)}.`,
    source: ADMIN_RULES,
  }),
  'admin-rules-not-read': (reason) => {
    const { message, ...rest } = withoutReading('security admin rules of network manager', reason);
    return { message: `${message} Such rules come before all NSGs.`, ...rest };
  },
};
