import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './witness.ts';

/** Any resource proves weakly that the subscription existed when it was made: it can have been moved in from another. */
export function resourceWitness({ readings }: SubscriptionFacts): Hearing {
  return hearing({
    template: { kind: 'resource', testimony: 'weak', source: 'GET resources, createdTime' },
    reading: readings.resources,
    sightings: itemsOf(readings.resources).map(({ id, createdTime }) => ({ subject: id, at: createdTime })),
  });
}
