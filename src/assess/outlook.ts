import { type AttachedFlag, type ExemptionInference, inferExemption } from '../infer/exemption.ts';
import type { CreationInference, OfferInference, PolicyFinding } from '../model/inference.ts';
import type { RevisionName } from '../model/revision.ts';
import { policyStatus } from '../policy/policy-status.ts';
import type { Revision } from '../policy/revision.ts';
import { REVISIONS } from '../policy/revisions.ts';

/** A subscription as one revision sees it. */
export interface Outlook {
  readonly revision: Revision;
  readonly policy: PolicyFinding;
  readonly exemption: ExemptionInference;
}

export interface OutlookInput {
  readonly offer: OfferInference;
  readonly creation: CreationInference;
  readonly declaredExemption: boolean;
  readonly attachedFlags: readonly AttachedFlag[];
}

/** What a revision says of the subscription, and whether it is exempted from that. */
export function outlook(input: OutlookInput, name: RevisionName): Outlook {
  const policy = policyStatus({ revision: name, offer: input.offer, creation: input.creation });
  const exemption = inferExemption({
    policyStatus: policy.status,
    declared: input.declaredExemption,
    attachedFlags: input.attachedFlags,
  });
  return { revision: REVISIONS[name], policy, exemption };
}
