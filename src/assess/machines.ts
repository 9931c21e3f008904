import type { VmFact } from '../model/compute-facts.ts';
import { itemsOf } from '../model/reading.ts';
import { keyOf, type ResourceId } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';

/** A virtual machine, or an instance of a Uniform scale set. `powerState` as in ARM's status codes, in lower case. */
export interface Machine {
  readonly vm: VmFact;
  readonly powerState: string | undefined;
  /** The Uniform scale set that the instance belongs to; an ordinary VM has none. */
  readonly scaleSet?: ResourceId;
}

/** Every machine of a subscription that was read: its VMs, and the instances of its Uniform scale sets. */
export function machinesOf({ readings }: SubscriptionFacts): readonly Machine[] {
  const powerStates = new Map(
    itemsOf(readings.powerStates).map(({ id, powerState }) => [keyOf(id), powerState] as const),
  );
  const vms = itemsOf(readings.virtualMachines).map((vm) => ({
    vm,
    powerState: powerStates.get(keyOf(vm.id)),
  }));
  const instances = itemsOf(readings.scaleSets).flatMap((set) =>
    itemsOf(set.instances).map((vm) => ({ vm, powerState: vm.powerState, scaleSet: set.id })),
  );
  return [...vms, ...instances];
}
