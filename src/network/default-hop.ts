import type { NetworkReason, RouteNamed } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import { unreadFirewall } from './firewall-sketch.ts';
import type { HubRoute } from './hub-index.ts';
import type { LearnedDefault } from './learned-default.ts';
import { missingObject } from './missing-object.ts';
import type { NetworkWorld } from './network-world.ts';
import type { AddressOwner } from './next-hop-address.ts';
import { nextHopAddress } from './next-hop-address.ts';
import type { NextHop } from './reached-hop.ts';
import { reachedHop } from './reached-hop.ts';

/** The next hop of what no user route takes, and the route that leads there. */
export interface DefaultHop {
  readonly hop: NextHop;
  readonly named: RouteNamed;
}

export const SYSTEM_ROUTE: RouteNamed = {
  table: null,
  route: null,
  prefix: '0.0.0.0/0',
  nextHop: 'Internet',
};

/** The system's default route to the internet, or what replaces it. */
export function defaultHop(learned: LearnedDefault, world: NetworkWorld): DefaultHop {
  switch (learned.kind) {
    case 'none':
      return straight('high', learned.reasons);
    case 'may-be':
      return straight('low', [{ code: 'default-route-may-be-learned', gateway: learned.from }]);
    case 'declared': {
      const { to: path, reason } = learned;
      const hop: NextHop = { key: `declared ${path}`, path, confidence: 'high', reasons: [reason] };
      return { hop, named: { ...SYSTEM_ROUTE, nextHop: `${path} (declared)` } };
    }
    case 'unknown': {
      const hop: NextHop = { key: 'unknown', path: 'unknown', confidence: 'low', reasons: learned.reasons };
      return { hop, named: SYSTEM_ROUTE };
    }
    case 'sent-by-hub':
      return hubHop(learned.hub, learned.route, world);
  }
}

function straight(confidence: 'high' | 'low', reasons: readonly NetworkReason[]): DefaultHop {
  return { hop: { key: 'internet', path: 'internet', confidence, reasons }, named: SYSTEM_ROUTE };
}

function hubHop(hub: ResourceId, route: HubRoute, world: NetworkWorld): DefaultHop {
  const { table, name, prefix, nextHop } = route;
  const named: RouteNamed = {
    table,
    route: name,
    prefix,
    nextHop: nextHop ?? '(no next hop)',
    hub,
  };
  if (nextHop === undefined) {
    const reason: NetworkReason = { code: 'route-not-understood', ...named };
    return { named, hop: { key: 'unknown', path: 'unknown', confidence: 'low', reasons: [reason] } };
  }
  const { owner, address } = ownerOf(nextHop, world);
  if (owner === undefined) {
    const missing = missingObject(world, 'virtualHubs', nextHop);
    const reason: NetworkReason = { code: 'virtual-hub-not-read', part: 'connection', hub, ...missing };
    return { named, hop: { key: 'unknown', path: 'unknown', confidence: 'low', reasons: [reason] } };
  }
  return { named, hop: reachedHop(owner, { address, named }, world) };
}

/**
 * A hub sends to a resource: an Azure Firewall, the connection of a network (whose static default route names an address there), or
 * an appliance or service inside the hub, which has no NIC that could be looked at. `undefined` for a connection that is not known.
 */
function ownerOf(
  nextHop: ResourceId,
  world: NetworkWorld,
): { readonly owner: AddressOwner | undefined; readonly address: string | null } {
  const key = keyOf(nextHop);
  if (key.includes('/microsoft.network/azurefirewalls/')) {
    const firewall =
      world.tenant.firewalls.byKey.get(key) ??
      unreadFirewall(nextHop, missingObject(world, 'firewalls', nextHop));
    return { owner: { kind: 'firewall', firewall, certain: true }, address: null };
  }
  if (!key.includes('/hubvirtualnetworkconnections/'))
    return { owner: { kind: 'unresolved', why: 'in-virtual-hub' }, address: null };
  const connection = world.tenant.hubs.byKey.get(key);
  if (connection === undefined) return { owner: undefined, address: null };
  const { network: id, defaultAddress } = connection;
  const owner = nextHopAddress(defaultAddress, [{ id, isVirtualHub: false }], world);
  return { owner, address: defaultAddress ?? null };
}
