import type { VmFinding } from '../model/finding.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { scaleSetOf } from './scale-sets.ts';

/** How many of the VMs are instances of scale sets, and of how many. */
export interface ScaleSetInstances {
  readonly instances: number;
  readonly scaleSets: number;
}

/** Counts scale sets while findings go by, in any order. It remembers an ID a scale set, nothing of the instances. */
export interface ScaleSetTally {
  add(vm: Pick<VmFinding, 'kind' | 'resourceId' | 'subscriptionId'>): void;
  total(): ScaleSetInstances;
  /** The number of scale sets of each subscription that has any. */
  bySubscription(): ReadonlyMap<SubscriptionId, number>;
}

export function createScaleSetTally(): ScaleSetTally {
  const seen = new Set<string>();
  const counts = new Map<SubscriptionId, number>();
  let instances = 0;
  return {
    add(vm) {
      const id = scaleSetOf(vm)?.id.toLowerCase();
      if (id === undefined) return;
      instances += 1;
      if (seen.has(id)) return;
      seen.add(id);
      counts.set(vm.subscriptionId, (counts.get(vm.subscriptionId) ?? 0) + 1);
    },
    total: () => ({ instances, scaleSets: seen.size }),
    bySubscription: () => new Map(counts),
  };
}
