import type { Confidence } from '../model/confidence.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { EgressAddress } from '../model/path-finding.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { NetworkPath } from '../model/verdict.ts';
import { egressAddresses } from './egress-address.ts';
import { gatewayPresence } from './gateway-presence.ts';
import type { NetworkWorld } from './network-world.ts';
import { nextHopAddress } from './next-hop-address.ts';
import type { KnownPlace } from './place.ts';
import type { UserRoute } from './user-routes.ts';

/**
 * Where a route leads. Routes with the same `key` lead to the same thing, so that two halves of the internet sent to one firewall
 * are one path.
 */
export interface NextHop {
  readonly key: string;
  readonly path: Exclude<NetworkPath, 'denied' | 'partial'>;
  readonly owner?: ResourceId;
  readonly addresses?: readonly EgressAddress[];
  readonly confidence: Confidence;
  readonly reasons: readonly NetworkReason[];
}

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
    case 'virtualappliance':
      return toAppliance(route, place, world);
    default:
      return notUnderstood(route);
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

function toAppliance(route: UserRoute, place: KnownPlace, world: NetworkWorld): NextHop {
  const found = nextHopAddress(route.address, place, world);
  const address = route.address ?? null;
  if (found.kind === 'unresolved') {
    return {
      key: `appliance ${address}`,
      path: 'appliance',
      confidence: 'high',
      reasons: [{ code: 'appliance-not-resolved', address, why: found.why, ...route.named }],
    };
  }
  const owner = found.firewall.id;
  const named = { firewall: owner, address: address ?? '' };
  const reason: NetworkReason = { code: 'route-to-firewall', ...named, ...route.named };
  const { publicAddresses = [], hubPublicAddresses = [] } = found.firewall.properties ?? {};
  const sendsFrom = egressAddresses({ addresses: publicAddresses, prefixes: [] }, world);
  const fromHub = hubPublicAddresses.map((each) => ({ address: each, owned: true }));
  return {
    key: `firewall ${keyOf(owner)}`,
    path: 'firewall',
    owner,
    addresses: [...sendsFrom.addresses, ...fromHub],
    confidence: found.certain ? 'high' : 'medium',
    reasons: found.certain ? [reason] : [reason, { code: 'firewall-matched-by-address', ...named }],
  };
}

function notUnderstood(route: UserRoute): NextHop {
  const reason: NetworkReason = { code: 'route-not-understood', ...route.named };
  return { key: 'unknown', path: 'unknown', confidence: 'low', reasons: [reason] };
}

function plain(path: 'none' | 'gateway', reason: NetworkReason): NextHop {
  return { key: path, path, confidence: 'high', reasons: [reason] };
}
