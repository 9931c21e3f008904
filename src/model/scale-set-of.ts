import type { VmFinding } from './finding.ts';

/** A scale set by its instances' IDs: `id` and `name` in ARM's spelling. */
export interface ScaleSetName {
  readonly id: string;
  readonly name: string;
}

const SCALE_SET = /^.*\/virtualMachineScaleSets\/([^/]+)(?=\/virtualMachines\/[^/]+\/?$)/i;

/** The scale set that a VM is an instance of, by its resource ID; `undefined` for any other VM, also one of a Flexible scale set. */
export function scaleSetOf({
  kind,
  resourceId,
}: Pick<VmFinding, 'kind' | 'resourceId'>): ScaleSetName | undefined {
  if (kind === 'vm') return undefined;
  const [id, name] = SCALE_SET.exec(resourceId) ?? [];
  return id === undefined || name === undefined ? undefined : { id, name };
}
