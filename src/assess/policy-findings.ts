import type { CreationInference, OfferInference, PolicyFinding } from '../model/inference.ts';
import type { RevisionName } from '../model/revision.ts';
import { policyStatus } from '../policy/policy-status.ts';
import { perRevision } from './per-revision.ts';

/** What each revision says of a subscription. */
export type PolicyFindings = Readonly<Record<RevisionName, PolicyFinding>>;

/** Many subscriptions of a tenant have the same offers on the same side of the cut-off: what is said of them is one object. */
const known = new Map<string, PolicyFindings>();

/** What each revision says of an offer and a creation date. */
export function policyFindings(offer: OfferInference, creation: CreationInference): PolicyFindings {
  const { candidates, leads, confidence, holdsVms } = offer;
  // All that a policy status is decided by; names and dates of the subscription are not among it.
  const key = JSON.stringify([candidates, leads, confidence, holdsVms, creation.cutoff, creation.confidence]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const findings = perRevision((revision) => policyStatus({ revision, offer, creation }));
  known.set(key, findings);
  return findings;
}
