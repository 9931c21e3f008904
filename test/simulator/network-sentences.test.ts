import { describe, expect, test } from 'vitest';
import { NAMED_SUBSCRIPTIONS } from '../../src/simulator/named-subscriptions.ts';
import type { NetworkSituationName } from '../../src/simulator/network-situations.ts';
import { NETWORK_SITUATIONS } from '../../src/simulator/network-situations.ts';

/** What shows a sentence: a network situation, or `@` and the key of a subscription. */
type Shown = NetworkSituationName | `@${string}`;

type Sentences = Readonly<Record<string, readonly [Shown, ...Shown[]]>>;

const ORDER: Sentences = {
  'an NSG that denies gives `denied` whatever the route': ['denied-before-routes', 'vnet-tag-gateway-route'],
  'the NIC is missing, or not described': [
    'nic-missing',
    'nic-in-another-subscription',
    'no-nic',
    'nic-without-properties',
    '@restricted-nics',
  ],
  'which NIC and which IP configuration counts': [
    'two-nics',
    'two-nics-unmarked',
    'several-ip-configurations',
    'dual-stack',
  ],
  'its virtual network or subnet is missing, or not described': [
    'subnet-missing',
    'network-without-properties',
    '@restricted-networks',
  ],
  'an NSG is missing, or not described': [
    'group-unreadable',
    'group-without-properties',
    '@restricted-groups',
  ],
  'a route table is missing, or not described': [
    'route-table-unreadable',
    'route-table-without-properties',
    '@restricted-routes',
  ],
  'a NAT gateway is missing, or not described': ['nat-gateway-unreadable', 'nat-gateway-without-properties'],
  'a load balancer is missing, or not described': [
    'balancer-unreadable',
    'balancer-without-properties',
    '@restricted-balancers',
  ],
  'a virtual hub is missing': ['virtual-hub-spoke', 'hub-forbidden'],
  'an earlier stage that already decides stands': ['denied-before-routes', '@restricted-routes'],
  "either NSG's deny of everything stands": ['denied-with-group-unreadable'],
  'a malformed rule after a rule that decides everything does not matter': ['rule-malformed-late'],
  'objects in other subscriptions are looked up tenant-wide': [
    'hub-firewall',
    'appliance-open',
    'balancer-of-another-subscription',
    'hub-intent',
  ],
};

const INTERNET: Sentences = {
  'special-purpose blocks, multicast and 168.63.129.16 are no part of it': [
    'rule-special-purpose',
    'rule-private-allowed',
  ],
  "nor are the VNet's own address spaces": ['rule-own-public-space'],
  'a deny list followed by allow is `internet`': ['denied-exceptions', 'route-exceptions-dropped'],
  'an allow list followed by deny is `denied`': ['denied-but-for-an-allow-list'],
  'a default route to a firewall with a few exceptions is `firewall`': ['hub-firewall-with-exceptions'],
  'half to one appliance and half to another is `partial`': [
    'partial-two-appliances',
    'route-half-to-appliance',
  ],
  '`AzureCloud` and its regional forms are no exception': [
    'partial-azure-only',
    'rule-azure-denied',
    'route-azure-straight',
  ],
  'prefixes that hold at most 1/256 are an exception, larger ones are not': [
    'rule-small-exception',
    'rule-large-exception',
    'partial-half-allowed',
  ],
};

const SECURITY_GROUPS: Sentences = {
  'both must allow; no NSG means allowed': [
    'denied-by-nic-group',
    'denied-by-subnet-group',
    'denied-by-both-groups',
    'rule-other-halves',
    'public-ip-dynamic',
  ],
  'ascending priority, first match decides': ['allowed-before-denied', 'look-alike-rules'],
  'the defaults, also where their list is missing or empty': ['rule-defaults'],
  'the direction is Outbound': ['look-alike-rules'],
  'the protocol is `*`, `Any` or Tcp, any case': ['rule-protocol-any', 'denied-by-subnet-group'],
  'a destination port entry covers 25': ['rule-ports-list', 'rule-ports-beside', 'denied-by-subnet-group'],
  'its source covers the NIC': ['rule-source-address', 'rule-source-network', 'look-alike-rules'],
  'or an application security group that the primary IP configuration is in': [
    'rule-application-group',
    'rule-other-application-group',
  ],
  '`Internet` and other public tags never cover a private address': ['rule-source-tags'],
  '`*`, `0.0.0.0/0`, `Internet` (any case) cover all of it': [
    'denied-by-both-groups',
    'allowed-before-denied',
    'denied-by-subnet-group',
  ],
  'a public prefix covers itself, by address sets': ['rule-halves', 'rule-large-exception'],
  'private, IPv6 and application security groups none': [
    'rule-private-allowed',
    'rule-ipv6',
    'rule-ipv6-allowed',
    'rule-to-application-group',
  ],
  'the same tag is the same part': ['rule-tag-twice'],
  'tags of the platform are no part of the internet': ['rule-tags-outside'],
  '`VirtualNetwork` grows by routes to appliances and gateways, as destination and as source': [
    'hub-firewall-only-network',
    'denied-by-network-tag',
    'vnet-tag-gateway-route',
    'vnet-tag-source',
  ],
  '`Internet` covers it too, and the first rule decides': ['vnet-tag-internet-first', 'vnet-tag-plain'],
  'routes with another next hop do not enlarge it': ['vnet-tag-internet-route'],
  'lower the confidence where it decides and a default route may be learned': ['vnet-tag-may-grow'],
  'lists, singular and plural forms': ['denied-by-subnet-group', 'rule-both-forms'],
  'a rule that says nothing at all makes the path `unknown`': [
    'rule-without-destination',
    'rule-without-ports',
    'rule-without-source',
  ],
  'source ports matter only where they exclude every port above 1023': [
    'rule-source-ports-low',
    'rule-source-ports-some',
  ],
  'security admin rules lower the confidence in scope': ['@governed'],
  'those for other traffic have no effect': ['@network-lab'],
};

