import type { NetworkReason } from '../model/network-reason.ts';
import type { Destination } from './destination.ts';
import { joinDestinations, NOWHERE, UNKNOWN_VIRTUAL_NETWORK } from './destination.ts';
import type { Place } from './place.ts';

/** What the service tag `VirtualNetwork` covers on a subnet; with a `reason` where that cannot be told. */
export interface VirtualNetworkTag {
  readonly covers: Destination;
  readonly reason?: NetworkReason;
}

const ENLARGING = new Set(['virtualappliance', 'virtualnetworkgateway']);

/**
 * The tag covers the address spaces of the network and its connected peers, and the prefixes of the subnet's own user routes to an
 * appliance or a gateway: with 0.0.0.0/0 to a firewall it is the whole internet, for rules on destinations and sources alike.
 * https://learn.microsoft.com/azure/virtual-network/service-tags-overview ("address prefixes used on user-defined routes")
 */
export function virtualNetworkTag(place: Place): VirtualNetworkTag {
  if (place.kind === 'unknown') return { covers: UNKNOWN_VIRTUAL_NETWORK, reason: place.reason };
  if (place.table.kind === 'unknown') return { covers: UNKNOWN_VIRTUAL_NETWORK, reason: place.table.reason };
  const { routes, unclear } = place.routes;
  if (unclear !== undefined) {
    return { covers: UNKNOWN_VIRTUAL_NETWORK, reason: { code: 'route-not-understood', ...unclear } };
  }
  const enlarging = routes.filter(({ nextHop }) => ENLARGING.has(nextHop)).map((route) => route.destination);
  return { covers: joinDestinations([{ ...NOWHERE, addresses: place.spaces }, ...enlarging]) };
}
