import { inferCreation } from '../infer/creation.ts';
import { inferOffer } from '../infer/offer.ts';
import type { Declarations } from '../model/declarations.ts';
import type { Evidence } from '../model/evidence.ts';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { CreationInference, OfferInference } from '../model/inference.ts';
import { itemsOf } from '../model/reading.ts';
import { keyOf } from '../model/resource-id.ts';
import type { CloudName, Exemption, RevisionName } from '../model/revision.ts';
import type { CoverageGap } from '../model/run.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { prepareWorld } from '../network/network-world.ts';
import type { TenantIndex } from '../network/tenant-index.ts';
import { citation } from '../policy/citation.ts';
import { cloudNotes } from '../policy/revision-notes.ts';
import { currentRevision } from '../policy/revisions.ts';
import { assessVm, type SubscriptionColumns } from './assess-vm.ts';
import { attachedFlags } from './attached-flags.ts';
import { type CoverageFinding, coverageOf } from './coverage.ts';
import { explainAll } from './explain.ts';
import { type Outlook, outlook } from './outlook.ts';
import { subscriptionSteps } from './subscription-steps.ts';
import { countVerdicts } from './verdict-counts.ts';
import { warningsOf } from './warnings.ts';

/** What a whole run is judged with. `seenAt` is the start of the run that collected the facts, ISO 8601 UTC. */
export interface AssessmentContext {
  readonly cloud: CloudName;
  readonly revision: RevisionName;
  readonly declarations: Declarations;
  readonly tenant: TenantIndex;
  readonly seenAt: string;
}

/** One subscription judged: its row, its VMs' rows in order of their resource IDs, and what could not be read. */
export interface SubscriptionAssessment {
  readonly subscription: SubscriptionFinding;
  readonly vms: readonly VmFinding[];
  readonly gaps: readonly CoverageGap[];
  /** What somebody should look into: contradictions between what is declared, billed and observed. */
  readonly warnings: readonly string[];
}

interface Inferred {
  readonly offer: OfferInference;
  readonly creation: CreationInference;
  readonly chosen: Outlook;
  readonly current: Outlook;
  readonly coverage: CoverageFinding;
}

function infer(facts: SubscriptionFacts, context: AssessmentContext): Inferred {
  const { subscription, readings } = facts;
  const declared = context.declarations.subscriptions.get(subscription.id);
  const offer = inferOffer({
    subscription,
    billing: readings.billingProperty,
    ...(declared?.offer === undefined ? {} : { declared: declared.offer }),
  });
  const creation = inferCreation({
    facts,
    ...(declared?.createdOn === undefined ? {} : { declaredOn: declared.createdOn }),
  });
  const input = {
    offer,
    creation,
    declaredExemption: declared?.exemption !== undefined,
    attachedFlags: attachedFlags(facts),
  };
  return {
    offer,
    creation,
    chosen: outlook(input, context.revision),
    current: outlook(input, currentRevision(context.cloud)),
    coverage: coverageOf(facts),
  };
}

function policyEvidence({ revision, policy }: Outlook, fact: string): Evidence {
  return { fact, value: policy.status, source: citation(revision.source), confidence: policy.confidence };
}

function evidenceOf({ offer, creation, chosen, current }: Inferred): readonly Evidence[] {
  return [
    ...offer.evidence,
    ...creation.evidence,
    policyEvidence(chosen, `policy status under ${chosen.revision.name}`),
    ...(current.revision.name === chosen.revision.name
      ? []
      : [policyEvidence(current, `policy status under ${current.revision.name} (current)`)]),
  ];
}

/** An open subscription cannot be exempted. Of another one that is not known where the NICs of its VMs could not all be read. */
function exemptionColumn({ policy, exemption }: Outlook, { readings }: SubscriptionFacts): Exemption | null {
  const vms = readings.virtualMachines;
  const withoutVms = vms.kind === 'read' && vms.items.length === 0;
  const flagsRead = withoutVms || (vms.kind === 'read' && readings.networkInterfaces.kind === 'read');
  const known = policy.status === 'open' || flagsRead || exemption.exemption !== 'none';
  return known ? exemption.exemption : null;
}

