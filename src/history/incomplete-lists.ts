import type { Reading } from '../model/reading.ts';
import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';

/** The lists that hold machines, as a history line names those that were not read to the end. */
export const VM_LIST = 'virtual-machines';
export const SCALE_SET_LIST = 'scale-sets';

/**
 * Names what may hide machines that are still there: the list of VMs, that of scale sets, or the ID of a scale set whose instances were
 * not all read. An item without an ID was left out of its list, so that list proves no absence either.
 */
export function incompleteLists({ readings }: SubscriptionFacts): readonly string[] {
  const instances = itemsOf(readings.scaleSets).filter((set) => !isWhole(set.instances));
  return [
    ...(isWhole(readings.virtualMachines) ? [] : [VM_LIST]),
    ...(isWhole(readings.scaleSets) ? [] : [SCALE_SET_LIST]),
    ...instances.map(({ id }) => id).toSorted(),
  ];
}

function isWhole(reading: Reading<unknown>): boolean {
  switch (reading.kind) {
    case 'read':
      return reading.malformed === 0;
    case 'unreadable':
      return false;
    case 'not-asked':
      return reading.why === 'no-virtual-machines' || reading.why === 'not-needed';
  }
}
