import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import { forwardingMembers } from './appliance-index.ts';
import type { HubRoute } from './hub-index.ts';
import type { TenantIndex } from './tenant-index.ts';

/** What of one subscription the traffic of VMs may leave from, by key. */
export interface EgressCandidates {
  readonly firewalls: ReadonlyMap<string, ResourceId>;
  readonly nics: ReadonlyMap<string, ResourceId>;
}

/**
 * The firewalls and the NICs with IP forwarding that user routes or virtual hubs of the tenant name as their next hop, directly or
 * through an internal load balancer, by the subscription that holds them. Ask once the index is complete. An address that several
 * networks use names them all, so a candidate need not carry anything.
 */
export function egressCandidates(index: TenantIndex): ReadonlyMap<SubscriptionId, EgressCandidates> {
  const candidates = new Map<SubscriptionId, Record<keyof EgressCandidates, Map<string, ResourceId>>>();
  const add = (kind: keyof EgressCandidates, id: ResourceId) => {
    const subscription = subscriptionOf(id);
    if (subscription === undefined) return;
    const known = candidates.get(subscription) ?? { firewalls: new Map(), nics: new Map() };
    candidates.set(subscription, known);
    known[kind].set(keyOf(id), id);
  };
  for (const firewall of namedFirewalls(index)) add('firewalls', firewall);
  for (const nic of namedNics(index)) add('nics', nic);
  return candidates;
}

function namedFirewalls(index: TenantIndex): readonly ResourceId[] {
  const { byAddress, byKey } = index.firewalls;
  const named = namedAddresses(index);
  const byRoute = [...byAddress].flatMap(([address, firewalls]) => (named.has(address) ? firewalls : []));
  const byHub = hubRoutes(index).flatMap(({ nextHop }) =>
    nextHop === undefined ? [] : (byKey.get(keyOf(nextHop)) ?? []),
  );
  return [...byRoute, ...byHub].map(({ id }) => id);
}

function namedNics(index: TenantIndex): readonly ResourceId[] {
  const named = namedAddresses(index);
  return [...index.appliances.networks.values()].flatMap(({ forwarding, frontends }) => [
    ...[...(forwarding ?? [])].flatMap(([address, nics]) => (named.has(address) ? nics : [])),
    ...[...(frontends ?? [])].flatMap(([address, held]) =>
      named.has(address) ? held.flatMap((frontend) => forwardingMembers(frontend, index.appliances)) : [],
    ),
  ]);
}

function namedAddresses({ routedAddresses, hubs }: TenantIndex): ReadonlySet<string> {
  const byHubs = [...hubs.byKey.values()].flatMap(({ defaultAddress }) => defaultAddress?.trim() ?? []);
  return new Set([...routedAddresses, ...byHubs]);
}

function hubRoutes({ hubs }: TenantIndex): readonly HubRoute[] {
  const sketches = new Set([...hubs.byKey.values()].map(({ hub }) => hub));
  return [...sketches].flatMap(({ intent, defaults }) => [
    ...(intent.kind === 'read' && intent.value !== undefined ? [intent.value] : []),
    ...(defaults.kind === 'read' ? [...defaults.value.values()].flatMap((route) => route ?? []) : []),
  ]);
}
