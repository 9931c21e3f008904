import type { NetworkReason } from '../model/network-reason.ts';
import { hasAddress } from './address-set.ts';
import { gatewayPresence } from './gateway-presence.ts';
import { ipv4Number } from './ip-prefix.ts';
import type { NetworkWorld } from './network-world.ts';
import type { AddressHolder } from './next-hop-address.ts';
import { nextHopAddress } from './next-hop-address.ts';
import type { KnownPlace } from './place.ts';
import { prefixList } from './prefix-list.ts';
import type { NextHop } from './reached-hop.ts';
import { reachedHop } from './reached-hop.ts';
import type { UserRoute } from './user-routes.ts';

/** Resolves the next hop of a user route as seen from a place. */
export function nextHop(route: UserRoute, place: KnownPlace, world: NetworkWorld): NextHop {
  switch (route.nextHop) {
    case 'internet':
      return { key: 'internet', path: 'internet', confidence: 'high', reasons: [] };
    case 'none':
    case 'vnetlocal':
      return plain('none', { code: 'route-drops', ...route.named });
    case 'virtualnetworkgateway':
      return toGateway(route, place);
    case 'virtualappliance': {
      const owner = nextHopAddress(route.address, holdersOf(route.address, place), world);
      return reachedHop(owner, { address: route.address ?? null, named: route.named }, world);
    }
    default: {
      const reason: NetworkReason = { code: 'route-not-understood', ...route.named };
      return { key: 'unknown', path: 'unknown', confidence: 'low', reasons: [reason] };
    }
  }
}

function toGateway(route: UserRoute, place: KnownPlace): NextHop {
  const presence = gatewayPresence(place);
  switch (presence.kind) {
    case 'present':
      return plain('gateway', { code: 'route-to-gateway', ...route.named });
    case 'absent':
      return plain('none', { code: 'route-to-absent-gateway', ...route.named });
    case 'unknown':
      return { key: 'unknown', path: 'unknown', confidence: 'low', reasons: [presence.reason] };
  }
}

/** The networks in reach of a place that hold an address: its own, or else the peers whose address space contains it. */
function holdersOf(address: string | undefined, place: KnownPlace): readonly AddressHolder[] {
  const number = ipv4Number(address ?? '');
  if (number === undefined) return [];
  const own = prefixList(place.network.properties.addressSpace);
  if (hasAddress(own, number)) return [{ id: place.network.id, isVirtualHub: false }];
  return place.peers
    .filter(({ spaces }) => hasAddress(spaces, number))
    .map(({ peering, isVirtualHub }) => ({ id: peering.remoteNetwork, isVirtualHub }));
}

function plain(path: 'none' | 'gateway', reason: NetworkReason): NextHop {
  return { key: path, path, confidence: 'high', reasons: [reason] };
}
