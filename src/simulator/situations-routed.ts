import { hubAddress } from './hubs.ts';
import type { NetworkSituation, RouteSpec } from './network-situation.ts';

const TO_FIREWALL: RouteSpec = {
  prefix: '0.0.0.0/0',
  hop: 'VirtualAppliance',
  address: hubAddress('weu', '1.4'),
};

/** Routes that lead elsewhere than straight to the internet, and networks that have no way out at all. */
export const ROUTED_SITUATIONS = {
  'hub-firewall': {
    shows: 'a default route to the firewall of a hub in another subscription',
    path: 'firewall',
    leaves: { kind: 'firewall', firewall: 'weu', passage: 'passes' },
    network: { peerings: [{ to: 'weu' }] },
    subnet: { routes: [TO_FIREWALL], rules: [] },
  },
  'hub-firewall-only-network': {
    shows: '"Allow VirtualNetwork, Deny Internet": the default route to the firewall enlarges VirtualNetwork',
    path: 'firewall',
    leaves: { kind: 'firewall', firewall: 'weu', passage: 'passes' },
    network: { peerings: [{ to: 'weu' }] },
    subnet: {
      routes: [TO_FIREWALL],
      rules: [
        { name: 'AllowVnet', priority: 100, access: 'Allow', destination: 'VirtualNetwork', ports: '*' },
        { name: 'DenyInternet', priority: 200, access: 'Deny', destination: 'Internet', ports: '*' },
      ],
    },
  },
  'hub-firewall-with-exceptions': {
    shows: 'a default route to the firewall, a few prefixes straight to the internet',
    path: 'firewall',
    leaves: { kind: 'firewall', firewall: 'weu', passage: 'passes' },
    atMost: 'medium',
    network: { peerings: [{ to: 'weu' }] },
    subnet: {
      routes: [
        TO_FIREWALL,
        { prefix: '20.118.99.0/24', hop: 'Internet' },
        { prefix: 'AzureMonitor', hop: 'Internet' },
      ],
    },
  },
  'appliance-not-found': {
    shows: 'a default route to an address that belongs to nothing in the inventory',
    path: 'appliance',
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualAppliance', address: '192.168.77.4' }] },
  },
  'appliance-not-forwarding': {
    shows: 'a default route, as a pair of halves, to a NIC that does not forward',
    path: 'appliance',
    network: { spareNics: [{ address: 'own:240.4', forwarding: false }] },
    subnet: {
      routes: [
        { prefix: '0.0.0.0/1', hop: 'VirtualAppliance', address: 'own:240.4' },
        { prefix: '128.0.0.0/1', hop: 'VirtualAppliance', address: 'own:240.4' },
      ],
    },
  },
  'appliance-behind-closed-peering': {
    shows:
      "a default route to the hub's firewall over a peering that is disconnected: nothing has that address",
    path: 'appliance',
    network: { peerings: [{ to: 'weu', state: 'Disconnected' }] },
    subnet: { routes: [TO_FIREWALL] },
  },
  'partial-two-appliances': {
    shows: 'half of the internet to one appliance, half to another',
    path: 'partial',
    subnet: {
      routes: [
        { prefix: '0.0.0.0/1', hop: 'VirtualAppliance', address: '192.168.77.4' },
        { prefix: '128.0.0.0/1', hop: 'VirtualAppliance', address: '192.168.77.5' },
      ],
    },
  },
  gateway: {
    shows: 'a default route to the gateway of the virtual network',
    path: 'gateway',
    network: { gateway: 'gateway' },
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualNetworkGateway' }] },
  },
  'gateway-remote': {
    shows: "a default route to the hub's gateway, used through a peering",
    path: 'gateway',
    network: { peerings: [{ to: 'weu', gateway: true }] },
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualNetworkGateway' }] },
  },
  'gateway-without-one': {
    shows: 'a default route to a gateway that does not exist',
    path: 'none',
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualNetworkGateway' }] },
    nic: { publicAddress: 'static' },
  },
  'route-to-none': {
    shows: 'a default route to None',
    path: 'none',
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'None' }], nat: 'address' },
  },
  'route-halves-to-none': {
    shows: 'two halves of the internet routed to None and to VnetLocal',
    path: 'none',
    subnet: {
      routes: [
        { prefix: '0.0.0.0/1', hop: 'None' },
        { prefix: '128.0.0.0/1', hop: 'VnetLocal' },
      ],
    },
    nic: { publicAddress: 'static' },
  },
  'private-subnet': {
    shows: 'a private subnet and nothing to send from',
    path: 'none',
    subnet: { defaultOutboundAccess: false },
  },
  'default-outbound-nic-false': {
    shows: 'an allocated VM whose NIC reports defaultOutboundConnectivityEnabled false',
    path: 'none',
    atMost: 'medium',
    nic: { defaultOutbound: false },
    powers: ['running', 'starting'],
  },
  'balancer-without-snat': {
    shows: 'a Standard load balancer whose only rule sets disableOutboundSnat',
    path: 'none',
    nic: {
      balancer: { sku: 'Standard', frontend: 'public', rule: { protocol: 'Tcp', snatDisabled: true } },
    },
  },
  'balancer-udp': {
    shows: 'a Standard load balancer for Udp only',
    path: 'none',
    nic: { balancer: { sku: 'Standard', frontend: 'public', rule: { protocol: 'Udp' } } },
  },
  'balancer-internal': {
    shows: 'an internal Standard load balancer, which takes default outbound access away',
    path: 'none',
    nic: { balancer: { sku: 'Standard', frontend: 'internal', rule: { protocol: 'Tcp' } } },
  },
} as const satisfies Record<string, NetworkSituation>;
