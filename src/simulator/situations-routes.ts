import { hubAddress } from './hubs.ts';
import type { NetworkSituation, RouteSpec } from './network-situation.ts';

const TO_FIREWALL: RouteSpec = {
  prefix: '0.0.0.0/0',
  hop: 'VirtualAppliance',
  address: hubAddress('weu', '1.4'),
};

const FIREWALL = {
  path: 'firewall',
  leaves: { kind: 'firewall', firewall: 'weu', passage: 'passes' },
  network: { peerings: [{ to: 'weu' }] },
} as const;

const PUBLIC = {
  path: 'internet',
  egress: 'instance-public-ip',
  nic: { publicAddress: 'static' },
} as const;

/** Which route wins, and default routes that may be learned from a gateway. */
export const ROUTE_SITUATIONS = {
  'route-halves-to-firewall': {
    ...FIREWALL,
    shows: 'a pair of halves to the firewall, in front of a default route to Internet',
    subnet: {
      routes: [
        { prefix: '0.0.0.0/0', hop: 'Internet' },
        { ...TO_FIREWALL, prefix: '0.0.0.0/1' },
        { ...TO_FIREWALL, prefix: '128.0.0.0/1' },
      ],
    },
  },
  'route-halves-to-internet': {
    ...PUBLIC,
    shows: 'a pair of halves to Internet, in front of a default route to the firewall',
    network: { peerings: [{ to: 'weu' }] },
    subnet: {
      routes: [
        TO_FIREWALL,
        { prefix: '0.0.0.0/1', hop: 'Internet' },
        { prefix: '128.0.0.0/1', hop: 'Internet' },
      ],
    },
  },
  'route-half-to-appliance': {
    ...PUBLIC,
    shows: 'half of the internet to an appliance, the rest straight out',
    path: 'partial',
    subnet: { routes: [{ prefix: '128.0.0.0/1', hop: 'VirtualAppliance', address: '192.168.77.4' }] },
  },
  'route-azure-straight': {
    network: FIREWALL.network,
    shows: 'AzureCloud straight out, the rest to the firewall',
    path: 'partial',
    subnet: { routes: [TO_FIREWALL, { prefix: 'AzureCloud', hop: 'Internet' }] },
  },
  'route-exceptions-dropped': {
    ...PUBLIC,
    shows: 'a few prefixes routed to None: the bulk goes out',
    atMost: 'medium',
    subnet: { routes: [{ prefix: '185.220.101.0/24', hop: 'None' }] },
  },
  'route-private-only': {
    ...PUBLIC,
    shows: 'private and IPv6 prefixes to an appliance: no part of the internet',
    subnet: {
      routes: [
        { prefix: '10.0.0.0/8', hop: 'VirtualAppliance', address: '192.168.77.4' },
        { prefix: '::/0', hop: 'None' },
      ],
    },
  },
  'gateway-outside': {
    shows: 'a default route to a remote gateway in no readable subscription',
    path: 'gateway',
    network: { peerings: [{ to: 'outside', gateway: true }] },
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualNetworkGateway' }] },
  },
  'gateway-subnet-empty': {
    shows: 'a default route to a gateway, and a gateway subnet with nothing in it',
    path: 'none',
    network: { gateway: 'empty' },
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualNetworkGateway' }] },
    nic: { publicAddress: 'static' },
  },
  'learned-route-server': {
    ...PUBLIC,
    shows: 'a Route Server in the virtual network may learn a default route',
    atMost: 'low',
    network: { gateway: 'route-server' },
  },
  'learned-route-outside': {
    ...PUBLIC,
    shows: 'a remote gateway in no readable subscription may learn a default route',
    atMost: 'low',
    network: { peerings: [{ to: 'outside', gateway: true }] },
  },
  'learned-route-empty-subnet': {
    ...PUBLIC,
    shows: 'a gateway subnet with nothing in it learns nothing',
    network: { gateway: 'empty' },
  },
  'learned-route-not-used': {
    ...PUBLIC,
    shows: "a peering with the hub that does not use the hub's gateway",
    network: { peerings: [{ to: 'weu' }] },
  },
  'learned-route-closed': {
    ...PUBLIC,
    shows: "a peering that uses the hub's gateway and is disconnected",
    network: { peerings: [{ to: 'weu', gateway: true, state: 'Disconnected' }] },
  },
  'learned-route-overruled': {
    ...PUBLIC,
    shows: 'a gateway in the network, and a user route 0.0.0.0/0 to Internet',
    network: { gateway: 'gateway' },
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'Internet' }] },
  },
  'learned-route-declared-none': {
    ...PUBLIC,
    shows: 'a gateway that is declared to learn no default route',
    network: { gateway: 'gateway', declared: 'none' },
  },
  'learned-route-declared-gateway': {
    shows: 'a gateway that is declared to learn a default route through itself',
    path: 'gateway',
    network: { gateway: 'gateway', declared: 'gateway' },
    nic: { publicAddress: 'static' },
  },
  'learned-route-declared-appliance': {
    shows: 'a gateway that is declared to learn a default route to an appliance',
    path: 'appliance',
    network: { gateway: 'route-server', declared: 'appliance' },
    nic: { publicAddress: 'static' },
  },
} as const satisfies Record<string, NetworkSituation>;
