import { COUNT_OF_VERDICT, type SubscriptionFinding } from '../model/finding.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { VERDICT_PRIORITY } from './verdict-priority.ts';

/** What a subscription is in want of, from the most urgent on; senders weigh within each. */
function urgency({ coverage, actions, ...counts }: SubscriptionFinding): number {
  if (coverage === 'unreadable' || coverage === 'partial') return 0;
  const needsAction = VERDICT_PRIORITY.some(
    (verdict) => verdict !== 'direct' && counts[COUNT_OF_VERDICT[verdict]] > 0,
  );
  if (needsAction) return 1;
  return actions.length > 0 ? 2 : 3;
}

/**
 * The subscriptions that have their details on a page of at most `limit` such: all of them where they fit; otherwise the incomplete
 * ones first, then those with VMs that cannot send or are not decided, then those where something is to be done, and within each
 * those with the most VMs that are meant to send mail.
 */
export function detailedSubscriptions(
  subscriptions: readonly SubscriptionFinding[],
  limit: number,
): ReadonlySet<SubscriptionId> {
  const chosen =
    subscriptions.length <= limit
      ? subscriptions
      : subscriptions
          .toSorted(
            (a, b) =>
              urgency(a) - urgency(b) ||
              b.senders - a.senders ||
              b.vms - b.direct - (a.vms - a.direct) ||
              (a.subscriptionId < b.subscriptionId ? -1 : 1),
          )
          .slice(0, limit);
  return new Set(chosen.map(({ subscriptionId }) => subscriptionId));
}
