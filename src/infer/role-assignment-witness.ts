import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './witness.ts';

/**
 * A role assignment at exactly the subscription's scope proves that the subscription existed when it was made. Inherited ones
 * (management group, root) and those on things inside the subscription are ignored; scopes are compared without letter case.
 */
export function roleAssignmentWitness({ subscription, readings }: SubscriptionFacts): Hearing {
  const own = `/subscriptions/${subscription.id}`.toLowerCase();
  const atScope = itemsOf(readings.roleAssignments).filter(({ scope }) => normalised(scope) === own);
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

function normalised(scope: string | undefined): string | undefined {
  return scope?.trim().toLowerCase().replace(/\/+$/, '');
}
