import type { InferenceReason } from '../model/inference-reason.ts';
import type { OfferClass } from '../model/offer.ts';

/** The offers that are still possible; `leads` when the first may speak for the others. */
export interface Standing {
  readonly candidates: readonly OfferClass[];
  readonly leads: boolean;
}

/** Offers that are billed without a credit and so never carry a spending limit. */
const NEVER_LIMITED: readonly OfferClass[] = [
  'enterprise-agreement',
  'enterprise-dev-test',
  'csp',
  'pay-as-you-go',
  'pay-as-you-go-dev-test',
];

/**
 * Narrows the offers by `subscriptionPolicies.spendingLimit`: `On` and `CurrentPeriodOff` mean a credit or a free offer. Where
 * the leading offer is ruled out, mca-individual leads if it is left. A limit that leaves nothing is ignored, with a warning.
 */
export function narrowBySpendingLimit(
  standing: Standing,
  spendingLimit: string | undefined,
): { readonly standing: Standing; readonly reasons: readonly InferenceReason[] } {
  if (spendingLimit === undefined || !isLimited(spendingLimit)) return { standing, reasons: [] };
  const { candidates } = standing;
  const left = candidates.filter((offer) => !NEVER_LIMITED.includes(offer));
  const ruledOut = candidates.filter((offer) => NEVER_LIMITED.includes(offer));
  if (left.length === 0 && ruledOut.length > 0) {
    return { standing, reasons: [{ code: 'spending-limit-ignored', spendingLimit, candidates }] };
  }
  if (ruledOut.length === 0) return { standing, reasons: [] };
  return {
    standing: { candidates: inNewOrder(standing, left), leads: standing.leads && left.length > 1 },
    reasons: [{ code: 'spending-limit-rules-out', spendingLimit, ruledOut }],
  };
}

function isLimited(spendingLimit: string): boolean {
  return ['on', 'currentperiodoff'].includes(spendingLimit.trim().toLowerCase());
}

function inNewOrder({ candidates, leads }: Standing, left: readonly OfferClass[]): readonly OfferClass[] {
  const leader = candidates[0];
  const lost = leads && leader !== undefined && !left.includes(leader);
  if (!lost || !left.includes('mca-individual')) return left;
  return ['mca-individual', ...left.filter((offer) => offer !== 'mca-individual')];
}
