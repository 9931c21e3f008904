import type { ResourceKey } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { MachineOperationFact } from '../model/subscription-facts.ts';

/** Groups operations by the key of their machine: the activity log spells resource IDs in letter case of its own. */
export function operationsByMachine(
  operations: readonly MachineOperationFact[],
): ReadonlyMap<ResourceKey, readonly MachineOperationFact[]> {
  const byMachine = new Map<ResourceKey, MachineOperationFact[]>();
  for (const operation of operations) {
    const key = keyOf(operation.machine);
    const before = byMachine.get(key);
    if (before === undefined) byMachine.set(key, [operation]);
    else before.push(operation);
  }
  return byMachine;
}
