import type { HistoryEntry } from '../model/history.ts';
import { type SubscriptionComparison, type ToldVm, verdictSinceOf } from './comparison.ts';
import { machineKey } from './machine-id.ts';

/** A subscription in the first run of its scope: nothing to compare with, everything to remember. */
export function beginHistory(present: HistoryEntry): SubscriptionComparison {
  const told = present.vms.map((vm): [string, ToldVm] => [
    machineKey(vm.id),
    { change: null, firstSeen: vm.firstSeen, verdictSince: verdictSinceOf(vm), review: undefined },
  ]);
  return {
    change: null,
    told: new Map(told),
    subscription: null,
    review: undefined,
    vms: [],
    scaleSets: [],
    kinds: new Map(),
    remembered: present,
  };
}
