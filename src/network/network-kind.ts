import type { ScaleSetFact } from '../model/compute-facts.ts';
import type { Reading, ReadProblem } from '../model/reading.ts';
import { itemsOf } from '../model/reading.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { FactOf, SubscriptionFacts } from '../model/subscription-facts.ts';

/** The kinds of fact that are looked up by ID. */
const NETWORK_KINDS = [
  'networkInterfaces',
  'networkSecurityGroups',
  'routeTables',
  'virtualNetworks',
  'publicAddresses',
  'publicPrefixes',
  'natGateways',
  'loadBalancers',
] as const;

/** The kinds of fact that a network path is made of. */
const LISTED_KINDS = [...NETWORK_KINDS, 'firewalls', 'virtualHubs', 'scaleSets'] as const;

export type NetworkKind = (typeof NETWORK_KINDS)[number];
export type ListedKind = (typeof LISTED_KINDS)[number];

/** The kinds of which an object may be referred to by ID from another subscription. */
export type ReferredKind = Exclude<NetworkKind, 'networkInterfaces'>;

/** Objects by resource key. */
export type Shelves = { readonly [K in NetworkKind]: Map<string, FactOf<K>> };

/** Why the list of a kind is not there, or not complete. `empty`: it was not asked for because there is nothing to find. */
export type ListGap =
  | { readonly why: 'unreadable'; readonly problem: ReadProblem }
  | { readonly why: 'not-asked'; readonly empty: boolean };

/** The gaps in a subscription's lists, and in the lists of its scale sets by the key of the scale set. */
export interface ListGaps {
  readonly lists: { readonly [K in ListedKind]?: ListGap };
  readonly scaleSets: {
    readonly [K in 'networkInterfaces' | 'publicAddresses']: ReadonlyMap<string, ListGap>;
  };
}

export function emptyShelves(): Shelves {
  return {
    networkInterfaces: new Map(),
    networkSecurityGroups: new Map(),
    routeTables: new Map(),
    virtualNetworks: new Map(),
    publicAddresses: new Map(),
    publicPrefixes: new Map(),
    natGateways: new Map(),
    loadBalancers: new Map(),
  };
}

/** All objects of each kind in a subscription. */
export function shelvesOf(facts: SubscriptionFacts): Shelves {
  return {
    networkInterfaces: shelfOf(facts, 'networkInterfaces'),
    networkSecurityGroups: shelfOf(facts, 'networkSecurityGroups'),
    routeTables: shelfOf(facts, 'routeTables'),
    virtualNetworks: shelfOf(facts, 'virtualNetworks'),
    publicAddresses: shelfOf(facts, 'publicAddresses'),
    publicPrefixes: shelfOf(facts, 'publicPrefixes'),
    natGateways: shelfOf(facts, 'natGateways'),
    loadBalancers: shelfOf(facts, 'loadBalancers'),
  };
}

/**
 * The objects of one kind in a subscription, as far as they could be read; of one listed twice the first counts. NICs and public
 * addresses of Uniform scale sets, which have lists of their own, are among them.
 */
export function shelfOf<K extends NetworkKind>(facts: SubscriptionFacts, kind: K): Map<string, FactOf<K>> {
  const shelf = new Map<string, FactOf<K>>();
  const reading = facts.readings[kind];
  const items: readonly unknown[] = [
    ...itemsOf<unknown>(reading as Reading<unknown>),
    ...inScaleSets(facts, kind),
  ];
  for (const item of items as readonly (FactOf<K> & { readonly id: ResourceId })[]) {
    const key = keyOf(item.id);
    if (!shelf.has(key)) shelf.set(key, item);
  }
  return shelf;
}

function inScaleSets(facts: SubscriptionFacts, kind: NetworkKind): readonly unknown[] {
  if (kind !== 'networkInterfaces' && kind !== 'publicAddresses') return [];
  return itemsOf(facts.readings.scaleSets).flatMap((set) => itemsOf<unknown>(set[kind]));
}

/** Which lists of a subscription do not prove absence. */
export function listGapsOf(facts: SubscriptionFacts): ListGaps {
  const lists = LISTED_KINDS.flatMap((kind) => {
    const gap = gapIn(facts.readings[kind]);
    return gap === undefined ? [] : [[kind, gap] as const];
  });
  const sets = itemsOf(facts.readings.scaleSets);
  return {
    lists: Object.fromEntries(lists),
    scaleSets: {
      networkInterfaces: gapsInSets(sets, 'networkInterfaces'),
      publicAddresses: gapsInSets(sets, 'publicAddresses'),
    },
  };
}

function gapsInSets(
  sets: readonly ScaleSetFact[],
  kind: 'networkInterfaces' | 'publicAddresses',
): ReadonlyMap<string, ListGap> {
  const gaps = sets.flatMap((set) => {
    const gap = gapIn(set[kind]);
    return gap === undefined || (gap.why === 'not-asked' && gap.empty) ? [] : [[keyOf(set.id), gap] as const];
  });
  return new Map<string, ListGap>(gaps);
}

function gapIn(reading: Reading<unknown>): ListGap | undefined {
  switch (reading.kind) {
    case 'read':
      return undefined;
    case 'unreadable':
      return { why: 'unreadable', problem: reading.problem };
    case 'not-asked':
      return {
        why: 'not-asked',
        empty: reading.why === 'no-virtual-machines' || reading.why === 'not-needed',
      };
  }
}
