import type { FirewallFact, NatGatewayFact } from '../model/network-facts.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import type { MemberAddress } from './member-addresses.ts';
import { memberAddresses } from './member-addresses.ts';
import type { ListGaps, ReferredKind, Shelves } from './network-kind.ts';
import { emptyShelves, listGapsOf, shelfOf } from './network-kind.ts';
import type { NetworkSketch } from './network-sketch.ts';
import { networkSketch } from './network-sketch.ts';
import type { Reference } from './references.ts';
import { nicReferences, REFERENCES } from './references.ts';

/**
 * What judging one subscription may need of the others, and no more: it is in memory for the whole run, whatever the tenant's
 * size. Every virtual network is here as a sketch, and every firewall, since others route to them by address; load balancers and
 * NAT gateways that name a network of another subscription. Anything else is kept only where another subscription refers to
 * it by ID; where the first pass met the reference after the object, {@link subscriptionsWanted} asks for a second look.
 */
export interface TenantIndex {
  /** The subscriptions whose facts were added, with the lists that do not prove absence. */
  readonly subscriptions: Map<SubscriptionId, ListGaps>;
  readonly networks: Map<string, NetworkSketch>;
  /** Firewalls by each private address that a route can name. */
  readonly firewalls: Map<string, FirewallFact[]>;
  readonly membersByAddress: Map<string, MemberAddress[]>;
  readonly natGatewaysByNetwork: Map<string, NatGatewayFact[]>;
  readonly kept: Shelves;
  /** The keys of what is referred to and not yet found, by the subscription that should hold it. */
  readonly wanted: Map<SubscriptionId, Map<ReferredKind, Set<string>>>;
  /** The keys of everything ever wanted, so that nothing is looked for twice. */
  readonly asked: Set<string>;
}

/** References lead from earlier kinds to later ones only, so one walk in this order finds all that is wanted of a subscription. */
const IN_ORDER_OF_REFERENCE = [
  'virtualNetworks',
  'loadBalancers',
  'natGateways',
  'networkSecurityGroups',
  'routeTables',
  'publicAddresses',
  'publicPrefixes',
] as const satisfies readonly ReferredKind[];

export function createTenantIndex(): TenantIndex {
  return {
    subscriptions: new Map(),
    networks: new Map(),
    firewalls: new Map(),
    membersByAddress: new Map(),
    natGatewaysByNetwork: new Map(),
    kept: emptyShelves(),
    wanted: new Map(),
    asked: new Set(),
  };
}

/** The first pass: every subscription once, in any order. One that was added before is left as it is. */
export function addToTenantIndex(index: TenantIndex, facts: SubscriptionFacts): void {
  const own = facts.subscription.id;
  if (index.subscriptions.has(own)) return;
  index.subscriptions.set(own, listGapsOf(facts));
  const wantForeign = (references: readonly Reference[]) =>
    want(
      index,
      references.filter(({ id }) => subscriptionOf(id) !== own),
    );
  for (const [key, network] of shelfOf(facts, 'virtualNetworks')) {
    index.networks.set(key, networkSketch(network));
    wantForeign(REFERENCES.virtualNetworks(network));
  }
  for (const nic of shelfOf(facts, 'networkInterfaces').values()) wantForeign(nicReferences(nic));
  for (const gateway of shelfOf(facts, 'natGateways').values()) wantForeign(REFERENCES.natGateways(gateway));
  for (const balancer of shelfOf(facts, 'loadBalancers').values())
    wantForeign(REFERENCES.loadBalancers(balancer));
  for (const firewall of shelfOf(facts, 'firewalls').values()) addFirewall(index, firewall);
  addServantsOf(index, facts, (network) => subscriptionOf(network) !== own);
  addWanted(index, facts);
}

/** The subscriptions to look at again with {@link addWanted}, until there are none. Most tenants have none at all. */
export function subscriptionsWanted(index: TenantIndex): readonly SubscriptionId[] {
  return [...index.wanted.keys()].filter((subscription) => index.subscriptions.has(subscription));
}

/** The second look at a subscription: keeps what others refer to, and what that in turn needs. */
export function addWanted(index: TenantIndex, facts: SubscriptionFacts): void {
  const own = facts.subscription.id;
  for (const kind of IN_ORDER_OF_REFERENCE) keepWanted(index, facts, kind);
  index.wanted.delete(own);
}

function keepWanted<K extends ReferredKind>(index: TenantIndex, facts: SubscriptionFacts, kind: K): void {
  const keys = index.wanted.get(facts.subscription.id)?.get(kind);
  if (keys === undefined) return;
  const shelf = shelfOf(facts, kind);
  for (const key of keys) {
    const fact = shelf.get(key);
    if (fact === undefined) continue;
    index.kept[kind].set(key, fact);
    want(index, REFERENCES[kind](fact));
  }
  if (kind === 'virtualNetworks') addServantsOf(index, facts, (network) => keys.has(keyOf(network)));
}

function want(index: TenantIndex, references: readonly Reference[]): void {
  for (const { kind, id } of references) {
    const key = keyOf(id);
    const holder = subscriptionOf(id);
    if (holder === undefined || index.asked.has(key)) continue;
    index.asked.add(key);
    const byKind = index.wanted.get(holder) ?? new Map<ReferredKind, Set<string>>();
    index.wanted.set(holder, byKind);
    byKind.set(kind, (byKind.get(kind) ?? new Set()).add(key));
  }
}

/** Keeps load balancers and NAT gateways that themselves name a network of the kind asked for, with their public addresses. */
function addServantsOf(
  index: TenantIndex,
  facts: SubscriptionFacts,
  concerns: (network: ResourceId) => boolean,
): void {
  for (const balancer of shelfOf(facts, 'loadBalancers').values()) {
    const members = memberAddresses(balancer).filter(({ network }) => concerns(network));
    for (const member of members) append(index.membersByAddress, member.key, member);
    if (members.length > 0) want(index, REFERENCES.loadBalancers(balancer));
  }
  for (const gateway of shelfOf(facts, 'natGateways').values()) {
    const network = gateway.properties?.sourceNetwork;
    if (network === undefined || !concerns(network)) continue;
    append(index.natGatewaysByNetwork, keyOf(network), gateway);
    want(index, REFERENCES.natGateways(gateway));
  }
}

function addFirewall(index: TenantIndex, firewall: FirewallFact): void {
  const { privateAddresses, publicAddresses } = firewall.properties ?? {
    privateAddresses: [],
    publicAddresses: [],
  };
  for (const address of privateAddresses) append(index.firewalls, address.trim(), firewall);
  want(
    index,
    publicAddresses.map((id) => ({ kind: 'publicAddresses', id })),
  );
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else if (!list.includes(item)) list.push(item);
}
