import { hubAddress } from './hubs.ts';
import type { NetworkSituation, RouteSpec, RuleSpec } from './network-situation.ts';

const DENY: RuleSpec = { name: 'DenySmtp', priority: 200, access: 'Deny', destination: 'Internet' };

const VNET: RuleSpec = { ...DENY, name: 'DenyVnet', destination: 'VirtualNetwork', ports: '*' };

const TO_FIREWALL: RouteSpec = {
  prefix: '0.0.0.0/0',
  hop: 'VirtualAppliance',
  address: hubAddress('weu', '1.4'),
};

/** A NIC with a public address whose security group denies. */
function denied(shows: string, ...rules: RuleSpec[]): NetworkSituation {
  return { shows, path: 'denied', nic: { publicAddress: 'static', rules } };
}

/** A NIC with a public address whose security group does not get in the way. */
function open(shows: string, ...rules: RuleSpec[]): NetworkSituation {
  return { shows, path: 'internet', egress: 'instance-public-ip', nic: { publicAddress: 'static', rules } };
}

/** What the tag VirtualNetwork covers: the routes of the subnet may enlarge it. */
export const NETWORK_TAG_SITUATIONS = {
  'vnet-tag-plain': denied(
    '"Allow VirtualNetwork, Deny Internet" without an appliance: the tag covers private addresses only',
    { ...VNET, name: 'AllowVnet', priority: 100, access: 'Allow' },
    { ...DENY, ports: '*' },
  ),
  'vnet-tag-internet-first': {
    ...denied('Internet denied before VirtualNetwork is allowed, with a default route to a firewall'),
    network: { peerings: [{ to: 'weu' }] },
    subnet: {
      routes: [TO_FIREWALL],
      rules: [
        { ...DENY, priority: 100 },
        { ...VNET, name: 'AllowVnet', access: 'Allow' },
      ],
    },
    nic: {},
  },
  'vnet-tag-internet-route': {
    ...open('VirtualNetwork denied, with a user route to Internet: that does not enlarge the tag', VNET),
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'Internet' }] },
  },
  'vnet-tag-gateway-route': {
    ...denied('VirtualNetwork denied, with a default route to a gateway, which enlarges the tag', VNET),
    network: { gateway: 'gateway' },
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualNetworkGateway' }] },
  },
  'vnet-tag-source': {
    ...denied('a denial whose source is VirtualNetwork, which a route to an appliance enlarges'),
    network: { peerings: [{ to: 'weu' }] },
    subnet: { routes: [TO_FIREWALL], rules: [{ ...DENY, source: 'VirtualNetwork' }] },
    nic: {},
  },
  'vnet-tag-may-grow': {
    ...open('VirtualNetwork denied, and a gateway that may learn a default route', VNET),
    atMost: 'low',
    network: { gateway: 'gateway' },
  },
} as const satisfies Record<string, NetworkSituation>;
