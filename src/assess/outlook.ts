import { type AttachedFlag, type ExemptionInference, inferExemption } from '../infer/exemption.ts';
import type { Evidence } from '../model/evidence.ts';
import type { CreationInference, OfferInference, PolicyFinding } from '../model/inference.ts';
import type { InferenceReason } from '../model/inference-reason.ts';
import type { PolicyStatus, RevisionName } from '../model/revision.ts';
import { citation } from '../policy/citation.ts';
import type { Revision } from '../policy/revision.ts';
import { REVISIONS } from '../policy/revisions.ts';
import { perRevision } from './per-revision.ts';
import { policyFindings } from './policy-findings.ts';

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

/** A subscription as every revision sees it. */
export type Outlooks = Readonly<Record<RevisionName, Outlook>>;

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

/** What each revision says of the subscription, and whether it is exempted from that. */
export function outlooksOf(input: OutlookInput): Outlooks {
  const exemptions = new Map<PolicyStatus, ExemptionInference>();
  // The exemption depends on the status alone, and looks through all flags of the subscription for it.
  const exemptionFrom = (status: PolicyStatus) => {
    const known = exemptions.get(status);
    if (known !== undefined) return known;
    const { declaredExemption, attachedFlags } = input;
    const exemption = inferExemption({ policyStatus: status, declared: declaredExemption, attachedFlags });
    exemptions.set(status, exemption);
    return exemption;
  };
  const policies = policyFindings(input.offer, input.creation);
  return perRevision((name) => outlook(policies[name], exemptionFrom(policies[name].status)));
}

/** What would settle a status is for the next steps to say; that a quota ID cannot hold VMs, a VM's platform state says. */
const BESIDE_VMS: ReadonlySet<InferenceReason['code']> = new Set([
  'policy-would-settle',
  'policy-without-vms',
]);

function outlook(policy: PolicyFinding, exemption: ExemptionInference): Outlook {
  const revision = REVISIONS[policy.revision];
  const evidence: readonly Evidence[] = [
    policyEvidence({ revision, policy }, 'policy status'),
    { fact: 'exemption', value: exemption.exemption, source: 'NIC flags and declarations file' },
  ];
  const decisive = policy.reasons.filter(({ code }) => !BESIDE_VMS.has(code));
  return { revision, policy, exemption, reasons: [...decisive, ...exemption.reasons], evidence };
}
