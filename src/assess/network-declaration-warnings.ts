import type { LearnedDefaultRoute } from '../model/declarations.ts';
import type { VirtualNetworkFact } from '../model/network-facts.ts';
import { itemsOf } from '../model/reading.ts';
import { keyOf, type ResourceKey } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { connectedPeers } from '../network/connected-peers.ts';
import { networkSketch } from '../network/network-sketch.ts';
import type { NetworkWorld } from '../network/network-world.ts';
import { inShort } from './network-names.ts';

/** The networks of a subscription of which a default route is declared. */
export function declaredNetworks(
  { readings }: SubscriptionFacts,
  declared: ReadonlyMap<ResourceKey, LearnedDefaultRoute>,
): readonly VirtualNetworkFact[] {
  return declared.size === 0
    ? []
    : itemsOf(readings.virtualNetworks).filter(({ id }) => declared.has(keyOf(id)));
}

/**
 * A learned default route that is declared for a network in which nothing can learn one: it has no gateway and no route server, uses
 * none of a peer, and is no spoke of a virtual hub. One sentence each, with what to do.
 */
export function networkDeclarationWarnings(
  networks: readonly VirtualNetworkFact[],
  world: NetworkWorld,
): readonly string[] {
  return networks
    .filter((network) => learnsNothing(network, world))
    .map(
      ({ id }) =>
        `The declared learnedDefaultRoute of network ${inShort(id)} (${id}) makes no difference, because the network has no ` +
        'gateway or route server, uses none of a peer and is no spoke of a virtual hub; remove it from the declarations file.',
    );
}

function learnsNothing(network: VirtualNetworkFact, world: NetworkWorld): boolean {
  if (network.properties === undefined || networkSketch(network).gateways.length > 0) return false;
  return connectedPeers(network, world).every(
    ({ peering, isVirtualHub }) => !peering.useRemoteGateways && !isVirtualHub,
  );
}
