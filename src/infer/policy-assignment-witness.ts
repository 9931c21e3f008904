import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import { atOwnScope } from './own-scope.ts';
import type { Hearing } from './witness.ts';

/**
 * An assignment of the service Azure Policy at exactly the subscription's scope proves that the subscription existed when it was
 * made. The time stands in its metadata, which older assignments lack.
 */
export function policyAssignmentWitness({ subscription, readings }: SubscriptionFacts): Hearing {
  const atScope = atOwnScope(subscription, itemsOf(readings.policyAssignments));
  return hearing({
    template: {
      kind: 'policy-assignment',
      testimony: 'not-after',
      source: 'GET Microsoft.Authorization/policyAssignments, properties.metadata.createdOn',
    },
    reading: readings.policyAssignments,
    sightings: atScope.map(({ id, createdOn }) => ({ subject: id, at: createdOn })),
  });
}
