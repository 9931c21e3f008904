import { createdTruth } from './created-truth.ts';
import type { Estate } from './estate.ts';
import { exemptionsOf, rulingFor } from './platform-truth.ts';
import { everyRevision, type PerEveryRevision } from './revision-truth.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';
import type { PerRevision, SubscriptionTruth } from './truth.ts';

/** The two revisions for which situations state the truth, out of all. */
export function statedOnes<T>(all: PerEveryRevision<T>): PerRevision<T> {
  return { '2020-11': all['2020-11'], '2023-12': all['2023-12'] };
}

/** What is true of a subscription that shows the given situation. */
export function subscriptionTruth(
  id: string,
  situation: SubscriptionSituation,
  estate: () => Estate,
): SubscriptionTruth {
  const { key, name, shows, truth } = situation;
  const policyStatuses = everyRevision((revision) => rulingFor(situation, revision)?.status ?? null);
  const isRead = truth.coverage !== 'unreadable' && truth.coverage !== 'disabled';
  const seen = exemptionsOf(situation);
  // What is declared is known without reading anything.
  const exemptions = everyRevision((revision) =>
    isRead || seen[revision] === 'declared' ? seen[revision] : null,
  );
  return {
    id,
    key,
    name,
    shows,
    coverage: truth.coverage,
    offer: truth.offer,
    policyStatus: statedOnes(policyStatuses),
    policyStatuses,
    cutoff: truth.cutoff,
    exemption: statedOnes(exemptions),
    exemptions,
    ...createdTruth(situation, estate),
  };
}
