import type { SubscriptionFinding } from '../model/finding.ts';
import { COUNT_OF_VERDICT } from '../model/finding.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { VERDICT_PRIORITY } from './verdict-priority.ts';

/** How many rows of a subscription a page takes: for VMs, instances of scale sets among them, and for scale sets as such. */
export interface RowBudget {
  readonly vms: number;
  readonly scaleSets: number;
}

/** The subscriptions of a page of at most `limit` rows. */
export interface RowBudgetInput {
  readonly subscriptions: readonly SubscriptionFinding[];
  readonly limit: number;
}

/** Scale sets may take this part of a page before VMs do: their rows speak for many, but must not crowd out what needs action. */
const SHARE_OF_SCALE_SETS = 0.5;

/**
 * Shares the rows of a page out so that no subscription crowds out the others: first to scale sets, as far as their part goes, then to
 * VMs verdict by verdict in the order of attention, and what is left to further scale sets. Where more is wanted than there is,
 * in equal shares. The budgets add up to the limit, or to the number of VMs and scale sets where that is less.
 */
export function rowBudgets({ subscriptions, limit }: RowBudgetInput): ReadonlyMap<SubscriptionId, RowBudget> {
  let left = limit;
  const take = (wanted: readonly number[], most: number): readonly number[] => {
    const given = equalShares(wanted, Math.min(left, most));
    left -= given.reduce((sum, rows) => sum + rows, 0);
    return given;
  };
  const sets = subscriptions.map(({ scaleSets }) => scaleSets);
  const early = take(sets, Math.floor(limit * SHARE_OF_SCALE_SETS));
  const vms = VERDICT_PRIORITY.map((verdict) =>
    take(
      subscriptions.map((subscription) => subscription[COUNT_OF_VERDICT[verdict]]),
      limit,
    ),
  );
  const late = take(
    sets.map((wanted, at) => wanted - (early[at] ?? 0)),
    limit,
  );
  return new Map(
    subscriptions.map(({ subscriptionId }, at) => [
      subscriptionId,
      {
        vms: vms.reduce((sum, given) => sum + (given[at] ?? 0), 0),
        scaleSets: (early[at] ?? 0) + (late[at] ?? 0),
      },
    ]),
  );
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
