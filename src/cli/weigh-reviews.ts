import type { SubscriptionAssessment } from '../assess/assess-subscription.ts';
import { reviewEntries } from '../assess/review-entries.ts';
import type { SubscriptionComparison, ToldVm } from '../history/comparison.ts';
import { machineKey, withoutSubscription } from '../history/machine-id.ts';
import { reviewedSubscription, reviewedVm, reviewStanding } from '../history/review-standing.ts';
import type { ReviewUse } from '../history/review-use.ts';
import { changedOn, type ReviewsToRemember } from '../history/with-reviews.ts';
import type { VmFinding } from '../model/finding.ts';
import type { RememberedReview } from '../model/history.ts';
import { keyOf, parseResourceId } from '../model/resource-id.ts';
import type { ReviewEntry, ReviewMark } from '../model/review.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';

/** What reviewers have said, and when it is read: `today` a calendar date, `seenAt` the start of the run, ISO 8601 UTC. */
export interface Reviews {
  readonly entries: readonly ReviewEntry[];
  readonly use: ReviewUse;
  readonly today: string;
  readonly seenAt: string;
}

/** How reviewers' words stand with a subscription and with its VMs, by the keys of the comparison, and what to remember of them. */
export interface WeighedReviews {
  readonly subscription: ReviewMark | null;
  readonly vms: ReadonlyMap<string, ReviewMark>;
  readonly remember: ReviewsToRemember;
}

/** The key by which a comparison knows a VM. */
export function comparedKey({ resourceId, subscriptionId }: VmFinding): string {
  return machineKey(withoutSubscription(resourceId, subscriptionId));
}

/** What an entry for a whole subscription says of one VM: it accepts only those of its VMs that have the verdict it names. */
function spokenOf(entry: ReviewEntry, { verdict }: VmFinding): ReviewEntry | undefined {
  const { accepted, ...rest } = entry;
  if (entry.matcher.kind !== 'subscription' || accepted === undefined || accepted.verdict === verdict)
    return entry;
  return rest.reviewed === undefined ? undefined : rest;
}

/** Weighs what the declarations file says of one subscription's findings against what was remembered when it was first said. */
export function weighReviews(
  facts: SubscriptionFacts,
  {
    assessed,
    compared,
  }: { readonly assessed: SubscriptionAssessment; readonly compared: SubscriptionComparison },
  { entries, use, today, seenAt }: Reviews,
): WeighedReviews {
  const found = reviewEntries(facts, entries);
  const marks = new Map<string, ReviewMark>();
  const remembered = new Map<string, RememberedReview>();
  for (const finding of assessed.vms) {
    const id = parseResourceId(finding.resourceId);
    const named = id === undefined ? undefined : found.vms.get(keyOf(id));
    const entry = named === undefined ? undefined : spokenOf(named, finding);
    if (entry === undefined || named === undefined) continue;
    const key = comparedKey(finding);
    const told: ToldVm | undefined = compared.told.get(key);
    const standing = reviewStanding({
      entry,
      finding: reviewedVm(finding),
      remembered: told?.review,
      changedOn: told === undefined ? null : changedOn(told, seenAt),
      today,
    });
    use.add(named, standing.mark);
    marks.set(key, standing.mark);
    remembered.set(key, standing.remembered);
  }
  if (found.subscription === undefined) {
    return { subscription: null, vms: marks, remember: { subscription: undefined, vms: remembered } };
  }
  const changed = compared.change === 'new' || compared.change === 'facts-changed';
  const whole = reviewStanding({
    entry: found.subscription,
    finding: reviewedSubscription(assessed.subscription),
    remembered: compared.review,
    changedOn: changed ? seenAt : null,
    today,
  });
  use.add(found.subscription, whole.mark);
  return {
    subscription: whole.mark,
    vms: marks,
    remember: { subscription: whole.remembered, vms: remembered },
  };
}
