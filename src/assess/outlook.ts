import { type AttachedFlag, type ExemptionInference, inferExemption } from '../infer/exemption.ts';
import type { Evidence } from '../model/evidence.ts';
import type { CreationInference, OfferInference, PolicyFinding } from '../model/inference.ts';
import type { InferenceReason } from '../model/inference-reason.ts';
import type { RevisionName } from '../model/revision.ts';
import { citation } from '../policy/citation.ts';
import { policyStatus } from '../policy/policy-status.ts';
import type { Revision } from '../policy/revision.ts';
import { REVISIONS } from '../policy/revisions.ts';

/** A subscription as one revision sees it. */
export interface Outlook {
  readonly revision: Revision;
  readonly policy: PolicyFinding;
  readonly exemption: ExemptionInference;
  /** Why the policy status and the exemption are what they are, as far as it explains a VM's verdict. */
  readonly reasons: readonly InferenceReason[];
  /** The policy status and the exemption as evidence, the same for every VM of the subscription. */
  readonly evidence: readonly Evidence[];
}

export interface OutlookInput {
  readonly offer: OfferInference;
  readonly creation: CreationInference;
  readonly declaredExemption: boolean;
  readonly attachedFlags: readonly AttachedFlag[];
}

/** The policy status with its confidence and Microsoft's page, under the name `fact`. */
export function policyEvidence(
  { revision, policy }: Pick<Outlook, 'revision' | 'policy'>,
  fact: string,
): Evidence {
  return { fact, value: policy.status, source: citation(revision.source), confidence: policy.confidence };
}

/** What a revision says of the subscription, and whether it is exempted from that. */
export function outlook(input: OutlookInput, name: RevisionName): Outlook {
  const policy = policyStatus({ revision: name, offer: input.offer, creation: input.creation });
  const exemption = inferExemption({
    policyStatus: policy.status,
    declared: input.declaredExemption,
    attachedFlags: input.attachedFlags,
  });
  const revision = REVISIONS[name];
  const evidence: readonly Evidence[] = [
    policyEvidence({ revision, policy }, 'policy status'),
    { fact: 'exemption', value: exemption.exemption, source: 'NIC flags and declarations file' },
  ];
  const decisive = policy.reasons.filter(({ code }) => code !== 'policy-would-settle');
  return { revision, policy, exemption, reasons: [...decisive, ...exemption.reasons], evidence };
}
