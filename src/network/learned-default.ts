import type { KnownPlace } from './place.ts';
import { allTraffic, isSmall, takeFrom } from './traffic.ts';

/** Where a default route can come from that plain configuration does not show. */
export type LearnedDefault =
  | { readonly kind: 'none' }
  | { readonly kind: 'gateway'; readonly gateway: string }
  | { readonly kind: 'virtual-hub'; readonly peering: string; readonly network: string };

/**
 * Whether the subnet may learn a default route: from the virtual hub that its network is a spoke of, or over BGP from a gateway or
 * route server in the network or in a peer whose gateways it uses. Not where its route table refuses propagation, nor where
 * the subnet's own routes cover the internet: a user route beats a learned one with the same prefix.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview
 */
export function learnedDefault(place: KnownPlace): LearnedDefault {
  const { table, network, peers } = place;
  if (table.kind === 'known' && table.table.properties.disableBgpRoutePropagation === true)
    return { kind: 'none' };
  if (routesCoverInternet(place)) return { kind: 'none' };
  const hub = peers.find((peer) => peer.isVirtualHub);
  if (hub !== undefined) return { kind: 'virtual-hub', peering: hub.peering.name, network: network.id };
  const own = place.gateways[0];
  if (own !== undefined) return { kind: 'gateway', gateway: own.id };
  for (const { peering, network: remote } of peers) {
    if (!peering.useRemoteGateways) continue;
    const gateway = remote?.gateways[0]?.id ?? unseenGateway(remote?.described, peering.remoteNetwork);
    if (gateway !== undefined) return { kind: 'gateway', gateway };
  }
  return { kind: 'none' };
}

/** A remote network that is not known may well hold a gateway, or the peering would not use it. */
function unseenGateway(described: boolean | undefined, remote: string | undefined): string | undefined {
  return described === true ? undefined : (remote ?? '(a peer without an ID)');
}

function routesCoverInternet(place: KnownPlace): boolean {
  const left = place.routes.routes.reduce(
    (rest, route) => takeFrom(rest, route.destination).rest,
    allTraffic(place.internet),
  );
  return isSmall([left], place.internet);
}
