import type { SubscriptionFact } from '../model/subscription-facts.ts';

/** An assignment of a role or a policy, as far as its place goes. */
interface Assigned {
  readonly scope?: string | undefined;
}

/**
 * The assignments made at exactly the subscription's scope. Inherited ones (management group, root) can be older than the
 * subscription, and those on things inside it can have been moved in with them. Letter case and a trailing slash do not matter;
 * an assignment without a scope is none of them.
 */
export function atOwnScope<T extends Assigned>(
  { id }: SubscriptionFact,
  assignments: readonly T[],
): readonly T[] {
  const own = `/subscriptions/${id}`.toLowerCase();
  return assignments.filter(({ scope }) => scope?.trim().toLowerCase().replace(/\/+$/, '') === own);
}
