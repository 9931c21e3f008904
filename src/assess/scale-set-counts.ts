import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { scaleSetOf } from '../model/scale-set-of.ts';

/** How many of a subscription's VMs are instances of scale sets, and of how many; one set's ID may be spelt in several letter cases. */
export function scaleSetCounts(
  vms: readonly Pick<VmFinding, 'kind' | 'resourceId'>[],
): Pick<SubscriptionFinding, 'scaleSetInstances' | 'scaleSets'> {
  const ids = vms.flatMap((vm) => scaleSetOf(vm)?.id.toLowerCase() ?? []);
  return { scaleSetInstances: ids.length, scaleSets: new Set(ids).size };
}