const ROUTES: Sentences = {
  'longest prefix wins, also a pair of halves': ['route-halves-to-firewall', 'route-halves-to-internet'],
  'a user route beats BGP': ['learned-route-overruled', 'hub-intent-user-route'],
  'without a user route the system sends it to the internet': ['public-ip', 'route-private-only'],
  'next hop `Internet`': ['public-ip-explicit-route'],
  'next hop `None` or `VnetLocal`': ['route-to-none', 'route-halves-to-none'],
  '`VirtualNetworkGateway`': ['gateway', 'gateway-remote'],
  '`none` when there is no gateway': ['gateway-without-one', 'gateway-subnet-empty'],
  'a remote one outside the inventory still means `gateway`': ['gateway-outside'],
  'an unknown type': ['unknown-next-hop'],
  "an Azure Firewall's private address": ['hub-firewall', 'hub-firewall-by-user-route'],
  'a NIC with IP forwarding': ['appliance-open'],
  'an internal load balancer front end with such NICs behind it': ['appliance-pair', 'appliance-pair-mixed'],
  'else unresolved: not found, forwarding disabled, several': [
    'appliance-not-found',
    'appliance-without-address',
    'appliance-idle',
    'appliance-not-forwarding',
    'appliance-twins',
  ],
  'peering state `Connected` or not given': [
    'appliance-behind-closed-peering',
    'appliance-peering-without-state',
  ],
  'peers of peers do not count': ['appliance-beyond-hub'],
  'the peer whose address space contains it': ['appliance-by-address-space', 'nva-with-stray'],
};

const HUBS: Sentences = {
  'routing intent to a firewall, which wins over a static default route': ['hub-intent'],
  'a default route of the associated hub route table': ['hub-static-firewall', 'hub-other-table'],
  'a network virtual appliance or SaaS is unresolved': ['hub-static-appliance', 'hub-intent-service'],
  'a VNet connection: the address in its static route': [
    'hub-static-network',
    'hub-static-network-without-address',
  ],
  'only where no user route of the subnet covers the internet': [
    'hub-intent-user-route',
    'hub-firewall-by-user-route',
  ],
  'and its route table does not disable propagation': ['hub-intent-propagation-disabled'],
  '`enableInternetSecurity` false': ['hub-intent-without-security'],
  'true without such a route: low confidence': ['hub-private-intent', 'hub-other-table'],
  'hub or connection not readable': ['hub-forbidden', 'virtual-hub-spoke'],
  'default routes do not cross hubs': ['hub-private-intent'],
  'a gateway or route server may learn a default route': ['learned-route', 'learned-route-server'],
  'in a connected peer used with `useRemoteGateways`': [
    'learned-route-remote',
    'learned-route-not-used',
    'learned-route-closed',
  ],
  'with IP configurations': ['learned-route-empty-subnet'],
  'not with propagation disabled': ['propagation-disabled'],
  "a remote gateway's VNet outside the inventory: the same": ['learned-route-outside'],
  'the declarations file may settle it': [
    'learned-route-declared-none',
    'learned-route-declared-gateway',
    'learned-route-declared-appliance',
  ],
};

