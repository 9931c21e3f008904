import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './witness.ts';

/** A virtual machine proves weakly that the subscription existed when it was made: it can have been moved in from another. */
export function vmWitness({ readings }: SubscriptionFacts): Hearing {
  return hearing({
    template: {
      kind: 'virtual-machine',
      testimony: 'weak',
      source: 'GET Microsoft.Compute/virtualMachines, properties.timeCreated',
    },
    reading: readings.virtualMachines,
    sightings: itemsOf(readings.virtualMachines).map(({ id, timeCreated }) => ({
      subject: id,
      at: timeCreated,
    })),
  });
}
