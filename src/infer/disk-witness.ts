import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './witness.ts';

/** A managed disk proves weakly that the subscription existed when it was made; it often outlives the machine it was made for. */
export function diskWitness({ readings }: SubscriptionFacts): Hearing {
  return hearing({
    template: {
      kind: 'disk',
      testimony: 'weak',
      source: 'GET Microsoft.Compute/disks, properties.timeCreated',
    },
    reading: readings.disks,
    sightings: itemsOf(readings.disks).map(({ id, createdTime }) => ({ subject: id, at: createdTime })),
  });
}
