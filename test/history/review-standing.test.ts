import { describe, expect, it } from 'vitest';
import { type ReviewedFinding, reviewStanding } from '../../src/history/review-standing.ts';
import { createReviewUse, joinReviewCounts, reviewWarnings } from '../../src/history/review-use.ts';
import { changedOn, withReviews } from '../../src/history/with-reviews.ts';
import type { RememberedReview } from '../../src/model/history.ts';
import type { Acceptance, ReviewEntry } from '../../src/model/review.ts';
import { entry, night, subscriptionId, vm, vmId } from './history-builders.ts';

const ACCEPTED: Acceptance = {
  verdict: 'relay',
  reason: 'sends through a relay',
  by: 'Ada',
  until: '2026-12-31',
};
const FINDING: ReviewedFinding = { verdict: 'relay', facts: ['false', 'internet'] };
const REVIEW: ReviewEntry = { matcher: { kind: 'pattern', name: 'mx-*' }, line: 7, accepted: ACCEPTED };

interface Night {
  readonly finding?: ReviewedFinding;
  readonly accepted?: Acceptance;
  readonly today?: string;
}

/** Lets nights follow each other; gives how the acceptance stood in each. */
const standings = (...nights: readonly Night[]) => {
  let remembered: RememberedReview | undefined;
  return nights.map(({ finding = FINDING, accepted = ACCEPTED, today = '2026-11-23' }) => {
    const standing = reviewStanding({
      entry: { ...REVIEW, accepted },
      finding,
      remembered,
      changedOn: null,
      today,
    });
    remembered = standing.remembered;
    return standing.mark.accepted?.standing;
  });
};
const OTHER_FACTS: ReviewedFinding = { verdict: 'relay', facts: ['false', 'denied'] };
const OTHER_VERDICT: ReviewedFinding = { verdict: 'direct', facts: ['true', 'internet'] };

describe('acceptance', () => {
  it('stands until the end of its day', () => {
    expect(standings({ today: '2026-12-31' }, { today: '2027-01-01' })).toEqual(['standing', 'expired']);
  });

  it('comes back when the verdict or the facts change, and stands again when they are what they were', () => {
    expect(standings({}, { finding: OTHER_VERDICT }, {}, { finding: OTHER_FACTS }, {})).toEqual([
      'standing',
      'verdict-changed',
      'standing',
      'facts-changed',
      'standing',
    ]);
  });

  it('is tied to new facts when it is given anew', () => {
    const renewed = { ...ACCEPTED, until: '2027-06-30' };
    expect(
      standings(
        {},
        { finding: OTHER_FACTS },
        { finding: OTHER_FACTS, accepted: renewed },
        { accepted: renewed },
      ),
    ).toEqual(['standing', 'facts-changed', 'standing', 'facts-changed']);
  });

  it('is tied when its verdict first fits', () => {
    expect(standings({ finding: OTHER_VERDICT }, { finding: OTHER_FACTS }, {})).toEqual([
      'verdict-changed',
      'standing',
      'facts-changed',
    ]);
  });

  it('of a subscription is tied to its facts alone', () => {
    const finding = { verdict: null, facts: ['csp'] };
    expect(standings({ finding }, { finding: { verdict: null, facts: ['other'] } })).toEqual([
      'standing',
      'facts-changed',
    ]);
  });
});

describe('review', () => {
  const reviewed = { by: 'Ada', on: '2026-11-20', comment: 'known' };
  const weigh = (finding: ReviewedFinding, remembered?: RememberedReview, since: string | null = null) =>
    reviewStanding({
      entry: { matcher: REVIEW.matcher, line: 7, reviewed },
      finding,
      remembered,
      changedOn: since,
      today: '2026-11-23',
    });

  it('is stale once the finding has changed, and fresh again when it is what it was', () => {
    const first = weigh(FINDING);
    expect(first.mark).toEqual({ reviewed: { ...reviewed, stale: false } });
    expect(weigh(OTHER_FACTS, first.remembered).mark.reviewed?.stale).toBe(true);
    expect(weigh(OTHER_VERDICT, first.remembered).mark.reviewed?.stale).toBe(true);
    expect(weigh(FINDING, weigh(OTHER_FACTS, first.remembered).remembered).mark.reviewed?.stale).toBe(false);
  });

  it('is stale from the start where a run shows that the finding changed after its day', () => {
    expect(weigh(FINDING, undefined, '2026-11-20T02:00:00Z').mark.reviewed?.stale).toBe(false);
    const late = weigh(FINDING, undefined, '2026-11-21T02:00:00Z');
    expect(late.mark.reviewed?.stale).toBe(true);
    expect(weigh(FINDING, late.remembered).mark.reviewed?.stale).toBe(true);
  });

  it('learns from the history since when a finding is as it is', () => {
    const told = { firstSeen: night(1), verdictSince: night(1), review: undefined };
    expect(changedOn({ ...told, change: null }, night(9))).toBeNull();
    expect(changedOn({ ...told, change: 'unchanged' }, night(9))).toBeNull();
    expect(changedOn({ ...told, verdictSince: night(4), change: 'unchanged' }, night(9))).toBe(night(4));
    for (const change of ['new', 'facts-changed', 'verdict-changed'] as const) {
      expect(changedOn({ ...told, change }, night(9))).toBe(night(9));
    }
  });

  it('is remembered with the VM, also through a night in which that could not be read', () => {
    const review = { accepted: { of: 'a', finding: 'b' } };
    const line = entry([vm(), vm({ id: vmId('hidden'), review })]);
    const kept = withReviews(line, {
      subscription: review,
      vms: new Map([[vmId('vm-1').toLowerCase(), review]]),
    });
    expect(kept.vms.map((one) => one.review)).toEqual([review, review]);
    expect(kept.subscription.review).toEqual(review);
    expect(withReviews(kept, { subscription: undefined, vms: new Map() })).toEqual(kept);
  });
});

describe('the use of reviews', () => {
  const over: ReviewEntry = { ...REVIEW, line: 3, accepted: { ...ACCEPTED, until: '2026-11-22' } };
  const unused: ReviewEntry = {
    matcher: { kind: 'subscription', id: subscriptionId(4) },
    line: 12,
    accepted: ACCEPTED,
  };
  const use = (complete: boolean) => {
    const entries = [unused, REVIEW, over];
    const [one, other] = [createReviewUse(entries), createReviewUse(entries)];
    one.add(REVIEW, { accepted: { ...ACCEPTED, standing: 'standing' } });
    one.add(REVIEW, { accepted: { ...ACCEPTED, standing: 'facts-changed' } });
    other.add(REVIEW, { accepted: { ...ACCEPTED, standing: 'verdict-changed' } });
    const counts = joinReviewCounts(one.counts(), other.counts());
    return reviewWarnings(entries, counts, { today: '2026-11-23', complete });
  };

  it('tells by line what is over, what no longer fits and what matches nothing', () => {
    expect(use(true)).toEqual([
      'declarations line 3: the review of VMs named mx-* is accepted until 2026-11-22, which is over; renew it or take it out',
      'declarations line 7: the review of VMs named mx-* accepts relay, which is no longer the verdict of 1 finding; look again',
      'declarations line 7: the review of VMs named mx-* was given for other facts than those now found of 1 finding; look again',
      `declarations line 12: the review of subscription ${subscriptionId(4)} matches nothing that was found`,
    ]);
  });

  it('does not call an entry unused while something could not be read', () => {
    expect(use(false).join()).not.toContain('line 12');
  });
});
