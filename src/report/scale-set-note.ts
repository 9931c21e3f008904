import { counted, grouped } from './counted.ts';
import type { ScaleSetInstances } from './run-highlights.ts';

/** One sentence on how many of the VMs are instances of scale sets; `null` where none is. */
export function scaleSetNote({ instances, scaleSets }: ScaleSetInstances): string | null {
  if (instances === 0) return null;
  const are = instances === 1 ? '1 is an instance' : `${grouped(instances)} are instances`;
  return `Of these ${are} of ${counted(scaleSets, 'scale set')}.`;
}
