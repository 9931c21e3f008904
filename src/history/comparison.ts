import type { ChangeKind, ScaleSetChange, SubscriptionChange, VmChange } from '../model/change.ts';
import type {
  HistoryEntry,
  HistoryHead,
  RememberedReview,
  RememberedSubscription,
  RememberedVm,
} from '../model/history.ts';
import { sinceWhen } from './compare-row.ts';
import { changeOf, compareVm } from './compare-vm.ts';
import { keptVm } from './kept.ts';
import { machineKey, sortedByKey } from './machine-id.ts';
import { type Missing, missingVm } from './missing-vm.ts';
import { createScaleSetChurn } from './scale-set-churn.ts';

/** What a present VM's row says of the runs before: times ISO 8601 UTC; `change` is `null` in a first run. */
export interface ToldVm {
  readonly change: ChangeKind | null;
  readonly firstSeen: string;
  readonly verdictSince: string;
  /** What was remembered of reviewers' words. */
  readonly review: RememberedReview | undefined;
}

/** One subscription compared. `told` has a line for each VM that is present, by its key; lists are in the order of the keys. */
export interface SubscriptionComparison {
  readonly change: ChangeKind | null;
  readonly told: ReadonlyMap<string, ToldVm>;
  readonly subscription: SubscriptionChange | null;
  /** What was remembered of reviewers' words on the subscription. */
  readonly review: RememberedReview | undefined;
  readonly vms: readonly VmChange[];
  readonly scaleSets: readonly ScaleSetChange[];
  /** Of the VMs of both runs, how many changed in which way. */
  readonly kinds: ReadonlyMap<ChangeKind, number>;
  /** What to remember for the next run; `null` once the subscription is gone. */
  readonly remembered: HistoryEntry | null;
}

/** The two runs and what they know of one subscription; `subscription` is as it is now. */
export interface Ground {
  readonly before: HistoryHead;
  readonly after: HistoryHead;
  readonly previous: RememberedSubscription | undefined;
  readonly subscription: RememberedSubscription;
}

/** What became of the subscription as a whole, and how it is remembered. */
type Row = Pick<SubscriptionComparison, 'change' | 'subscription'> & {
  readonly remembered: RememberedSubscription | null;
};

/** Takes the VMs of one subscription in any order, each of them once, and tells what became of them. */
export interface Comparison {
  present(vm: RememberedVm, old: RememberedVm | undefined): void;
  missing(old: RememberedVm, missing: Missing): void;
  finish(row: Row): SubscriptionComparison;
}

export function createComparison(ground: Ground): Comparison {
  const { subscription, previous } = ground;
  const changes: VmChange[] = [];
  const told = new Map<string, ToldVm>();
  const kinds = new Map<ChangeKind, number>();
  const remembered: RememberedVm[] = [];
  const churn = createScaleSetChurn();
  const count = (kind: ChangeKind) => kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return {
    present(vm, old) {
      const instance = churn.count(vm, old === undefined ? 'added' : 'stays');
      const change =
        old === undefined || previous === undefined ? newVm(vm, ground) : changed(vm, old, ground);
      const kind: ChangeKind = change?.kind ?? 'unchanged';
      count(kind);
      if (change !== undefined && !(instance && kind === 'new')) changes.push(change);
      const line = { change: kind, ...times(vm, old, kind), review: old?.review };
      told.set(machineKey(vm.id), line);
      const verdictSince = line.verdictSince === line.firstSeen ? undefined : line.verdictSince;
      remembered.push({ ...vm, firstSeen: line.firstSeen, verdictSince });
    },
    missing(old, missing) {
      count(missing.kind);
      if (missing.kind === 'unreadable') remembered.push(keptVm(old, previous ?? subscription, ground));
      const instance = churn.count(old, missing.kind === 'gone' ? 'removed' : 'unreadable');
      if (!instance) changes.push(missingChange(old, missing, subscription));
    },
    finish: (row) => ({
      change: row.change,
      told,
      subscription: row.subscription,
      review: previous?.review,
      vms: sortedByKey(changes, ({ resourceId }) => resourceId),
      scaleSets: churn.changes(subscription),
      kinds,
      remembered:
        row.remembered === null
          ? null
          : { subscription: row.remembered, vms: sortedByKey(remembered, ({ id }) => id) },
    }),
  };
}

/** A VM that was not known is new; where its list could not be read before, it may have been there all along: coverage. */
function newVm(vm: RememberedVm, { previous, subscription }: Ground): VmChange {
  const hidden = previous === undefined ? undefined : missingVm(vm, previous);
  const cause = hidden?.kind === 'unreadable' ? hidden.cause : 'environment';
  const base = changeOf(vm, subscription);
  return { ...base, kind: 'new', before: null, after: vm.verdict, causes: [cause], details: [] };
}

function changed(
  vm: RememberedVm,
  old: RememberedVm,
  { before, after, previous, subscription }: Ground,
): VmChange | undefined {
  return compareVm(
    { head: before, subscription: previous ?? subscription, vm: old },
    { head: after, subscription, vm },
  );
}

function missingChange(old: RememberedVm, missing: Missing, subscription: RememberedSubscription): VmChange {
  const base = { ...changeOf(old, subscription), before: old.verdict, after: null };
  return missing.kind === 'gone'
    ? { ...base, kind: 'gone', causes: ['environment'], details: [] }
    : { ...base, kind: 'unreadable', causes: [missing.cause], details: [missing.why, ...sinceWhen(old)] };
}

/** First seen is what the earliest run says; the verdict is as old as the last change of it. */
function times(
  vm: RememberedVm,
  old: RememberedVm | undefined,
  kind: ChangeKind,
): Pick<ToldVm, 'firstSeen' | 'verdictSince'> {
  const verdictSince = verdictSinceOf(vm);
  if (old === undefined) return { firstSeen: vm.firstSeen, verdictSince };
  const firstSeen = earlier(old.firstSeen, vm.firstSeen);
  const stays = kind !== 'verdict-changed';
  return { firstSeen, verdictSince: stays ? earlier(verdictSinceOf(old), verdictSince) : verdictSince };
}

/** Since when a remembered VM has had its verdict: a line leaves it out where that is as long as the VM is known. */
export function verdictSinceOf({ firstSeen, verdictSince }: RememberedVm): string {
  return verdictSince ?? firstSeen;
}

function earlier(a: string, b: string): string {
  return a < b ? a : b;
}
