import type { NatGatewayFact } from '../model/network-facts.ts';
import type { NotRead } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { FactOf, SubscriptionFacts } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import type { MemberAddress } from './member-addresses.ts';
import { memberAddresses } from './member-addresses.ts';
import type { ListGap, ListGaps, NetworkKind, Shelves } from './network-kind.ts';
import { listGapsOf, shelfOf } from './network-kind.ts';
import type { NetworkSketch } from './network-sketch.ts';
import { networkSketch } from './network-sketch.ts';
import type { TenantIndex } from './tenant-index.ts';

/** Everything that judging the VMs of one subscription looks up: its own facts first, then what the tenant index kept. */
export interface NetworkWorld {
  readonly subscription: SubscriptionId;
  readonly own: Shelves;
  readonly gaps: ListGaps;
  readonly tenant: TenantIndex;
  /** Members of the subscription's own back-end pools, by address and by the key of their IP configuration. */
  readonly membersByAddress: ReadonlyMap<string, readonly MemberAddress[]>;
  readonly poolsByMember: ReadonlyMap<string, readonly ResourceId[]>;
  /** The subscription's own NAT gateways that name a network, by its key. */
  readonly natGatewaysByNetwork: ReadonlyMap<string, readonly NatGatewayFact[]>;
}

/** The outcome of a look-up by ID. What is missing says why, so that no judgement can take it for absent. */
export type Found<T> =
  | { readonly kind: 'found'; readonly fact: T }
  | { readonly kind: 'missing'; readonly missing: NotRead };

/** Prepares one subscription for judging. Several subscriptions may be prepared from one tenant index at the same time. */
export function prepareWorld(facts: SubscriptionFacts, tenant: TenantIndex): NetworkWorld {
  const own: Shelves = {
    networkInterfaces: shelfOf(facts, 'networkInterfaces'),
    networkSecurityGroups: shelfOf(facts, 'networkSecurityGroups'),
    routeTables: shelfOf(facts, 'routeTables'),
    virtualNetworks: shelfOf(facts, 'virtualNetworks'),
    publicAddresses: shelfOf(facts, 'publicAddresses'),
    publicPrefixes: shelfOf(facts, 'publicPrefixes'),
    natGateways: shelfOf(facts, 'natGateways'),
    loadBalancers: shelfOf(facts, 'loadBalancers'),
    firewalls: shelfOf(facts, 'firewalls'),
  };
  const balancers = [...own.loadBalancers.values()];
  const pools = balancers.flatMap(({ properties }) => properties?.pools ?? []);
  const natGateways = [...own.natGateways.values()];
  return {
    subscription: facts.subscription.id,
    own,
    gaps: listGapsOf(facts),
    tenant,
    membersByAddress: grouped(
      balancers.flatMap((balancer) => memberAddresses(balancer).map((member) => [member.key, member])),
    ),
    poolsByMember: grouped(
      pools.flatMap((pool) => pool.ipConfigurations.map((member) => [keyOf(member), pool.id])),
    ),
    natGatewaysByNetwork: grouped(natGateways.flatMap((gateway) => namedNetwork(gateway))),
  };
}

/** Looks an object up by ID, whatever its letter case and subscription. */
export function lookUp<K extends NetworkKind>(
  world: NetworkWorld,
  kind: K,
  id: ResourceId,
): Found<FactOf<K>> {
  const key = keyOf(id);
  const fact = world.own[kind].get(key) ?? world.tenant.kept[kind].get(key);
  return fact === undefined
    ? { kind: 'missing', missing: notRead(world, kind, id) }
    : { kind: 'found', fact };
}

/** Looks a virtual network up as its peers see it; `undefined` where it is not in the inventory. */
export function lookUpNetwork(world: NetworkWorld, id: ResourceId): NetworkSketch | undefined {
  const own = world.own.virtualNetworks.get(keyOf(id));
  return own === undefined ? world.tenant.networks.get(keyOf(id)) : networkSketch(own);
}

/** Why the list of a kind of a subscription does not prove that something is absent; `undefined` where it does. */
export function listGap(
  world: NetworkWorld,
  kind: NetworkKind,
  subscription: SubscriptionId | undefined,
): ListGap | undefined {
  const gap = gapsIn(world, subscription)?.[kind];
  return gap?.why === 'not-asked' && gap.empty ? undefined : gap;
}

function notRead(world: NetworkWorld, kind: NetworkKind, id: ResourceId): NotRead {
  const subscription = subscriptionOf(id);
  const gaps = gapsIn(world, subscription);
  const holder = subscription === undefined ? { object: id } : { object: id, subscription };
  if (gaps === undefined)
    return { ...holder, why: subscription === undefined ? 'not-found' : 'outside-inventory' };
  const gap = gaps[kind];
  if (gap === undefined) return { ...holder, why: 'not-found' };
  const action = gap.why === 'unreadable' ? gap.problem.action : undefined;
  return action === undefined ? { ...holder, why: gap.why } : { ...holder, why: gap.why, action };
}

function gapsIn(world: NetworkWorld, subscription: SubscriptionId | undefined): ListGaps | undefined {
  if (subscription === world.subscription) return world.gaps;
  return subscription === undefined ? undefined : world.tenant.subscriptions.get(subscription);
}

function namedNetwork(gateway: NatGatewayFact): readonly (readonly [string, NatGatewayFact])[] {
  const network = gateway.properties?.sourceNetwork;
  return network === undefined ? [] : [[keyOf(network), gateway]];
}

function grouped<T>(entries: readonly (readonly [string, T])[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const [key, item] of entries) {
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
