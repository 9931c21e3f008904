import type { NetworkReason } from '../model/network-reason.ts';
import type { KnownPlace } from './place.ts';

/** Whether a next hop `VirtualNetworkGateway` leads anywhere. */
export type GatewayPresence =
  | { readonly kind: 'present'; readonly gateway: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: NetworkReason };

/**
 * Looks for a virtual network gateway in the place's network, then in the peers whose gateways it uses. A remote network outside
 * the inventory still counts: a peering cannot use remote gateways where there are none.
 */
export function gatewayPresence(place: KnownPlace): GatewayPresence {
  const own = place.gateways.find(({ kind }) => kind === 'gateway');
  if (own?.certain === true) return { kind: 'present', gateway: own.id };
  for (const { peering, network } of place.peers) {
    if (!peering.useRemoteGateways) continue;
    const remote = network?.gateways.find(({ kind }) => kind === 'gateway');
    if (remote !== undefined) return { kind: 'present', gateway: remote.id };
    if (network?.described !== true)
      return { kind: 'present', gateway: peering.remoteNetwork ?? peering.name };
  }
  return own === undefined
    ? { kind: 'absent' }
    : { kind: 'unknown', reason: { code: 'subnet-not-read', object: own.id, why: 'not-described' } };
}