const SOURCE: Sentences = {
  'NAT gateway of the subnet, else of the VNet': [
    'nat-gateway',
    'nat-gateway-prefix',
    'nat-gateway-of-network',
    'nat-gateway-by-source',
  ],
  'with an IPv4 address or prefix of its own': ['nat-gateway-without-address', 'nat-gateway-ipv6'],
  'a public IP on the IP configuration': ['public-ip', 'public-ip-over-balancer'],
  'with both, the NAT gateway carries outbound traffic': ['nat-over-public-ip', 'nat-gateway-over-balancer'],
  'a public address that is not readable still proves the way out': [
    'public-ip-elsewhere',
    '@restricted-addresses',
  ],
  'an outbound rule, or a rule on a public front end without `disableOutboundSnat`': [
    'balancer-outbound-rule',
    'balancer-outbound-tcp',
    'balancer-rule',
    'balancer-basic',
    'balancer-rule-beside-outbound',
    'balancer-without-snat',
  ],
  'rules for UDP only and IPv6 front ends do not count': [
    'balancer-udp',
    'balancer-outbound-udp',
    'balancer-ipv6',
  ],
  'an inbound NAT rule gives no way out': ['balancer-inbound-nat'],
  'members by IP address count': ['balancer-by-address'],
  '(they keep default outbound beside it)': ['balancer-by-address-internal'],
  "on an allocated VM the NIC's report decides": [
    'default-outbound-nic-true',
    'default-outbound-nic-false',
    'default-outbound-nic-over-balancer',
  ],
  'deallocated, or not reported, configuration decides': [
    'default-outbound-deallocated',
    'default-outbound-deallocated-private',
    'default-outbound',
  ],
  "the subnet's `defaultOutboundAccess` is not false": ['private-subnet', 'default-outbound-allowed'],
  'no load balancer of SKU Standard holds it': ['balancer-internal', 'balancer-basic-udp'],
  'no NIC of the VM has a public address': ['public-ip-on-second-nic'],
  'the VM is not a Flexible scale-set instance': ['flexible-without-address'],
};

const OWNERS: Sentences = {
  'denies by default': ['firewall-no-rule'],
  'network rules, not application rules': ['firewall-no-rule', 'firewall-classic'],
  'classic `networkRuleCollections`': ['firewall-classic', 'firewall-classic-denies'],
  'the parent policy first': ['firewall-parent-denies', 'firewall-parent-allows'],
  'collections by priority, first match ends': ['firewall-denies-first'],
  'sources must cover the VM': ['firewall-other-source', 'firewall-ip-group'],
  'protocol TCP or Any, port 25': ['firewall-no-rule', 'firewall-denies-first'],
  'host names and tags are unknown parts': ['firewall-names', 'firewall-tag'],
  'IP groups that cannot be read': [
    'firewall-source-group-forbidden',
    'firewall-destination-group-forbidden',
  ],
  'anything less than the bulk does not allow': ['firewall-allows-part'],
  'rules unreadable: not known': [
    'firewall-policy-forbidden',
    'firewall-groups-forbidden',
    'firewall-policy-outside',
    'firewall-parent-forbidden',
  ],
  "the firewall's subscription, its offer and its exemption (domain.md, rule 2)": [
    'firewall-customer-agreement',
    'firewall-open-by-age',
    'firewall-requestable',
    'firewall-exempted',
    'firewall-never',
    'firewall-undetermined',
    'firewall-dev-test',
  ],
  'an appliance is judged by its NSGs and its own source address': [
    'appliance-denied',
    'appliance-without-way-out',
    'appliance-unreadable',
    'nva',
    'nva-denied',
    'nva-no-way-out',
    'nva-group-unreadable',
    'nva-not-forwarding',
    'nva-with-twin',
    'nva-balanced',
  ],
  "and by its subscription's platform state (domain.md, rule 2)": [
    'appliance-open',
    'appliance-restart',
    'appliance-request',
    'appliance-blocked',
    'appliance-undetermined',
    'appliance-exempted',
  ],
  'instances of scale sets are judged like VMs': ['@containers', '@render-farm'],
  'their lists may be refused one by one': ['@containers-restricted'],
};

const ALL = { ORDER, INTERNET, SECURITY_GROUPS, ROUTES, HUBS, SOURCE, OWNERS };

const used: ReadonlySet<string> = new Set([
  ...NAMED_SUBSCRIPTIONS.map(({ key }) => `@${key}`),
  ...NAMED_SUBSCRIPTIONS.flatMap(({ plans }) => plans.map(({ network }) => network)),
]);

describe.each(Object.entries(ALL))(
  '%s: every sentence of the network rules occurs in the demo',
  (_, table) => {
    test.each(Object.entries(table))('%s', (_sentence, shown) => {
      expect(shown.filter((name) => !used.has(name))).toEqual([]);
      for (const name of shown.filter((each) => !each.startsWith('@')))
        expect(NETWORK_SITUATIONS).toHaveProperty(name);
    });
  },
);

test('every network situation shows some sentence', () => {
  const shown = new Set<string>(Object.values(ALL).flatMap((table) => Object.values(table).flat()));
  expect(Object.keys(NETWORK_SITUATIONS).filter((name) => !shown.has(name))).toEqual([]);
});