/** Judges one subscription and its VMs under the chosen revision and, in the same pass, under the cloud's current one. */
export function assessSubscription(
  facts: SubscriptionFacts,
  context: AssessmentContext,
): SubscriptionAssessment {
  const { subscription } = facts;
  const inferred = infer(facts, context);
  const { offer, creation, chosen, current, coverage } = inferred;
  const columns: SubscriptionColumns = {
    subscriptionId: subscription.id,
    subscriptionName: subscription.name,
    tenantId: subscription.tenantId ?? null,
    offer: offer.offer,
    offerConfidence: offer.confidence,
    createdNotBefore: creation.notBefore,
    createdNotAfter: creation.notAfter,
    exemption: exemptionColumn(chosen, facts),
  };
  const vms = judgedVms(facts, context, { inferred, columns });
  const differs = vms.filter((vm) => vm.verdict !== vm.verdictCurrentPolicy).length;
  const reasons = [
    ...offer.reasons,
    ...creation.reasons,
    ...cloudNotes(chosen.revision.name, context.cloud),
    ...chosen.policy.reasons,
    ...chosen.exemption.reasons,
  ];
  const finding: SubscriptionFinding = {
    subscriptionId: subscription.id,
    name: subscription.name,
    tenantId: columns.tenantId,
    state: subscription.state,
    quotaId: subscription.quotaId ?? null,
    offer: offer.offer,
    offerCandidates: offer.candidates,
    offerConfidence: offer.confidence,
    createdNotBefore: creation.notBefore,
    createdNotAfter: creation.notAfter,
    cutoff: creation.cutoff,
    policy: chosen.revision.name,
    policyStatus: offer.holdsVms ? chosen.policy.status : null,
    exemption: columns.exemption,
    vms: vms.length,
    ...countVerdicts(vms.map(({ verdict }) => verdict)),
    coverage: coverage.coverage,
    coverageDetail: coverage.detail,
    policyStatusCurrent: offer.holdsVms ? current.policy.status : null,
    differsUnderCurrentPolicy: differs,
    reasons: explainAll(reasons),
    actions: explainAll(subscriptionSteps({ vms, chosen, current, coverage, id: subscription.id })),
    evidence: evidenceOf(inferred),
  };
  return {
    subscription: finding,
    vms,
    gaps: coverage.gaps,
    warnings: warningsOf(subscription.name, reasons),
  };
}

function judgedVms(
  facts: SubscriptionFacts,
  context: AssessmentContext,
  { inferred, columns }: { readonly inferred: Inferred; readonly columns: SubscriptionColumns },
): readonly VmFinding[] {
  const machines = itemsOf(facts.readings.virtualMachines);
  if (machines.length === 0) return [];
  const powerStates = itemsOf(facts.readings.powerStates).map(
    ({ id, powerState }) => [keyOf(id) as string, powerState] as const,
  );
  const vmContext = {
    columns,
    holdsVms: inferred.offer.holdsVms,
    chosen: inferred.chosen,
    current: inferred.current,
    declaredExemption: context.declarations.subscriptions.get(facts.subscription.id)?.exemption,
    world: prepareWorld(facts, context.tenant),
    powerStates: new Map(powerStates),
    firstSeen: context.seenAt,
  };
  const findings = machines.map((vm) => assessVm(vm, vmContext));
  return findings.toSorted(byResourceId);
}

/** Rows stand in the order of their IDs' keys; no two VMs of a list share one. */
function byResourceId(a: VmFinding, b: VmFinding): number {
  return a.resourceId.toLowerCase() < b.resourceId.toLowerCase() ? -1 : 1;
}
