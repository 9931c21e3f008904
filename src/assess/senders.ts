import type { ScaleSetFact } from '../model/compute-facts.ts';
import type { SenderEntry } from '../model/declarations.ts';
import { keyOf } from '../model/resource-id.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import type { Machine } from './machines.ts';
import { type Matchable, matches } from './matching.ts';

/** What a machine is matched with besides itself: its subscription, and the scale set that it belongs to. */
export interface Belonging {
  readonly subscription: SubscriptionId;
  readonly scaleSet: Pick<ScaleSetFact, 'id' | 'name' | 'tags'> | undefined;
}

/**
 * A machine as the entries of the declarations file see it, senders and reviews alike: an instance answers to its scale set's name and
 * tags too. The tags of its resource group and of its subscription are left out on purpose: the owner columns inherit them, but a
 * pattern that did so would select everything in the group.
 */
export function matchable({ vm }: Machine, { subscription, scaleSet }: Belonging): Matchable {
  const holders = scaleSet === undefined ? [vm] : [vm, scaleSet];
  return {
    subscription,
    keys: holders.map(({ id }) => keyOf(id)),
    names: holders.map(({ name }) => name),
    tags: holders.map(({ tags }) => tags ?? {}),
  };
}

/** Whether the declarations file names the VM among those that are meant to send mail: in any entry, with all that it states. */
export function isSender(vm: Matchable, entries: readonly SenderEntry[]): boolean {
  return entries.some(({ matcher }) => matches(matcher, vm));
}
