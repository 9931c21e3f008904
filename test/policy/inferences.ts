import type { CreationInference, OfferInference } from '../../src/model/inference.ts';
import type { OfferClass } from '../../src/model/offer.ts';
import type { Cutoff } from '../../src/model/revision.ts';

/** An offer that is settled with high confidence, or the given other state. */
export function offerOf(
  candidates: readonly OfferClass[],
  changes: Partial<OfferInference> = {},
): OfferInference {
  const settled = candidates.length === 1;
  return {
    offer: settled ? (candidates[0] ?? null) : null,
    candidates,
    leads: false,
    confidence: settled ? 'high' : null,
    holdsVms: true,
    evidence: [],
    reasons: [],
    ...changes,
  };
}

/** An offer whose first candidate may speak for the others. */
export function ledBy(...candidates: readonly OfferClass[]): OfferInference {
  return offerOf(candidates, { offer: candidates[0] ?? null, leads: true, confidence: 'low' });
}

/** A creation interval that is known with high confidence to lie on that side, or not known at all. */
export function createdOn(cutoff: Cutoff, changes: Partial<CreationInference> = {}): CreationInference {
  return {
    notBefore: null,
    notAfter: null,
    exact: false,
    cutoff,
    confidence: cutoff === 'indeterminate' ? 'low' : 'high',
    evidence: [],
    reasons: [],
    ...changes,
  };
}
