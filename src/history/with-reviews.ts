import type { HistoryEntry, RememberedReview } from '../model/history.ts';
import type { ToldVm } from './comparison.ts';
import { machineKey } from './machine-id.ts';

/** What to remember of reviewers' words on a subscription and on its VMs, by their keys. */
export interface ReviewsToRemember {
  readonly subscription: RememberedReview | undefined;
  readonly vms: ReadonlyMap<string, RememberedReview>;
}

/** Puts what reviewers said into what is remembered. Of a VM that could not be read, what was remembered stays. */
export function withReviews(entry: HistoryEntry, reviews: ReviewsToRemember): HistoryEntry {
  const { subscription } = entry;
  const vms = entry.vms.map((vm) => {
    const review = reviews.vms.get(machineKey(vm.id));
    return review === undefined ? vm : { ...vm, review };
  });
  return {
    subscription: { ...subscription, review: reviews.subscription ?? subscription.review },
    vms: reviews.vms.size === 0 ? entry.vms : vms,
  };
}

/**
 * Since when a finding is as it is, where a run shows that it was otherwise or not there before; `null` where no run does. `seenAt` is
 * the start of this run. Both are ISO 8601 UTC.
 */
export function changedOn({ change, firstSeen, verdictSince }: ToldVm, seenAt: string): string | null {
  if (change === null) return null;
  if (change !== 'unchanged') return seenAt;
  return verdictSince === firstSeen ? null : verdictSince;
}
