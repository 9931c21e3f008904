import type { AttachedFlag } from '../infer/exemption.ts';
import type { VmFact } from '../model/compute-facts.ts';
import { itemsOf } from '../model/reading.ts';
import { keyOf } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';

/** The VM that a NIC belongs to: the one it names, or, where it names none, the one that lists it. */
function ownersByNic(vms: readonly VmFact[]): ReadonlyMap<string, VmFact> {
  return new Map(vms.flatMap((vm) => (vm.networkInterfaces ?? []).map(({ id }) => [keyOf(id), vm] as const)));
}

/**
 * The flags that tell of an exemption: those of NICs attached to a VM of this subscription's list. NICs of services, of private
 * endpoints and of VMs that are gone carry the flag too and count for nobody.
 */
export function attachedFlags(facts: SubscriptionFacts): readonly AttachedFlag[] {
  const vms = itemsOf(facts.readings.virtualMachines);
  const byKey = new Map(vms.map((vm) => [keyOf(vm.id), vm]));
  const byNic = ownersByNic(vms);
  return itemsOf(facts.readings.networkInterfaces).flatMap(({ id, properties }) => {
    if (properties?.allowPort25Out === undefined) return [];
    const owner = properties.virtualMachine
      ? byKey.get(keyOf(properties.virtualMachine))
      : byNic.get(keyOf(id));
    if (owner === undefined) return [];
    const createdAt = owner.timeCreated === undefined ? {} : { createdAt: owner.timeCreated };
    return [{ flag: properties.allowPort25Out, ...createdAt }];
  });
}
