import type { NatGatewayFact } from '../model/network-facts.ts';
import { itemsOf } from '../model/reading.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import type { AdminRuleIndex } from './admin-rules.ts';
import { addNetworkManager, emptyAdminRuleIndex } from './admin-rules.ts';
import type { ApplianceIndex } from './appliance-index.ts';
import { addAppliances, emptyApplianceIndex } from './appliance-index.ts';
import { balancerSketch } from './balancer-sketch.ts';
import type { FirewallIndex } from './firewall-index.ts';
import { addFirewall } from './firewall-index.ts';
import { append } from './grouped.ts';
import type { HubIndex } from './hub-index.ts';
import { addHub, emptyHubIndex } from './hub-index.ts';
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
 * size. Every virtual network is here as a sketch; what traffic may leave through is here by its private address, or by its
 * network (firewalls, NICs with IP forwarding, internal front ends, virtual hubs), each reduced to what decides; load balancers
 * and NAT gateways that name a network of another subscription. Anything else is kept only where another subscription refers to
 * it by ID; where the first pass met the reference after the object, {@link subscriptionsWanted} asks for a second look.
 */
export interface TenantIndex {
  /** The subscriptions whose facts were added, with the lists that do not prove absence. */
  readonly subscriptions: Map<SubscriptionId, ListGaps>;
  readonly networks: Map<string, NetworkSketch>;
  readonly firewalls: FirewallIndex;
  readonly appliances: ApplianceIndex;
  readonly hubs: HubIndex;
  readonly adminRules: AdminRuleIndex;
  /** The private addresses that user routes name as their next hop. */
  readonly routedAddresses: Set<string>;
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
    firewalls: { byKey: new Map(), byAddress: new Map() },
    appliances: emptyApplianceIndex(),
    hubs: emptyHubIndex(),
    adminRules: emptyAdminRuleIndex(),
    routedAddresses: new Set(),
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
  const nics = shelfOf(facts, 'networkInterfaces');
  const balancers = shelfOf(facts, 'loadBalancers');
  for (const nic of nics.values()) wantForeign(nicReferences(nic));
  for (const gateway of shelfOf(facts, 'natGateways').values()) wantForeign(REFERENCES.natGateways(gateway));
  for (const balancer of balancers.values()) wantForeign(REFERENCES.loadBalancers(balancer));
  addAppliances(index.appliances, nics, balancers);
  addEgress(index, facts);
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
  if (kind === 'loadBalancers') trimBalancers(index, keys);
  if (kind === 'virtualNetworks') addServantsOf(index, facts, (network) => keys.has(keyOf(network)));
}

function trimBalancers({ kept }: TenantIndex, keys: ReadonlySet<string>): void {
  for (const key of keys) {
    const balancer = kept.loadBalancers.get(key);
    if (balancer !== undefined) kept.loadBalancers.set(key, balancerSketch(balancer));
  }
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
    for (const member of members)
      append(index.membersByAddress, member.key, { ...member, balancer: balancerSketch(balancer) });
    if (members.length > 0) want(index, REFERENCES.loadBalancers(balancer));
  }
  for (const gateway of shelfOf(facts, 'natGateways').values()) {
    const network = gateway.properties?.sourceNetwork;
    if (network === undefined || !concerns(network)) continue;
    append(index.natGatewaysByNetwork, keyOf(network), gateway);
    want(index, REFERENCES.natGateways(gateway));
  }
}

/** Keeps what traffic of any subscription may leave through or be ruled by. */
function addEgress(index: TenantIndex, facts: SubscriptionFacts): void {
  const { firewalls, virtualHubs, networkManagers } = facts.readings;
  for (const fact of itemsOf(firewalls)) {
    const { publicAddresses } = addFirewall(index.firewalls, fact);
    want(
      index,
      publicAddresses.map((id) => ({ kind: 'publicAddresses', id })),
    );
  }
  for (const hub of itemsOf(virtualHubs)) addHub(index.hubs, hub);
  for (const each of itemsOf(networkManagers)) addNetworkManager(index.adminRules, each);
  for (const { properties } of shelfOf(facts, 'routeTables').values())
    for (const { nextHopType, nextHopAddress = '' } of properties?.routes ?? [])
      if (nextHopType?.toLowerCase() === 'virtualappliance') index.routedAddresses.add(nextHopAddress.trim());
}
