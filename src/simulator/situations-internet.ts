import type { NetworkSituation } from './network-situation.ts';

/** Networks that let TCP 25 out, by every way that an Azure VM can reach the internet. */
export const INTERNET_SITUATIONS = {
  'public-ip': {
    shows: 'a static public address on the NIC, a NIC security group without rules of its own',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: { rules: [], publicAddress: 'static', reverseDns: true },
  },
  'public-ip-dynamic': {
    shows: 'a dynamic Basic public address, no security group at all',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: { publicAddress: 'dynamic' },
  },
  'public-ip-elsewhere': {
    shows:
      'a public address that lies in no readable subscription: the way out stands, its address is not known',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: { publicAddress: 'elsewhere' },
  },
  'public-ip-explicit-route': {
    shows: 'a user route 0.0.0.0/0 to Internet',
    path: 'internet',
    egress: 'instance-public-ip',
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'Internet' }] },
    nic: { publicAddress: 'static' },
  },
  'nat-gateway': {
    shows: 'a NAT gateway on the subnet with a public address',
    path: 'internet',
    egress: 'nat-gateway',
    subnet: { nat: 'address', rules: [] },
  },
  'nat-gateway-prefix': {
    shows: 'a NAT gateway on the subnet with a public prefix',
    path: 'internet',
    egress: 'nat-gateway',
    subnet: { nat: 'prefix', defaultOutboundAccess: false },
  },
  'nat-gateway-of-network': {
    shows: 'a NAT gateway that the virtual network names as its default',
    path: 'internet',
    egress: 'nat-gateway',
    subnet: { nat: 'network-default', defaultOutboundAccess: false },
  },
  'nat-gateway-by-source': {
    shows: 'a NAT gateway that names the virtual network as its source',
    path: 'internet',
    egress: 'nat-gateway',
    subnet: { nat: 'network-source', defaultOutboundAccess: false },
  },
  'nat-over-public-ip': {
    shows: 'a NAT gateway and a public address on the NIC: the NAT gateway carries what goes out',
    path: 'internet',
    egress: 'nat-gateway',
    subnet: { nat: 'address' },
    nic: { publicAddress: 'static' },
  },
  'balancer-outbound-rule': {
    shows: 'a Standard load balancer with an outbound rule',
    path: 'internet',
    egress: 'load-balancer',
    nic: { balancer: { sku: 'Standard', frontend: 'public', outboundRule: 'All' } },
  },
  'balancer-rule': {
    shows: 'a load-balancing rule for Tcp on a public front end',
    path: 'internet',
    egress: 'load-balancer',
    nic: { balancer: { sku: 'Standard', frontend: 'public', rule: { protocol: 'Tcp' } } },
  },
  'balancer-rule-beside-outbound': {
    shows: 'a load-balancing rule with disableOutboundSnat beside an outbound rule',
    path: 'internet',
    egress: 'load-balancer',
    nic: {
      balancer: {
        sku: 'Standard',
        frontend: 'public',
        rule: { protocol: 'Tcp', snatDisabled: true },
        outboundRule: 'All',
      },
    },
  },
  'balancer-by-address': {
    shows: 'a pool that names its members by address',
    path: 'internet',
    egress: 'load-balancer',
    atMost: 'medium',
    nic: {
      balancer: { sku: 'Standard', frontend: 'public', rule: { protocol: 'All' }, by: 'address' },
    },
  },
  'balancer-basic-udp': {
    shows: 'a Basic load balancer for Udp only: default outbound access stays',
    path: 'internet',
    egress: 'default-outbound',
    nic: { balancer: { sku: 'Basic', frontend: 'public', rule: { protocol: 'Udp' } } },
  },
  'default-outbound': {
    shows: 'nothing explicit: default outbound access',
    path: 'internet',
    egress: 'default-outbound',
    subnet: { rules: [] },
  },
  'default-outbound-allowed': {
    shows: 'a subnet with defaultOutboundAccess true, and a route table that says nothing about the internet',
    path: 'internet',
    egress: 'default-outbound',
    subnet: { defaultOutboundAccess: true, routes: [{ prefix: '10.0.0.0/8', hop: 'VnetLocal' }] },
  },
  'default-outbound-nic-true': {
    shows: 'an allocated VM whose NIC reports defaultOutboundConnectivityEnabled true',
    path: 'internet',
    egress: 'default-outbound',
    subnet: { defaultOutboundAccess: false },
    nic: { defaultOutbound: true },
    powers: ['running', 'stopped'],
  },
  'default-outbound-deallocated': {
    shows: 'a deallocated VM: its NIC says false, but configuration decides',
    path: 'internet',
    egress: 'default-outbound',
    nic: { defaultOutbound: false },
    powers: ['deallocated'],
  },
  'learned-route': {
    shows: 'a gateway in the virtual network may learn a default route: internet, with low confidence',
    path: 'internet',
    egress: 'instance-public-ip',
    atMost: 'low',
    network: { gateway: 'gateway' },
    nic: { publicAddress: 'static', rules: [] },
  },
  'learned-route-remote': {
    shows: "the hub's gateway is used through a peering: internet, with low confidence",
    path: 'internet',
    egress: 'nat-gateway',
    atMost: 'low',
    network: { peerings: [{ to: 'weu', gateway: true }] },
    subnet: { nat: 'address' },
  },
  'propagation-disabled': {
    shows: 'a gateway in the network, but a route table that takes no routes from it',
    path: 'internet',
    egress: 'nat-gateway',
    network: { gateway: 'gateway' },
    subnet: { nat: 'address', disablePropagation: true, routes: [] },
  },
} as const satisfies Record<string, NetworkSituation>;
