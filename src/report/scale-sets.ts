import type { VmFinding } from '../model/finding.ts';
import { type ScaleSetName, scaleSetOf } from '../model/scale-set-of.ts';

/** A scale set with the findings of its instances. */
export interface ScaleSet extends ScaleSetName {
  readonly instances: readonly VmFinding[];
}

/** The scale sets among some VMs, in the order of their first instances; one set's ID may be spelt in several letter cases. */
export function scaleSetsIn(vms: readonly VmFinding[]): readonly ScaleSet[] {
  const sets = new Map<string, ScaleSet & { readonly instances: VmFinding[] }>();
  for (const vm of vms) {
    const of = scaleSetOf(vm);
    if (of === undefined) continue;
    const known = sets.get(of.id.toLowerCase());
    if (known === undefined) sets.set(of.id.toLowerCase(), { ...of, instances: [vm] });
    else known.instances.push(vm);
  }
  return [...sets.values()];
}
