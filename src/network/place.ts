import type { SubnetFact, VirtualNetworkFact } from '../model/network-facts.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { AddressSet } from './address-set.ts';
import { unionOf } from './address-set.ts';
import type { ConnectedPeer } from './connected-peers.ts';
import { connectedPeers } from './connected-peers.ts';
import type { Described } from './described.ts';
import { isDescribed } from './described.ts';
import { internetBeyond, WHOLE_INTERNET } from './internet.ts';
import { memoPerOwner } from './memo-per-owner.ts';
import type { GatewaySubnet } from './network-sketch.ts';
import { networkSketch } from './network-sketch.ts';
import type { NetworkWorld } from './network-world.ts';
import { lookUp } from './network-world.ts';
import { parentIdOf } from './parent-id.ts';
import type { PlacedTable } from './placed-table.ts';
import { placedTable } from './placed-table.ts';
import { prefixList } from './prefix-list.ts';
import type { UserRoutes } from './user-routes.ts';
import { userRoutes } from './user-routes.ts';

/** A subnet in its virtual network, with what all NICs in it share. */
export interface KnownPlace {
  readonly kind: 'known';
  readonly key: string;
  readonly network: Described<VirtualNetworkFact>;
  readonly subnet: Described<SubnetFact>;
  readonly peers: readonly ConnectedPeer[];
  /** The subnets of gateways and route servers in the network itself. */
  readonly gateways: readonly GatewaySubnet[];
  /** The address spaces of the network and its connected peers. */
  readonly spaces: AddressSet;
  readonly subnetAddresses: AddressSet;
  readonly internet: AddressSet;
  readonly table: PlacedTable;
  readonly routes: UserRoutes;
}

/** Where a NIC is. `unknown` when subnet or network could not be read: then the internet is taken without any network's own space. */
export type Place =
  | KnownPlace
  | {
      readonly kind: 'unknown';
      readonly key: string;
      readonly internet: AddressSet;
      readonly reason: NetworkReason;
    };

const places = memoPerOwner<Place>();

/** Finds the place of a subnet, once for all NICs in it. */
export function placeOf(subnet: ResourceId, world: NetworkWorld): Place {
  return places(world, subnet, () => findPlace(subnet, keyOf(subnet), world));
}

/** The place of a NIC whose IP configuration names no subnet. */
export function placeWithoutSubnet(nic: ResourceId): Place {
  return unknownPlace(`no subnet ${nic}`, { code: 'ip-configuration-without-subnet', nic });
}

function findPlace(id: ResourceId, key: string, world: NetworkWorld): Place {
  const found = lookUp(world, 'virtualNetworks', parentIdOf(id));
  if (found.kind === 'missing')
    return unknownPlace(key, { code: 'virtual-network-not-read', ...found.missing });
  const network = found.fact;
  if (!isDescribed(network)) {
    return unknownPlace(key, { code: 'virtual-network-not-read', object: network.id, why: 'not-described' });
  }
  const subnet = network.properties.subnets.find((each) => keyOf(each.id) === key);
  if (subnet === undefined)
    return unknownPlace(key, { code: 'subnet-not-read', object: id, why: 'not-found' });
  if (!isDescribed(subnet)) {
    return unknownPlace(key, { code: 'subnet-not-read', object: subnet.id, why: 'not-described' });
  }
  const table = placedTable(subnet.properties.routeTable, world);
  const peers = connectedPeers(network, world);
  const spaces = unionOf(prefixList(network.properties.addressSpace), ...peers.map((peer) => peer.spaces));
  return {
    kind: 'known',
    key,
    network,
    subnet,
    peers,
    gateways: networkSketch(network).gateways,
    spaces,
    subnetAddresses: prefixList(subnet.properties.prefixes),
    internet: internetBeyond(spaces),
    table,
    routes: userRoutes(table),
  };
}

function unknownPlace(key: string, reason: NetworkReason): Place {
  return { kind: 'unknown', key, internet: WHOLE_INTERNET, reason };
}
