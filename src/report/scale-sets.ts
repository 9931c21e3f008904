import type { VmFinding } from '../model/finding.ts';

/** A scale set with the findings of its instances; `id` and `name` in ARM's spelling. */
export interface ScaleSet {
  readonly id: string;
  readonly name: string;
  readonly instances: readonly VmFinding[];
}

const SCALE_SET = /^.*\/virtualMachineScaleSets\/([^/]+)(?=\/virtualMachines\/[^/]+\/?$)/i;

/** The scale set that a VM is an instance of, by its resource ID; `undefined` for any other VM, also one of a Flexible scale set. */
export function scaleSetOf({
  kind,
  resourceId,
}: Pick<VmFinding, 'kind' | 'resourceId'>): Pick<ScaleSet, 'id' | 'name'> | undefined {
  if (kind === 'vm') return undefined;
  const [id, name] = SCALE_SET.exec(resourceId) ?? [];
  return id === undefined || name === undefined ? undefined : { id, name };
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
