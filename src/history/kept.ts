import type { HistoryHead, RememberedSubscription, RememberedVm } from '../model/history.ts';
import { REVISION_NAMES } from '../model/revision.ts';
import { SCALE_SET_LIST, VM_LIST } from './incomplete-lists.ts';
import { reordered } from './letters.ts';
import { judgedWith } from './side.ts';

/** The runs between which something is kept that was not read in the second. */
interface Runs {
  readonly before: HistoryHead;
  readonly after: HistoryHead;
}

/** A VM that could not be read, as it was when it was: it comes back as what it was. */
export function keptVm(vm: RememberedVm, subscription: RememberedSubscription, runs: Runs): RememberedVm {
  return {
    ...vm,
    verdicts: word(vm.verdicts, runs.before),
    missingSince: vm.missingSince ?? runs.after.startedAt,
    judged: judgedWith({ head: runs.before, subscription }, vm),
  };
}

/**
 * A subscription that was not judged: what was inferred of it stays as it was. `now` is its row in this run, where it has one, which
 * knows the name, the state and what could not be read. Without a row none of its VMs can be missed.
 */
export function keptSubscription(
  old: RememberedSubscription,
  now: RememberedSubscription | undefined,
  runs: Runs,
): RememberedSubscription {
  const { name, state, coverage } = now ?? old;
  const incomplete = now === undefined ? [VM_LIST, SCALE_SET_LIST] : now.incomplete;
  return {
    ...old,
    name,
    state,
    coverage,
    incomplete,
    policyStatuses: word(old.policyStatuses, runs.before),
    missingSince: old.missingSince ?? runs.after.startedAt,
    judged: judgedWith({ head: runs.before, subscription: old }),
  };
}

/** The revisions may be others than those that an older program knew. */
function word(letters: string, { revisions }: HistoryHead): string {
  const same =
    revisions.length === REVISION_NAMES.length && revisions.every((name, at) => name === REVISION_NAMES[at]);
  return same ? letters : reordered(letters, revisions);
}
