import type { SubscriptionFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';

/** Which subscriptions a run is about. `homeTenant` is a lower-case GUID, absent when it could not be learnt. */
export interface ScopeRequest {
  readonly only: readonly SubscriptionId[];
  readonly exclude: readonly SubscriptionId[];
  readonly homeTenant?: string | undefined;
}

/** Why a visible subscription is listed and not read. */
type ExclusionReason = 'subscription-excluded' | 'subscription-delegated';

/** A subscription of the run: to be read, left out for a reason, or named by the user without being visible. */
export type ScopedSubscription =
  | { readonly kind: 'read'; readonly subscription: SubscriptionFact }
  | { readonly kind: 'left-out'; readonly subscription: SubscriptionFact; readonly why: ExclusionReason }
  | { readonly kind: 'not-visible'; readonly subscription: SubscriptionFact };

function notVisible(id: SubscriptionId): ScopedSubscription {
  return { kind: 'not-visible', subscription: { id, name: id, state: 'NotVisible', managedByTenants: [] } };
}

function scoped(subscription: SubscriptionFact, request: ScopeRequest): ScopedSubscription {
  const { id, tenantId } = subscription;
  if (request.exclude.includes(id)) return { kind: 'left-out', subscription, why: 'subscription-excluded' };
  const delegated =
    request.homeTenant !== undefined && tenantId !== undefined && tenantId !== request.homeTenant;
  return delegated && !request.only.includes(id)
    ? { kind: 'left-out', subscription, why: 'subscription-delegated' }
    : { kind: 'read', subscription };
}

/**
 * The subscriptions of a run, in order of their IDs: the named ones, or else every one whose home is the tenant. Excluded ones and
 * those delegated from another tenant are listed, so that nobody takes them for audited; naming a delegated one brings it in.
 */
export function resolveScope(
  visible: readonly SubscriptionFact[],
  request: ScopeRequest,
): readonly ScopedSubscription[] {
  const unique = new Map(visible.map((subscription) => [subscription.id, subscription]));
  const named = new Set(request.only);
  const inQuestion = [...unique.values()].filter(({ id }) => named.size === 0 || named.has(id));
  const missing = [...named].filter((id) => !unique.has(id) && !request.exclude.includes(id));
  return [
    ...inQuestion.map((subscription) => scoped(subscription, request)),
    ...missing.map(notVisible),
  ].toSorted((a, b) => (a.subscription.id < b.subscription.id ? -1 : 1));
}
