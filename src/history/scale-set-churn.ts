import type { ScaleSetChange } from '../model/change.ts';
import type { RememberedSubscription, RememberedVm } from '../model/history.ts';
import { lastSegment, machineKey, uniformSetOf, withSubscription } from './machine-id.ts';

/** How an instance stands between two runs. */
type InstanceStanding = 'added' | 'removed' | 'unreadable' | 'stays';

/** Counts the instances of scale sets while VMs are compared. */
export interface ScaleSetChurn {
  /** Takes note of an instance; `false` for a VM that is none, which has to be told by itself. */
  count(vm: RememberedVm, standing: InstanceStanding): boolean;
  changes(subscription: RememberedSubscription): readonly ScaleSetChange[];
}

interface Counts {
  readonly id: string;
  readonly added: number;
  readonly removed: number;
  readonly unreadable: number;
  readonly stays: number;
}

/** The scale set of a VM, Uniform or Flexible, as its line has it. */
function scaleSetOf({ id, scaleSet }: RememberedVm): string | undefined {
  return uniformSetOf(id) ?? scaleSet;
}

export function createScaleSetChurn(): ScaleSetChurn {
  const sets = new Map<string, Counts>();
  return {
    count(vm, standing) {
      const id = scaleSetOf(vm);
      if (id === undefined) return false;
      const key = machineKey(id);
      const counts = sets.get(key) ?? { id, added: 0, removed: 0, unreadable: 0, stays: 0 };
      sets.set(key, { ...counts, [standing]: counts[standing] + 1 });
      return true;
    },
    changes: (subscription) =>
      [...sets]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .filter(([, { added, removed, unreadable }]) => added + removed + unreadable > 0)
        .map(([, counts]) => changeOf(counts, subscription)),
  };
}

function changeOf(
  { id, added, removed, unreadable, stays }: Counts,
  subscription: RememberedSubscription,
): ScaleSetChange {
  return {
    subscriptionId: subscription.id,
    subscriptionName: subscription.name,
    resourceId: withSubscription(id, subscription.id),
    name: lastSegment(id),
    before: stays + unreadable + removed,
    after: stays + unreadable + added,
    added,
    removed,
    unreadable,
  };
}
