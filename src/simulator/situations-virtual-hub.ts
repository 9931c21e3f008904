import type { NetworkSituation, NetworkSpec } from './network-situation.ts';
import { virtualHubFirewallAddress } from './virtual-hub-address.ts';

/** A spoke of a virtual hub, with a public address of its own in case that nothing else is on the way. */
function spoke(
  shows: string,
  virtualHub: NonNullable<NetworkSpec['virtualHub']>,
): Pick<NetworkSituation, 'shows' | 'network' | 'nic'> {
  return { shows, network: { virtualHub }, nic: { publicAddress: 'static' } };
}

const DIRECT = { path: 'internet', egress: 'instance-public-ip' } as const;

/** Spokes of Virtual WAN. The network behind the hub belongs to Microsoft and is in no list. */
export const VIRTUAL_HUB_SITUATIONS = {
  'hub-intent': {
    ...spoke("routing intent for the internet to the hub's firewall wins over a static route", {
      hub: 'weu',
    }),
    path: 'firewall',
    leaves: { kind: 'firewall', firewall: 'vhub-weu', passage: 'passes' },
  },
  'hub-intent-without-security': {
    ...spoke('a connection with enableInternetSecurity false: no default route comes from the hub', {
      hub: 'weu',
      internetSecurity: false,
    }),
    ...DIRECT,
  },
  'hub-intent-propagation-disabled': {
    ...spoke('a route table that takes no routes from the hub', { hub: 'weu' }),
    ...DIRECT,
    subnet: { routes: [], disablePropagation: true },
  },
  'hub-intent-user-route': {
    ...spoke('a user route of the subnet wins over what the hub sends', { hub: 'weu' }),
    ...DIRECT,
    subnet: { routes: [{ prefix: '0.0.0.0/0', hop: 'Internet' }] },
  },
  'hub-firewall-by-user-route': {
    ...spoke("a user route to the private address of a virtual hub's firewall", {
      hub: 'weu',
      internetSecurity: false,
    }),
    path: 'firewall',
    leaves: { kind: 'firewall', firewall: 'vhub-weu', passage: 'passes' },
    subnet: {
      routes: [{ prefix: '0.0.0.0/0', hop: 'VirtualAppliance', address: virtualHubFirewallAddress('weu') }],
    },
  },
  'hub-static-firewall': {
    ...spoke("a default route of the hub's route table to its firewall, which allows no mail", {
      hub: 'neu',
    }),
    path: 'firewall',
    leaves: { kind: 'firewall', firewall: 'vhub-neu', passage: 'stops' },
  },
  'hub-other-table': {
    ...spoke('associated with a route table that has no default route: a branch may advertise one', {
      hub: 'neu',
      table: 'rt-isolated',
    }),
    ...DIRECT,
    atMost: 'low',
  },
  'hub-static-network': {
    ...spoke('a default route to the connection of a network, whose static route names an appliance', {
      hub: 'eus',
    }),
    path: 'appliance',
    leaves: { kind: 'appliance', appliance: 'nva-wan' },
  },
  'hub-static-network-without-address': {
    ...spoke('a default route to the connection of a network that has no static route', { hub: 'wus' }),
    path: 'appliance',
  },
  'hub-static-appliance': {
    ...spoke("a default route to a vendor's appliance in the hub", { hub: 'sea' }),
    path: 'appliance',
  },
  'hub-intent-service': {
    ...spoke('routing intent to a firewall that is software as a service', { hub: 'eas' }),
    path: 'appliance',
  },
  'hub-private-intent': {
    ...spoke('routing intent for private traffic only: a branch may advertise a default route', {
      hub: 'uks',
    }),
    ...DIRECT,
    atMost: 'low',
  },
  'hub-forbidden': {
    ...spoke('a virtual hub of which nothing inside may be read', { hub: 'gwc' }),
    path: 'unknown',
  },
} as const satisfies Record<string, NetworkSituation>;
