import type { SubscriptionFinding } from '../model/finding.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { VERDICT_PRIORITY } from './verdict-priority.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

/**
 * How many VMs of each subscription a page of at most `limit` VM rows lists, so that no subscription crowds out the others: verdict
 * by verdict in the order of attention, and where a verdict has more VMs than rows are left, in equal shares. The budgets add up to
 * the limit, or to the number of VMs where that is less.
 */
export function rowBudgets(
  subscriptions: readonly SubscriptionFinding[],
  limit: number,
): ReadonlyMap<SubscriptionId, number> {
  const budgets = new Map<SubscriptionId, number>();
  let left = limit;
  for (const verdict of VERDICT_PRIORITY) {
    const wanted = subscriptions.map((subscription) => subscription[VERDICT_WORDS[verdict].count]);
    const given = equalShares(wanted, left);
    for (const [at, { subscriptionId }] of subscriptions.entries()) {
      const rows = given[at] ?? 0;
      budgets.set(subscriptionId, (budgets.get(subscriptionId) ?? 0) + rows);
      left -= rows;
    }
  }
  return budgets;
}

/** Gives to each what it wants, or as even a share as the total allows; what does not divide goes to those that want most. */
function equalShares(wanted: readonly number[], total: number): readonly number[] {
  const given = wanted.map(() => 0);
  const waiting = wanted.map((want, at) => ({ want, at })).sort((a, b) => a.want - b.want || b.at - a.at);
  let left = total;
  for (const [served, { want, at }] of waiting.entries()) {
    const rows = Math.min(want, Math.floor(left / (waiting.length - served)));
    given[at] = rows;
    left -= rows;
  }
  return given;
}
