import type { ReadProblem } from '../model/reading.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { FactOf, SubscriptionFacts } from '../model/subscription-facts.ts';

/** The kinds of fact that a network path is made of. */
const NETWORK_KINDS = [
  'networkInterfaces',
  'networkSecurityGroups',
  'routeTables',
  'virtualNetworks',
  'publicAddresses',
  'publicPrefixes',
  'natGateways',
  'loadBalancers',
  'firewalls',
] as const;

export type NetworkKind = (typeof NETWORK_KINDS)[number];

/** The kinds of which an object may be referred to by ID from another subscription. */
export type ReferredKind = Exclude<NetworkKind, 'networkInterfaces' | 'firewalls'>;

/** Objects by resource key. */
export type Shelves = { readonly [K in NetworkKind]: Map<string, FactOf<K>> };

/** Why the list of a kind is not there, or not complete. `empty`: it was not asked for because there is nothing to find. */
export type ListGap =
  | { readonly why: 'unreadable'; readonly problem: ReadProblem }
  | { readonly why: 'not-asked'; readonly empty: boolean };

export type ListGaps = { readonly [K in NetworkKind]?: ListGap };

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
    firewalls: new Map(),
  };
}

/** The objects of one kind in a subscription, as far as they could be read; of one listed twice the first counts. */
export function shelfOf<K extends NetworkKind>(facts: SubscriptionFacts, kind: K): Map<string, FactOf<K>> {
  const reading = facts.readings[kind];
  const shelf = new Map<string, FactOf<K>>();
  if (reading.kind === 'not-asked') return shelf;
  for (const item of reading.items as readonly (FactOf<K> & { readonly id: ResourceId })[]) {
    const key = keyOf(item.id);
    if (!shelf.has(key)) shelf.set(key, item);
  }
  return shelf;
}

/** Which lists of a subscription do not prove absence. */
export function listGapsOf(facts: SubscriptionFacts): ListGaps {
  return Object.fromEntries(
    NETWORK_KINDS.flatMap((kind) => {
      const gap = listGap(facts, kind);
      return gap === undefined ? [] : [[kind, gap] as const];
    }),
  );
}

function listGap(facts: SubscriptionFacts, kind: NetworkKind): ListGap | undefined {
  const reading = facts.readings[kind];
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
