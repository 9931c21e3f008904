import type { AttachedFlag } from '../infer/exemption.ts';
import type { NicFact } from '../model/network-facts.ts';
import { itemsOf } from '../model/reading.ts';
import { keyOf } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { machinesOf } from './machines.ts';

/** The NICs of a subscription's own list and of its Uniform scale sets. */
export function nicsOf({ readings }: SubscriptionFacts): readonly NicFact[] {
  const ofInstances = itemsOf(readings.scaleSets).flatMap((set) => itemsOf(set.networkInterfaces));
  return [...itemsOf(readings.networkInterfaces), ...ofInstances];
}

/**
 * The flags that tell of an exemption: those of NICs attached to a VM of this subscription's list or to an instance of a scale set. A
 * NIC belongs to the machine that it names, or, where it names none, to the one that lists it. NICs of services, of private endpoints
 * and of VMs that are gone carry the flag too and count for nobody.
 */
export function attachedFlags(facts: SubscriptionFacts): readonly AttachedFlag[] {
  const machines = machinesOf(facts).map(({ vm }) => vm);
  const byKey = new Map(machines.map((vm) => [keyOf(vm.id), vm]));
  const byNic = new Map(
    machines.flatMap((vm) => (vm.networkInterfaces ?? []).map(({ id }) => [keyOf(id), vm] as const)),
  );
  return nicsOf(facts).flatMap(({ id, properties }) => {
    if (properties?.allowPort25Out === undefined) return [];
    const owner = properties.virtualMachine
      ? byKey.get(keyOf(properties.virtualMachine))
      : byNic.get(keyOf(id));
    if (owner === undefined) return [];
    const createdAt = owner.timeCreated === undefined ? {} : { createdAt: owner.timeCreated };
    return [{ flag: properties.allowPort25Out, ...createdAt }];
  });
}

/** Whether every NIC of the subscription's machines was read, so that the absence of a flag says something. */
export function allNicsRead({ readings }: SubscriptionFacts): boolean {
  const { virtualMachines, networkInterfaces, scaleSets } = readings;
  const withoutVms = virtualMachines.kind === 'read' && virtualMachines.items.length === 0;
  const ofVms = withoutVms || (virtualMachines.kind === 'read' && networkInterfaces.kind === 'read');
  const ofSets =
    scaleSets.kind === 'read' &&
    scaleSets.items.every(
      (set) => set.instances.kind !== 'unreadable' && set.networkInterfaces.kind !== 'unreadable',
    );
  return ofVms && ofSets;
}
