import type { ReadProblem } from '../model/reading.ts';
import type { SubscriptionFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';

/** A management group that the user named, with the subscriptions below it at any depth. */
export interface ScopedGroup {
  readonly name: string;
  readonly members: readonly SubscriptionId[];
}

/** Which subscriptions a run is about. `homeTenant` is a lower-case GUID, absent when it could not be learnt. */
export interface ScopeRequest {
  readonly only: readonly SubscriptionId[];
  readonly groups: readonly ScopedGroup[];
  readonly exclude: readonly SubscriptionId[];
  readonly homeTenant?: string | undefined;
}

/** Why a visible subscription is listed and not read. */
type ExclusionReason = 'subscription-excluded' | 'subscription-delegated';

/** A subscription of the run: to be read, left out for a reason, or known (named by the user, or from an earlier run) and not visible. */
export type ScopedSubscription =
  | { readonly kind: 'read'; readonly subscription: SubscriptionFact }
  | { readonly kind: 'left-out'; readonly subscription: SubscriptionFact; readonly why: ExclusionReason }
  | {
      readonly kind: 'not-visible';
      readonly subscription: SubscriptionFact;
      /** What Azure said of it where it was asked for by its ID. */
      readonly problem?: ReadProblem;
    };

function notVisible(id: SubscriptionId): ScopedSubscription {
  return { kind: 'not-visible', subscription: { id, name: id, state: 'NotVisible', managedByTenants: [] } };
}

/** The request with what its options name brought together: `undefined` where they name nothing, and so mean everything. */
interface Wanted extends Pick<ScopeRequest, 'homeTenant'> {
  readonly named: ReadonlySet<SubscriptionId> | undefined;
  readonly excluded: ReadonlySet<SubscriptionId>;
}

function wantedBy({ only, groups, exclude, homeTenant }: ScopeRequest): Wanted {
  const named = [...only, ...groups.flatMap(({ members }) => members)];
  return {
    named: only.length === 0 && groups.length === 0 ? undefined : new Set(named),
    excluded: new Set(exclude),
    homeTenant,
  };
}

function scoped(subscription: SubscriptionFact, wanted: Wanted): ScopedSubscription {
  const { id, tenantId } = subscription;
  if (wanted.excluded.has(id)) return { kind: 'left-out', subscription, why: 'subscription-excluded' };
  const delegated =
    wanted.homeTenant !== undefined && tenantId !== undefined && tenantId !== wanted.homeTenant;
  return delegated && wanted.named === undefined
    ? { kind: 'left-out', subscription, why: 'subscription-delegated' }
    : { kind: 'read', subscription };
}

/**
 * The subscriptions of a run, in order of their IDs: those named by themselves and those below the named management groups, or else,
 * where neither is named, every one whose home is the tenant. Named groups without subscriptions make an empty scope, not the whole
 * tenant. Excluded ones and those delegated from another tenant are listed, so that nobody takes them for audited; naming a delegated
 * one brings it in. What is below a group counts as named: a management group holds subscriptions of its own tenant only, and none
 * is ever delegated, so there is nothing foreign to leave out.
 */
export function resolveScope(
  visible: readonly SubscriptionFact[],
  request: ScopeRequest,
): readonly ScopedSubscription[] {
  const unique = new Map(visible.map((subscription) => [subscription.id, subscription]));
  const wanted = wantedBy(request);
  const { named, excluded } = wanted;
  const inQuestion = [...unique.values()].filter(({ id }) => named === undefined || named.has(id));
  const missing = [...(named ?? [])].filter((id) => !unique.has(id) && !excluded.has(id));
  return [
    ...inQuestion.map((subscription) => scoped(subscription, wanted)),
    ...missing.map(notVisible),
  ].toSorted((a, b) => (a.subscription.id < b.subscription.id ? -1 : 1));
}
