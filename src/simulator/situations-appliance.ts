import { type HubName, hubAddress } from './hubs.ts';
import type { ApplianceName } from './leaving.ts';
import type { NetworkSituation, NetworkSpec, RuleSpec } from './network-situation.ts';

const DENY_ALL: RuleSpec = {
  name: 'DenyAllOut',
  priority: 4096,
  access: 'Deny',
  protocol: '*',
  destination: '*',
  ports: '*',
};

/** A default route to an address in a network that the spoke peers with. */
function to(shows: string, address: string, network: NetworkSpec): NetworkSituation {
  return {
    shows,
    path: 'appliance',
    network,
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualAppliance', address }] },
  };
}

/** A default route to an appliance in a hub of another subscription, which the next hop resolves to. */
function through(appliance: ApplianceName & HubName, shows: string): NetworkSituation {
  const pooled = appliance === 'nva-pair' || appliance === 'nva-mixed';
  return {
    ...to(shows, hubAddress(appliance, pooled ? '100.250' : '0.4'), { peerings: [{ to: appliance }] }),
    leaves: { kind: 'appliance', appliance },
  };
}

/** Appliances, as the network that holds them, and as the spokes see them that route through them. */
export const APPLIANCE_SITUATIONS = {
  nva: {
    shows: 'an appliance that forwards, with a public address of its own',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: { forwarding: true, publicAddress: 'static', rules: [] },
  },
  'nva-denied': {
    shows: 'an appliance whose security group denies',
    path: 'denied',
    nic: { forwarding: true, publicAddress: 'static', rules: [DENY_ALL] },
  },
  'nva-no-way-out': {
    shows: 'an appliance that has nothing to send from',
    path: 'none',
    subnet: { defaultOutboundAccess: false },
    nic: { forwarding: true },
  },
  'nva-group-unreadable': {
    shows: 'an appliance whose security group nobody can read',
    path: 'unknown',
    nic: { forwarding: true, publicAddress: 'static', securityGroup: 'elsewhere' },
  },
  'nva-not-forwarding': {
    shows: 'an appliance that does not forward',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: { forwarding: false, publicAddress: 'static' },
  },
  'nva-with-twin': {
    shows: 'an appliance whose address a second NIC of the network has too',
    path: 'internet',
    egress: 'instance-public-ip',
    network: { spareNics: [{ address: 'own:0.4', forwarding: true }] },
    nic: { forwarding: true, publicAddress: 'static' },
  },
  'nva-with-stray': {
    shows: "a network with a NIC whose address lies in another hub's address space",
    path: 'internet',
    egress: 'instance-public-ip',
    network: { spareNics: [{ address: hubAddress('nva-open', '0.4'), forwarding: true }] },
    nic: { publicAddress: 'static' },
  },
  'nva-balanced': {
    shows: 'appliances behind an internal load balancer, each with a public address of its own',
    path: 'internet',
    egress: 'instance-public-ip',
    nic: {
      forwarding: true,
      publicAddress: 'static',
      balancer: { sku: 'Standard', frontend: 'internal', rule: { protocol: 'All' } },
    },
  },
  'appliance-open': through('nva-open', 'an appliance that may send, in a hub of another subscription'),
  'appliance-restart': through('nva-restart', 'an appliance that must be restarted'),
  'appliance-request': through('nva-request', 'an appliance whose subscription is blocked and may ask'),
  'appliance-blocked': through('nva-blocked', 'an appliance whose subscription is never exempted'),
  'appliance-undetermined': through('nva-undetermined', 'an appliance of which nothing is decided'),
  'appliance-exempted': through('nva-exempted', 'an appliance in an exempted subscription: that helps'),
  'appliance-denied': through('nva-group', 'an appliance whose own security group denies'),
  'appliance-without-way-out': through('nva-closed', 'an appliance that has no way out'),
  'appliance-unreadable': through('nva-unread', 'an appliance whose own facts nobody can read'),
  'appliance-pair': through('nva-pair', 'two appliances behind a load balancer, which agree'),
  'appliance-pair-mixed': through('nva-mixed', 'two appliances behind a load balancer, which disagree'),
  'appliance-idle': to('an appliance that does not forward', hubAddress('nva-idle', '0.4'), {
    peerings: [{ to: 'nva-idle' }],
  }),
  'appliance-twins': to('two NICs that have the address', hubAddress('nva-twins', '0.4'), {
    peerings: [{ to: 'nva-twins' }],
  }),
  'appliance-by-address-space': {
    ...through('nva-open', 'two peers with a NIC of that address: the one whose address space contains it'),
    network: { peerings: [{ to: 'nva-stray' }, { to: 'nva-open' }] },
  },
  'appliance-peering-without-state': {
    ...through('nva-open', 'a peering of which no state is given: it counts'),
    network: { peerings: [{ to: 'nva-open', state: null }] },
  },
  'appliance-beyond-hub': to(
    "an appliance in a peer's peer: nobody has that address",
    hubAddress('nva-open', '0.4'),
    {
      peerings: [{ to: 'weu' }],
    },
  ),
  'appliance-without-address': {
    shows: 'a next hop VirtualAppliance without an address',
    path: 'appliance',
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualAppliance' }] },
  },
} as const satisfies Record<string, NetworkSituation>;
