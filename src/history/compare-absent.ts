import type { HistoryEntry, HistoryHead } from '../model/history.ts';
import { compareAbsentRow } from './compare-row.ts';
import { createComparison, type SubscriptionComparison } from './comparison.ts';
import { keptSubscription } from './kept.ts';
import { type Absence, missingWith } from './missing-vm.ts';

/** A subscription that the run before knows and this one does not list, with the reason. */
export interface AbsentInput {
  readonly before: HistoryHead;
  readonly after: HistoryHead;
  readonly previous: HistoryEntry;
  readonly absence: Absence;
}

/**
 * Compares a subscription that is not there any more. Only a list of subscriptions that was read to its end proves it deleted, and its
 * VMs with it; otherwise they are unreadable, and all of it is remembered as it was.
 */
export function compareAbsent({ before, after, previous, absence }: AbsentInput): SubscriptionComparison {
  const { subscription } = previous;
  const missing = missingWith(absence);
  const comparison = createComparison({ before, after, previous: subscription, subscription });
  for (const vm of previous.vms) comparison.missing(vm, missing);
  return comparison.finish({
    change: missing.kind,
    subscription: compareAbsentRow(subscription, missing),
    remembered: missing.kind === 'gone' ? null : keptSubscription(subscription, undefined, { before, after }),
  });
}
