import { keyOf, type ResourceKey } from '../model/resource-id.ts';
import type { ReviewEntry } from '../model/review.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { machinesOf } from './machines.ts';
import { matches } from './matching.ts';
import { ownershipOf, scaleSetOf } from './ownership.ts';
import { matchable } from './senders.ts';

/** Which entries of the declarations file speak of a subscription as a whole, and of each of its VMs. */
export interface ReviewEntriesFound {
  readonly subscription: ReviewEntry | undefined;
  readonly vms: ReadonlyMap<ResourceKey, ReviewEntry>;
}

const NONE: ReviewEntriesFound = { subscription: undefined, vms: new Map() };

/**
 * Finds the entry for each VM: the one that names it (or its scale set) by ID, else the first pattern that fits, else the one for its
 * subscription. More than one never speaks of the same VM.
 */
export function reviewEntries(facts: SubscriptionFacts, entries: readonly ReviewEntry[]): ReviewEntriesFound {
  if (entries.length === 0) return NONE;
  const subscription = facts.subscription.id;
  const ofKind = (kind: ReviewEntry['matcher']['kind']) =>
    entries.filter(({ matcher }) => matcher.kind === kind);
  const ofMachines = [...ofKind('vm'), ...ofKind('pattern')];
  const whole = ofKind('subscription').find(({ matcher }) =>
    matches(matcher, { subscription, keys: [], names: [], tags: [] }),
  );
  const ownership = ownershipOf(facts);
  const vms = new Map<ResourceKey, ReviewEntry>();
  for (const machine of machinesOf(facts)) {
    const subject = matchable(machine, { subscription, scaleSet: scaleSetOf(machine, ownership) });
    const entry = ofMachines.find(({ matcher }) => matches(matcher, subject)) ?? whole;
    if (entry !== undefined) vms.set(keyOf(machine.vm.id), entry);
  }
  return { subscription: whole, vms };
}
