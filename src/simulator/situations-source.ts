import type { BalancerSpec, NetworkSituation } from './network-situation.ts';

/** A NIC whose only hope for a source address is a load balancer. */
function behind(
  shows: string,
  truth: Pick<NetworkSituation, 'path' | 'egress' | 'atMost'>,
  balancer: BalancerSpec,
): NetworkSituation {
  return { shows, ...truth, nic: { balancer } };
}

const NONE = { path: 'none' } as const;

const BY_BALANCER = { path: 'internet', egress: 'load-balancer' } as const;

const BY_DEFAULT = { path: 'internet', egress: 'default-outbound' } as const;

/** What gives a source address and what does not. */
export const SOURCE_SITUATIONS = {
  'nat-gateway-without-address': {
    shows: 'a NAT gateway without any address, in front of a public address on the NIC',
    path: 'internet',
    egress: 'instance-public-ip',
    subnet: { nat: 'without-address' },
    nic: { publicAddress: 'static' },
  },
  'nat-gateway-ipv6': {
    shows: 'a NAT gateway with IPv6 addresses only, in a private subnet',
    path: 'none',
    subnet: { nat: 'ipv6', defaultOutboundAccess: false },
  },
  'nat-gateway-over-balancer': {
    shows: 'a NAT gateway and a load balancer with an outbound rule: the NAT gateway carries what goes out',
    path: 'internet',
    egress: 'nat-gateway',
    subnet: { nat: 'address' },
    nic: { balancer: { sku: 'Standard', frontend: 'public', outboundRule: 'All' } },
  },
  'public-ip-over-balancer': {
    shows: 'a public address and a load balancer with an outbound rule: the address comes first',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: {
      publicAddress: 'static',
      balancer: { sku: 'Standard', frontend: 'public', outboundRule: 'All' },
    },
  },
  'public-ip-on-second-nic': {
    shows:
      'a public address on the second NIC only: it does not count, and takes default outbound access away',
    path: 'none',
    nic: { shape: 'two-first-marked-second-public' },
  },
  'dual-stack': {
    shows: 'a NIC with an IPv6 configuration beside its primary one',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: { shape: 'dual-stack', publicAddress: 'static' },
  },
  'balancer-outbound-udp': behind('an outbound rule for Udp only', NONE, {
    sku: 'Standard',
    frontend: 'public',
    outboundRule: 'Udp',
  }),
  'balancer-outbound-tcp': behind('an outbound rule for Tcp', BY_BALANCER, {
    sku: 'Standard',
    frontend: 'public',
    outboundRule: 'Tcp',
  }),
  'balancer-ipv6': behind('a load-balancing rule on an IPv6 front end', NONE, {
    sku: 'Standard',
    frontend: 'public-ipv6',
    rule: { protocol: 'Tcp' },
  }),
  'balancer-inbound-nat': behind('a pool with an inbound NAT rule alone, which gives no way out', NONE, {
    sku: 'Standard',
    frontend: 'public',
    inboundNatRule: true,
  }),
  'balancer-basic': behind('a load-balancing rule of a Basic load balancer', BY_BALANCER, {
    sku: 'Basic',
    frontend: 'public',
    rule: { protocol: 'Tcp' },
  }),
  'balancer-by-address-internal': behind(
    'an internal load balancer whose pool names members by address: they keep default outbound access',
    BY_DEFAULT,
    { sku: 'Standard', frontend: 'internal', rule: { protocol: 'All' }, by: 'address' },
  ),
  'balancer-of-another-subscription': behind(
    'a load balancer in another subscription, with an outbound rule',
    BY_BALANCER,
    { sku: 'Standard', frontend: 'public', elsewhere: 'connectivity' },
  ),
  'balancer-unreadable': behind(
    'a load balancer in no readable subscription',
    { path: 'unknown' },
    { sku: 'Standard', frontend: 'public', elsewhere: 'hidden' },
  ),
  'default-outbound-nic-over-balancer': {
    shows: 'an allocated VM whose NIC reports default outbound access, behind an internal load balancer',
    path: 'internet',
    egress: 'default-outbound',
    nic: {
      defaultOutbound: true,
      balancer: { sku: 'Standard', frontend: 'internal', rule: { protocol: 'Tcp' } },
    },
    powers: ['running'],
  },
  'default-outbound-deallocated-private': {
    shows: 'a deallocated VM whose NIC says true, in a private subnet: configuration decides',
    path: 'none',
    subnet: { defaultOutboundAccess: false },
    nic: { defaultOutbound: true },
    powers: ['deallocated'],
  },
  'flexible-without-address': {
    shows: 'an instance of a Flexible scale set with nothing to send from: no default outbound access',
    path: 'none',
  },
} as const satisfies Record<string, NetworkSituation>;
