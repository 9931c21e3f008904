import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import { atOwnScope } from './own-scope.ts';
import type { Hearing } from './witness.ts';

/** A role assignment at exactly the subscription's scope proves that the subscription existed when it was made. */
export function roleAssignmentWitness({ subscription, readings }: SubscriptionFacts): Hearing {
  const atScope = atOwnScope(subscription, itemsOf(readings.roleAssignments));
  return hearing({
    template: {
      kind: 'role-assignment',
      testimony: 'not-after',
      source: 'GET Microsoft.Authorization/roleAssignments, properties.createdOn',
    },
    reading: readings.roleAssignments,
    sightings: atScope.map(({ id, createdOn }) => ({ subject: id, at: createdOn })),
  });
}
