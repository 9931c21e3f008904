import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './witness.ts';

/**
 * An alias tells exactly when the subscription was made under it; only aliases that the signed-in principal made are visible,
 * and the API dates from 2020. Of several the earliest counts: a later one was put on a subscription that existed.
 */
export function aliasWitness({ readings }: SubscriptionFacts): Hearing {
  return hearing({
    template: {
      kind: 'alias',
      testimony: 'exact',
      source: 'GET Microsoft.Subscription/aliases, properties.createdTime',
    },
    reading: readings.aliases,
    sightings: itemsOf(readings.aliases).map(({ name, createdTime }) => ({ subject: name, at: createdTime })),
  });
}
