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
  'rule-without-ports': {
    shows: 'an allowance that says nothing at all about its ports',
    path: 'unknown',
    nic: {
      publicAddress: 'static',
      rules: [{ name: 'AllowBroken', priority: 100, access: 'Allow', destination: '*', ports: null }],
    },
  },
  'rule-without-source': {
    shows: 'a denial that says nothing at all about its source',
    path: 'unknown',
    nic: {
      publicAddress: 'static',
      rules: [{ name: 'DenyBroken', priority: 100, access: 'Deny', destination: '*', source: null }],
    },
  },
  'group-without-properties': {
    shows: 'a security group that is listed without properties',
    path: 'unknown',
    bare: 'networkSecurityGroups',
    nic: { publicAddress: 'static', rules: [] },
  },
  'route-table-without-properties': {
    shows: 'a route table that is listed without properties',
    path: 'unknown',
    bare: 'routeTables',
    subnet: { routes: [] },
    nic: { publicAddress: 'static' },
  },
  'network-without-properties': {
    shows: 'a virtual network that is listed without properties',
    path: 'unknown',
    bare: 'virtualNetworks',
    nic: { publicAddress: 'static' },
  },
  'nat-gateway-without-properties': {
    shows: 'a NAT gateway that is listed without properties',
    path: 'unknown',
    bare: 'natGateways',
    subnet: { nat: 'address' },
  },
  'balancer-without-properties': {
    shows: 'a load balancer that is listed without properties',
    path: 'unknown',
    bare: 'loadBalancers',
    nic: { balancer: { sku: 'Standard', frontend: 'public', outboundRule: 'All' } },
  },
  'subnet-missing': {
    shows: 'a subnet that its virtual network does not list',
    path: 'unknown',
    nic: { publicAddress: 'static', subnet: 'missing' },
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
    network: { virtualHub: { hub: 'outside' } },
    nic: { publicAddress: 'static' },
  },
  'two-nics': {
    shows: 'two NICs, the first marked primary: it alone counts',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: { shape: 'two-first-marked', publicAddress: 'static' },
  },
} as const satisfies Record<string, NetworkSituation>;
