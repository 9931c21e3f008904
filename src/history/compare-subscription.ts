import type { HistoryEntry, HistoryHead, RememberedSubscription } from '../model/history.ts';
import { compareRow, wasJudged } from './compare-row.ts';
import { createComparison, type SubscriptionComparison } from './comparison.ts';
import { keptSubscription } from './kept.ts';
import { machineKey } from './machine-id.ts';
import { missingVm, missingWith } from './missing-vm.ts';

/** The two runs, and what each knows of the subscription: `present` is what `remember` made of this run. */
export interface ComparisonInput {
  readonly before: HistoryHead;
  readonly after: HistoryHead;
  readonly previous: HistoryEntry | undefined;
  readonly present: HistoryEntry;
}

/**
 * Compares a subscription with what the run before remembers of it. Every VM counts once: new, gone, changed, unchanged, or unreadable
 * where nothing proves that it is gone. An unreadable one is remembered as it was, and compared with that when it is read again.
 * `present` may also be what another run remembers; VMs that were missing there count as unreadable.
 */
export function compareSubscription(input: ComparisonInput): SubscriptionComparison {
  const { before, after, previous, present } = input;
  const { subscription } = present;
  const comparison = createComparison({ before, after, previous: previous?.subscription, subscription });
  const known = new Map(previous?.vms.map((vm) => [machineKey(vm.id), vm]));
  const unseen = new Set<string>();
  for (const vm of present.vms) {
    const key = machineKey(vm.id);
    if (vm.missingSince !== undefined) {
      unseen.add(key);
      continue;
    }
    comparison.present(vm, known.get(key));
    known.delete(key);
  }
  for (const [key, vm] of known) {
    const missing = missingVm(vm, subscription);
    comparison.missing(vm, missing.kind === 'gone' && unseen.has(key) ? missingWith('not-listed') : missing);
  }
  const row = compareRow(
    { head: before, subscription: previous?.subscription },
    { head: after, subscription },
  );
  return comparison.finish({
    change: row.kind,
    subscription: row.change,
    remembered: rememberedRow(input, subscription),
  });
}

function rememberedRow(
  { before, after, previous }: ComparisonInput,
  now: RememberedSubscription,
): RememberedSubscription {
  const old = previous?.subscription;
  if (old === undefined) return now;
  if (!wasJudged(now)) return keptSubscription(old, now, { before, after });
  return { ...now, firstSeen: old.firstSeen < now.firstSeen ? old.firstSeen : now.firstSeen };
}
