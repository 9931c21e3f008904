import type { ChangeCause } from '../model/change.ts';
import type { RememberedSubscription, RememberedVm } from '../model/history.ts';
import { SCALE_SET_LIST, VM_LIST } from './incomplete-lists.ts';
import { lastSegment, machineKey, uniformSetOf } from './machine-id.ts';

/** Why a subscription of the run before is not among those of this one. Only `deleted` says that it is gone. */
export type Absence = 'deleted' | 'not-listed' | 'out-of-scope';

/** What became of a VM that was known and is not there: gone, or not to be seen for a reason in words. */
export type Missing =
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreadable'; readonly why: string; readonly cause: ChangeCause };

const GONE: Missing = { kind: 'gone' };

const ABSENT: Readonly<Record<Absence, Missing>> = {
  deleted: GONE,
  'not-listed': hidden('the list of subscriptions broke off'),
  'out-of-scope': hidden('not in the scope of this run'),
};

/** What to make of all VMs of a subscription that is absent, and of the subscription. */
export function missingWith(absence: Absence): Missing {
  return ABSENT[absence];
}

/**
 * What to make of a VM that is not among those found. Only a list that was read to its end proves that it is gone. A subscription that
 * is disabled or left out was not asked: its VMs are neither gone nor resolved.
 */
export function missingVm(vm: RememberedVm, now: RememberedSubscription): Missing {
  const incomplete = now.incomplete ?? [];
  const set = uniformSetOf(vm.id);
  const list = set === undefined ? VM_LIST : SCALE_SET_LIST;
  if (now.coverage === 'disabled') {
    return {
      kind: 'unreadable',
      why: 'the subscription is disabled and was not asked',
      cause: 'environment',
    };
  }
  if (now.coverage === 'excluded') return hidden('the subscription was left out of the run');
  if (incomplete.includes(list)) {
    return set === undefined
      ? hidden('the list of VMs could not be read to its end')
      : hidden('the list of scale sets could not be read to its end');
  }
  if (set !== undefined && incomplete.some((id) => sameSet(id, set, now.id))) {
    return hidden(`the instances of scale set ${lastSegment(set)} could not all be read`);
  }
  return GONE;
}

/** `incomplete` has whole IDs, the ID of a remembered VM lacks its subscription. */
function sameSet(id: string, set: string, subscription: string): boolean {
  const key = machineKey(id);
  const wanted = machineKey(set);
  return key === wanted || key === `/subscriptions/${subscription}${wanted}`;
}

function hidden(why: string): Missing {
  return { kind: 'unreadable', why, cause: 'coverage' };
}
