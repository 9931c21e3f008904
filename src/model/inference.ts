import type { Confidence } from './confidence.ts';
import type { Evidence } from './evidence.ts';
import type { InferenceReason } from './inference-reason.ts';
import type { OfferClass } from './offer.ts';
import type { Cutoff, PolicyStatus, RequestRoute, RevisionName } from './revision.ts';

/**
 * Which offer a subscription has, as far as the facts tell. `candidates` has the leading one first; `offer` is set when one is
 * settled or when the leading one may speak for the others (`leads`, low confidence), and is `null` while it is undetermined.
 * `holdsVms` is false for the quota IDs that cannot hold virtual machines.
 */
export interface OfferInference {
  readonly offer: OfferClass | null;
  readonly candidates: readonly OfferClass[];
  readonly leads: boolean;
  readonly confidence: Confidence | null;
  readonly holdsVms: boolean;
  readonly evidence: readonly Evidence[];
  readonly reasons: readonly InferenceReason[];
}

/**
 * When a subscription was created, as an interval with its witnesses. The bounds are ISO 8601 UTC instants or calendar dates,
 * as their witness gave them; `null` is no bound. `exact` when both ends are the same witness.
 */
export interface CreationInference {
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly exact: boolean;
  readonly cutoff: Cutoff;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  readonly reasons: readonly InferenceReason[];
}

/** What a revision says for one candidate offer on one side of the cut-off. */
export interface PolicyPossibility {
  readonly offer: OfferClass;
  readonly created: 'before' | 'after';
  readonly status: PolicyStatus;
  readonly route?: RequestRoute;
}

/**
 * What one revision says of a subscription: the status that all possibilities share (or that the leading offer gives), the routes
 * by which removal may be asked for, every possibility considered, and the reasons in the order in which they decided.
 */
export interface PolicyFinding {
  readonly revision: RevisionName;
  readonly status: PolicyStatus;
  readonly confidence: Confidence;
  readonly routes: readonly RequestRoute[];
  readonly possibilities: readonly PolicyPossibility[];
  readonly reasons: readonly InferenceReason[];
}
