import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './witness.ts';

/** A resource group proves weakly that the subscription existed when it was made, like the resources in it. */
export function resourceGroupWitness({ readings }: SubscriptionFacts): Hearing {
  return hearing({
    template: { kind: 'resource-group', testimony: 'weak', source: 'GET resourceGroups, createdTime' },
    reading: readings.resourceGroups,
    sightings: itemsOf(readings.resourceGroups).map(({ id, createdTime }) => ({
      subject: id,
      at: createdTime,
    })),
  });
}
