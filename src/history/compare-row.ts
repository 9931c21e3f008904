import type { ChangeKind, SubscriptionChange } from '../model/change.ts';
import type { HistoryHead, RememberedSubscription } from '../model/history.ts';
import type { Missing } from './missing-vm.ts';
import type { SubscriptionSide } from './side.ts';
import { subscriptionCauses } from './subscription-causes.ts';
import { differences } from './vm-columns-told.ts';

/** What a subscription that was judged is compared by; of one that was not, only the first three are known. */
const ASKED_OR_NOT = [
  'name',
  'state',
  'coverage',
] as const satisfies readonly (keyof RememberedSubscription)[];
const JUDGED = [
  ...ASKED_OR_NOT,
  'quotaId',
  'offer',
  'cutoff',
  'policyStatus',
  'exemption',
] as const satisfies readonly (keyof RememberedSubscription)[];
const BESIDE = ['offerConfidence', 'createdNotBefore', 'createdNotAfter'] as const;

/** What became of the row of a subscription; `change` is `null` where nothing did. */
export interface RowComparison {
  readonly kind: ChangeKind;
  readonly change: SubscriptionChange | null;
}

const UNCHANGED: RowComparison = { kind: 'unchanged', change: null };

/** Whether the facts of the subscription were judged in that run. */
export function wasJudged({ coverage }: RememberedSubscription): boolean {
  return coverage === 'complete' || coverage === 'partial';
}

/**
 * How a subscription as a whole has changed. One that cannot be read is told every night; one that is disabled or left out only in the
 * night in which it becomes so.
 */
export function compareRow(
  before: { readonly head: HistoryHead; readonly subscription: RememberedSubscription | undefined },
  after: SubscriptionSide,
): RowComparison {
  const next = after.subscription;
  const old = before.subscription;
  const base = { subscriptionId: next.id, name: next.name };
  if (old === undefined) {
    const details = next.coverage === 'complete' ? [] : [`coverage ${next.coverage}`];
    return { kind: 'new', change: { ...base, kind: 'new', causes: ['environment'], details } };
  }
  if (next.coverage === 'unreadable' || onlyRemembered(next)) {
    const details = [...differences(ASKED_OR_NOT, old, next), ...sinceWhen(old)];
    return { kind: 'unreadable', change: { ...base, kind: 'unreadable', causes: ['coverage'], details } };
  }
  const columns = wasJudged(next) ? JUDGED : ASKED_OR_NOT;
  if (columns.every((column) => old[column] === next[column])) return UNCHANGED;
  const side = { head: before.head, subscription: old };
  const details = differences([...columns, ...(wasJudged(next) ? BESIDE : [])], old, next);
  return {
    kind: 'facts-changed',
    change: { ...base, kind: 'facts-changed', causes: subscriptionCauses(side, after), details },
  };
}

/** Where two runs of the past are compared: known to the later one only from before. */
function onlyRemembered(subscription: RememberedSubscription): boolean {
  return wasJudged(subscription) && subscription.missingSince !== undefined;
}

/** What became of a subscription that is not listed. */
export function compareAbsentRow(old: RememberedSubscription, missing: Missing): SubscriptionChange {
  const base = { subscriptionId: old.id, name: old.name };
  return missing.kind === 'gone'
    ? { ...base, kind: 'gone', causes: ['environment'], details: [] }
    : { ...base, kind: 'unreadable', causes: [missing.cause], details: [missing.why, ...sinceWhen(old)] };
}

/** Since which run something has not been read, where that is not only since this one. */
export function sinceWhen({
  missingSince,
}: {
  readonly missingSince?: string | undefined;
}): readonly string[] {
  return missingSince === undefined ? [] : [`not read since ${missingSince}`];
}
