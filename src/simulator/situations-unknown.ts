import type { NetworkSituation } from './network-situation.ts';

/** Networks of which a fact that decides is missing. */
export const UNKNOWN_SITUATIONS = {
  'nic-missing': {
    shows: 'a NIC that is in no list',
    path: 'unknown',
    noNic: true,
    nic: { shape: 'missing' },
  },
  'nic-in-another-subscription': {
    shows: "a NIC in another subscription's list",
    path: 'unknown',
    noNic: true,
    nic: { shape: 'in-another-subscription' },
  },
  'no-nic': {
    shows: 'a VM without any network interface',
    path: 'unknown',
    noNic: true,
    nic: { shape: 'none' },
  },
  'two-nics-unmarked': {
    shows: 'two NICs of which none is marked primary anywhere',
    path: 'unknown',
    noNic: true,
    nic: { shape: 'two-unmarked' },
  },
  'nic-without-properties': {
    shows: 'a NIC without properties',
    path: 'unknown',
    nic: { shape: 'without-properties' },
  },
  'several-ip-configurations': {
    shows: 'several IP configurations of which none is primary',
    path: 'unknown',
    nic: { shape: 'several-without-primary' },
  },
  'group-unreadable': {
    shows: 'a security group in no readable subscription',
    path: 'unknown',
    nic: { securityGroup: 'elsewhere', publicAddress: 'static' },
  },
  'route-table-unreadable': {
    shows: 'a route table in no readable subscription',
    path: 'unknown',
    subnet: { routeTable: 'elsewhere', nat: 'address' },
  },
  'nat-gateway-unreadable': {
    shows: 'a NAT gateway in no readable subscription',
    path: 'unknown',
    subnet: { nat: 'elsewhere' },
  },
  'rule-without-destination': {
    shows: 'a denial that says nothing at all about its destination',
    path: 'unknown',
    nic: {
      publicAddress: 'static',
      rules: [{ name: 'DenyBroken', priority: 100, access: 'Deny', destination: null }],
    },
  },
  'unknown-next-hop': {
    shows: 'a default route with a next hop type that nobody has heard of',
    path: 'unknown',
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualFabric' }] },
    nic: { publicAddress: 'static' },
  },
  'virtual-hub-spoke': {
    shows: 'a spoke of a virtual hub that nobody can read',
    path: 'unknown',
    network: { peering: 'virtual-hub' },
    nic: { publicAddress: 'static' },
  },
  'two-nics': {
    shows: 'two NICs, the first marked primary: it alone counts',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: { shape: 'two-first-marked', publicAddress: 'static' },
  },
} as const satisfies Record<string, NetworkSituation>;
