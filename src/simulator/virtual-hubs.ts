/** What a hub's own configuration names as the next hop of the internet. */
export type HubNextHop =
  | { readonly kind: 'firewall' }
  | { readonly kind: 'appliance' }
  | { readonly kind: 'software-as-a-service' }
  /** The connection of the network of the given hub (`hubs.ts`). */
  | { readonly kind: 'connection'; readonly network: 'nva-wan'; readonly address: boolean };

/**
 * A virtual hub: the second octet of its addresses, its routing intent, and the default route of each of its route tables, by
 * the table's name.
 */
interface VirtualHubSpec {
  readonly octet: number;
  readonly intent?: { readonly destinations: readonly string[]; readonly nextHop: HubNextHop };
  readonly defaultRoutes: Readonly<Record<string, HubNextHop | null>>;
  readonly forbidden?: true;
  readonly firewall?: true;
}

/** The key of the subscription that holds every virtual hub. */
export const VIRTUAL_WAN = 'virtual-wan';

const VIRTUAL_HUBS = {
  weu: {
    octet: 50,
    firewall: true,
    intent: { destinations: ['PrivateTraffic', 'Internet'], nextHop: { kind: 'firewall' } },
    defaultRoutes: { defaultRouteTable: { kind: 'appliance' } },
  },
  neu: {
    octet: 51,
    firewall: true,
    defaultRoutes: { defaultRouteTable: { kind: 'firewall' }, 'rt-isolated': null },
  },
  eus: {
    octet: 52,
    defaultRoutes: {
      defaultRouteTable: { kind: 'connection', network: 'nva-wan', address: true },
    },
  },
  wus: {
    octet: 53,
    defaultRoutes: {
      defaultRouteTable: { kind: 'connection', network: 'nva-wan', address: false },
    },
  },
  sea: { octet: 54, defaultRoutes: { defaultRouteTable: { kind: 'appliance' } } },
  eas: {
    octet: 55,
    intent: { destinations: ['Internet'], nextHop: { kind: 'software-as-a-service' } },
    defaultRoutes: { defaultRouteTable: null },
  },
  uks: {
    octet: 56,
    intent: { destinations: ['PrivateTraffic'], nextHop: { kind: 'appliance' } },
    defaultRoutes: { defaultRouteTable: null },
  },
  gwc: { octet: 57, forbidden: true, defaultRoutes: { defaultRouteTable: null } },
} as const satisfies Record<string, VirtualHubSpec>;

export type VirtualHubName = keyof typeof VIRTUAL_HUBS;

/** The tenant's virtual hubs. */
export const VIRTUAL_HUB_SPECS: Readonly<Record<VirtualHubName, VirtualHubSpec>> = VIRTUAL_HUBS;

export function virtualHubGroup(): string {
  return 'rg-virtual-wan';
}
