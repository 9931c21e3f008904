import type { LearnedDefaultRoute } from '../model/declarations.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import { hubDefault } from './hub-default.ts';
import type { HubRoute } from './hub-index.ts';
import { memoPerOwner } from './memo-per-owner.ts';
import type { NetworkWorld } from './network-world.ts';
import type { KnownPlace } from './place.ts';
import { allTraffic, isSmall, takeFrom } from './traffic.ts';

/**
 * Where a default route comes from that the subnet's route table does not show; `from` names the gateway or virtual hub. `declared`
 * is what the network's owner says where plain configuration cannot tell; a declared `none` is `none` with its reason.
 */
export type LearnedDefault =
  | { readonly kind: 'none'; readonly reasons: readonly NetworkReason[] }
  | { readonly kind: 'may-be'; readonly from: string }
  | {
      readonly kind: 'declared';
      readonly from: string;
      readonly to: Exclude<LearnedDefaultRoute, 'none'>;
      readonly reason: NetworkReason;
    }
  | {
      readonly kind: 'sent-by-hub';
      readonly from: string;
      readonly hub: ResourceId;
      readonly route: HubRoute;
    }
  | { readonly kind: 'unknown'; readonly from: string; readonly reasons: readonly NetworkReason[] };

const NONE: LearnedDefault = { kind: 'none', reasons: [] };

const learned = memoPerOwner<LearnedDefault>();

/**
 * Whether the subnet learns a default route: from the virtual hub that its network is a spoke of, or over BGP from a gateway or
 * route server in the network or in a peer whose gateways it uses. Not where its route table refuses propagation, nor where
 * the subnet's own routes cover the internet: a user route beats a learned one with the same prefix.
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview
 */
export function learnedDefault(place: KnownPlace, world: NetworkWorld): LearnedDefault {
  return learned(place, '', () => {
    const { table } = place;
    const refuses = table.kind === 'known' && table.table.properties.disableBgpRoutePropagation === true;
    return refuses || routesCoverInternet(place) ? NONE : fromHub(place, world);
  });
}

/** A spoke has no gateways of its own kind beside its hub; what the hub surely does not send may come from elsewhere. */
function fromHub(place: KnownPlace, world: NetworkWorld): LearnedDefault {
  const spoke = place.peers.find((peer) => peer.isVirtualHub);
  if (spoke === undefined) return fromGateway(place, world);
  const sent = hubDefault(place.network.id, spoke.peering.name, world.tenant);
  switch (sent.kind) {
    case 'nothing':
      return fromGateway(place, world);
    case 'may-be-learned':
      return asDeclared(sent.hub, place, world);
    case 'sends':
      return { kind: 'sent-by-hub', from: sent.hub, hub: sent.hub, route: sent.route };
    case 'unknown':
      return { kind: 'unknown', from: spoke.peering.name, reasons: sent.reasons };
  }
}

function fromGateway(place: KnownPlace, world: NetworkWorld): LearnedDefault {
  const gateway = gatewayInUse(place);
  return gateway === undefined ? NONE : asDeclared(gateway, place, world);
}

/** The declarations file may settle what plain configuration does not show. */
function asDeclared(from: string, { network }: KnownPlace, world: NetworkWorld): LearnedDefault {
  const declared = world.declaredDefaults.get(keyOf(network.id));
  if (declared === undefined) return { kind: 'may-be', from };
  const reason: NetworkReason = { code: 'default-route-declared', network: network.id, declared };
  return declared === 'none'
    ? { kind: 'none', reasons: [reason] }
    : { kind: 'declared', from, to: declared, reason };
}

function gatewayInUse({ gateways, peers }: KnownPlace): string | undefined {
  const own = gateways[0];
  if (own !== undefined) return own.id;
  for (const { peering, network: remote, isVirtualHub } of peers) {
    if (!peering.useRemoteGateways || isVirtualHub) continue;
    const gateway = remote?.gateways[0]?.id ?? unseenGateway(remote?.described, peering.remoteNetwork);
    if (gateway !== undefined) return gateway;
  }
  return undefined;
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
