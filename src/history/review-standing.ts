import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { RememberedReview } from '../model/history.ts';
import type { Acceptance, AcceptanceStanding, ReviewEntry, ReviewMark, ReviewNote } from '../model/review.ts';
import type { Verdict } from '../model/verdict.ts';
import { digestOf } from './digest.ts';

/** What reviewers speak of: the facts in words, and the verdict; a subscription as a whole has none. */
export interface ReviewedFinding {
  readonly verdict: Verdict | null;
  readonly facts: readonly (string | null)[];
}

/**
 * What is known when a reviewer's words are weighed: the entry that speaks of the finding, what was remembered of it, since when the
 * finding is as it is where an earlier run shows that it was otherwise (ISO 8601 UTC, else `null`), and today's date.
 */
export interface ReviewQuestion {
  readonly entry: ReviewEntry;
  readonly finding: ReviewedFinding;
  readonly remembered: RememberedReview | undefined;
  readonly changedOn: string | null;
  readonly today: string;
}

/** How the words stand, and what to remember of them. */
export interface ReviewStanding {
  readonly mark: ReviewMark;
  readonly remembered: RememberedReview;
}

/**
 * What an acceptance of a VM is tied to: what was observed of it. What only follows from that under a revision is left out, so that
 * another revision reopens it by its verdict alone.
 */
export function reviewedVm(vm: VmFinding): ReviewedFinding {
  const { nicFlag, path, egress, egressOwner, offer } = vm;
  return { verdict: vm.verdict, facts: [nicFlag, path, egress, egressOwner?.toLowerCase() ?? null, offer] };
}

/** The same of a subscription. */
export function reviewedSubscription({ quotaId, offer, cutoff }: SubscriptionFinding): ReviewedFinding {
  return { verdict: null, facts: [quotaId, offer, cutoff] };
}

/**
 * Decides whether what reviewers said still holds. An acceptance is tied to the facts with which it was first seen: it stands until its
 * day is over (`until` is inclusive), the verdict is another one, or the facts are. It stands again when they are what they were, so
 * that a night in which something could not be read costs nothing. A review is stale once the finding has changed since its day.
 */
export function reviewStanding(question: ReviewQuestion): ReviewStanding {
  const { accepted, reviewed } = question.entry;
  const acceptance = accepted === undefined ? undefined : weighAcceptance(accepted, question);
  const note = reviewed === undefined ? undefined : weighNote(reviewed, question);
  return {
    mark: {
      ...(acceptance === undefined ? {} : { accepted: acceptance.mark }),
      ...(note === undefined ? {} : { reviewed: note.mark }),
    },
    remembered: {
      ...(acceptance === undefined ? {} : { accepted: acceptance.remembered }),
      ...(note === undefined ? {} : { reviewed: note.remembered }),
    },
  };
}

type Words = NonNullable<RememberedReview['accepted']>;

function weighAcceptance(
  accepted: Acceptance,
  { finding, remembered, today }: ReviewQuestion,
): { readonly mark: NonNullable<ReviewMark['accepted']>; readonly remembered: Words } {
  const { verdict, reason, by, until } = accepted;
  const of = digestOf(JSON.stringify([verdict, reason, by, until]));
  const facts = digestOf(JSON.stringify(finding.facts));
  // Of an acceptance of another verdict the facts are not known yet: it is tied when it first fits.
  const fits = finding.verdict === null || finding.verdict === verdict;
  const known = remembered?.accepted?.of === of ? remembered.accepted.finding : null;
  const tied = known ?? (fits ? facts : null);
  const standing = standingOf({ isOver: until < today, fits, same: tied === facts });
  return { mark: { ...accepted, standing }, remembered: { of, finding: tied } };
}

function standingOf(is: { isOver: boolean; fits: boolean; same: boolean }): AcceptanceStanding {
  if (is.isOver) return 'expired';
  if (!is.fits) return 'verdict-changed';
  return is.same ? 'standing' : 'facts-changed';
}

function weighNote(
  reviewed: ReviewNote,
  { finding, remembered, changedOn }: ReviewQuestion,
): { readonly mark: NonNullable<ReviewMark['reviewed']>; readonly remembered: Words } {
  const of = digestOf(JSON.stringify([reviewed.by, reviewed.on, reviewed.comment]));
  const now = digestOf(JSON.stringify([finding.verdict, ...finding.facts]));
  const known = remembered?.reviewed;
  // A change between the day of the review and the first run that reads of it came too late for the reviewer to see.
  const tooLate = changedOn !== null && changedOn.slice(0, 10) > reviewed.on;
  const first = tooLate ? null : now;
  const tied = known?.of === of ? known.finding : first;
  return { mark: { ...reviewed, stale: tied !== now }, remembered: { of, finding: tied } };
}
