import type { PeeringFact, VirtualNetworkFact } from '../model/network-facts.ts';
import type { AddressSet } from './address-set.ts';
import type { NetworkSketch } from './network-sketch.ts';
import type { NetworkWorld } from './network-world.ts';
import { lookUpNetwork } from './network-world.ts';
import { prefixList } from './prefix-list.ts';

/**
 * A peer of a virtual network to which traffic flows. `network` is absent when it is outside the inventory, as the network of a
 * virtual hub always is.
 */
export interface ConnectedPeer {
  readonly peering: PeeringFact;
  readonly network?: NetworkSketch;
  readonly spaces: AddressSet;
  readonly isVirtualHub: boolean;
}

/** The name that Azure gives the peering from a spoke to the network of its virtual hub. */
const HUB_PEERING = 'remotevnettohubpeering_';

/** The peers whose peering is `Connected`, or does not say. Peers of peers do not count: peering is not transitive. */
export function connectedPeers(network: VirtualNetworkFact, world: NetworkWorld): readonly ConnectedPeer[] {
  const peerings = network.properties?.peerings ?? [];
  return peerings.filter(isConnected).map((peering) => {
    const remote = peering.remoteNetwork && lookUpNetwork(world, peering.remoteNetwork);
    return {
      peering,
      ...(remote === undefined ? {} : { network: remote }),
      // The peering remembers the remote space as of the last synchronisation, the network its present one.
      spaces: prefixList([...peering.remotePrefixes, ...(remote?.addressSpace ?? [])]),
      isVirtualHub: peering.name.toLowerCase().startsWith(HUB_PEERING),
    };
  });
}

function isConnected(peering: PeeringFact): boolean {
  return !['disconnected', 'initiated'].includes(peering.state?.toLowerCase() ?? '');
}
