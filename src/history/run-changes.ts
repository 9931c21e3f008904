import type {
  ChangeCause,
  ChangeKind,
  ComparedRun,
  RunChanges,
  ScaleSetChange,
  SubscriptionChange,
  VmChange,
} from '../model/change.ts';
import { CHANGE_CAUSES, CHANGE_KINDS } from '../model/change.ts';
import type { HistoryHead } from '../model/history.ts';
import type { SubscriptionComparison } from './comparison.ts';
import { sortedByKey } from './machine-id.ts';

/** Gathers what changed between two runs, a subscription at a time, in any order. */
export interface ChangeTally {
  add(comparison: SubscriptionComparison): void;
  /** Everything that is not as it was, sorted by subscription ID and then by resource key. */
  changes(): RunChanges;
}

export function createChangeTally(before: HistoryHead, after: HistoryHead): ChangeTally {
  const kinds = new Map<ChangeKind, number>();
  const vms: VmChange[] = [];
  const scaleSets: ScaleSetChange[] = [];
  const subscriptions: SubscriptionChange[] = [];
  return {
    add(comparison) {
      for (const [kind, count] of comparison.kinds) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
      for (const change of comparison.vms) vms.push(change);
      for (const change of comparison.scaleSets) scaleSets.push(change);
      if (comparison.subscription !== null) subscriptions.push(comparison.subscription);
    },
    changes: () => ({
      schemaVersion: 1,
      before: comparedRun(before),
      after: comparedRun(after),
      totals: recordOf(CHANGE_KINDS, (kind) => kinds.get(kind) ?? 0),
      causes: causeCounts(vms),
      vms: sortedByKey(vms, placeOf),
      scaleSets: sortedByKey(scaleSets, placeOf),
      subscriptions: sortedSubscriptions(subscriptions),
    }),
  };
}

/** What changed in two parts of a run, as what changed in both. */
export function joinChanges(a: RunChanges, b: RunChanges): RunChanges {
  return {
    ...a,
    totals: recordOf(CHANGE_KINDS, (kind) => a.totals[kind] + b.totals[kind]),
    causes: recordOf(CHANGE_CAUSES, (cause) => a.causes[cause] + b.causes[cause]),
    vms: sortedByKey([...a.vms, ...b.vms], placeOf),
    scaleSets: sortedByKey([...a.scaleSets, ...b.scaleSets], placeOf),
    subscriptions: sortedSubscriptions([...a.subscriptions, ...b.subscriptions]),
  };
}

function sortedSubscriptions(changes: readonly SubscriptionChange[]): readonly SubscriptionChange[] {
  return changes.toSorted((a, b) => (a.subscriptionId < b.subscriptionId ? -1 : 1));
}

function comparedRun({ runId, startedAt, policy, tool }: HistoryHead): ComparedRun {
  return { runId, startedAt, policy, tool };
}

function causeCounts(vms: readonly VmChange[]): RunChanges['causes'] {
  const counts = new Map<ChangeCause, number>();
  for (const { kind, causes } of vms) {
    if (kind !== 'verdict-changed' && kind !== 'facts-changed') continue;
    for (const cause of causes) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  }
  return recordOf(CHANGE_CAUSES, (cause) => counts.get(cause) ?? 0);
}

function recordOf<K extends string>(keys: readonly K[], value: (key: K) => number): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, number>;
}

/** A subscription's ID first, as for the rows of all tables; a resource may be told of by another subscription than its own. */
function placeOf(change: { readonly subscriptionId: string; readonly resourceId: string }): string {
  return `${change.subscriptionId} ${change.resourceId}`;
}
