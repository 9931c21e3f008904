import type { Evidence } from '../model/evidence.ts';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { noLongerOffered } from '../model/no-longer-offered.ts';
import type { Exemption } from '../model/revision.ts';
import type { CoverageGap } from '../model/run.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { type NetworkWorld, prepareWorld } from '../network/network-world.ts';
import type { TenantIndex } from '../network/tenant-index.ts';
import { assessVm, type SubscriptionColumns, type VmContext } from './assess-vm.ts';
import { allNicsRead } from './attached-flags.ts';
import { coverageOf } from './coverage.ts';
import { type DeclaredSubscription, declarationWarnings } from './declaration-warnings.ts';
import { addEgressOwners, type EgressOwners, type OwnerGround } from './egress-owners.ts';
import { explainAll } from './explain.ts';
import { machinesOf } from './machines.ts';
import { declaredNetworks, networkDeclarationWarnings } from './network-declaration-warnings.ts';
import { type Outlook, policyEvidence } from './outlook.ts';
import { ownershipOf } from './ownership.ts';
import { perRevision } from './per-revision.ts';
import { scaleSetCounts } from './scale-set-counts.ts';
import { scaleSetNotes } from './scale-set-notes.ts';
import {
  type InferenceContext,
  inferSubscription,
  type SubscriptionInference,
} from './subscription-inference.ts';
import { subscriptionReasons } from './subscription-reasons.ts';
import { subscriptionSteps } from './subscription-steps.ts';
import { countVerdicts } from './verdict-counts.ts';
import { createVerdictTable } from './verdicts.ts';
import { warningsOf } from './warnings.ts';

/** What a whole run is judged with. `seenAt` is the start of the run that collected the facts, ISO 8601 UTC. */
export interface AssessmentContext extends InferenceContext {
  readonly tenant: TenantIndex;
  readonly owners: EgressOwners;
  readonly seenAt: string;
  /** The owner tags that are asked for, by name. */
  readonly tagNames: readonly string[];
}

/** One subscription judged: its row, its VMs' rows in order of their resource IDs, and what could not be read. */
export interface SubscriptionAssessment {
  readonly subscription: SubscriptionFinding;
  readonly vms: readonly VmFinding[];
  readonly gaps: readonly CoverageGap[];
  /** What somebody should look into: contradictions between what is declared, billed and observed. */
  readonly warnings: readonly string[];
}

function evidenceOf({ offer, creation, chosen, current }: SubscriptionInference): readonly Evidence[] {
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
function exemptionColumn({ policy, exemption }: Outlook, facts: SubscriptionFacts): Exemption | null {
  const known = policy.status === 'open' || allNicsRead(facts) || exemption.exemption !== 'none';
  return known ? exemption.exemption : null;
}

/** Judges one subscription and its VMs under the chosen revision and, in the same pass, under every other one. */
export function assessSubscription(
  facts: SubscriptionFacts,
  context: AssessmentContext,
): SubscriptionAssessment {
  const { subscription } = facts;
  const inference = inferSubscription(facts, context);
  const { offer, creation, outlooks, chosen, current } = inference;
  const coverage = coverageOf(facts);
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
  const vms = judgedVms(facts, context, { inference, columns });
  const differs = vms.filter((vm) => vm.verdict !== vm.verdictCurrentPolicy).length;
  const reasons = [...subscriptionReasons(inference, context.cloud), ...scaleSetNotes(facts)];
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
    policyStatuses: perRevision((name) => (offer.holdsVms ? outlooks[name].policy.status : null)),
    routes: offer.holdsVms ? chosen.policy.routes : [],
    senders: vms.filter(({ sender }) => sender).length,
    ...scaleSetCounts(vms),
    requestsNoLongerOffered: vms.filter(noLongerOffered).length,
    change: null,
    review: null,
    reasons: explainAll(reasons),
    actions: subscriptionSteps({ vms, inference, coverage }),
    evidence: evidenceOf(inference),
  };
  return {
    subscription: finding,
    vms,
    gaps: coverage.gaps,
    warnings: [
      ...warningsOf(subscription.name, reasons),
      ...aboutDeclarations({ facts, inference, vms }, context),
    ],
  };
}

/** What the owner of the subscription, or of its networks, should look into in the declarations file. */
function aboutDeclarations(
  judged: Pick<DeclaredSubscription, 'facts' | 'inference' | 'vms'>,
  context: AssessmentContext,
): readonly string[] {
  const { facts } = judged;
  const { subscriptions, learnedDefaultRoutes } = context.declarations;
  const declared = subscriptions.get(facts.subscription.id);
  const networks = declaredNetworks(facts, learnedDefaultRoutes);
  return [
    ...(declared === undefined ? [] : declarationWarnings({ ...judged, declared })),
    ...(networks.length === 0 ? [] : networkDeclarationWarnings(networks, worldOf(facts, context))),
  ];
}

function judgedVms(
  facts: SubscriptionFacts,
  context: AssessmentContext,
  known: Pick<VmContext, 'inference' | 'columns'>,
): readonly VmFinding[] {
  const machines = machinesOf(facts);
  if (machines.length === 0) return [];
  const { owners } = context;
  const world = worldOf(facts, context);
  const vmContext: VmContext = {
    ...known,
    world,
    owners,
    verdictsOf: createVerdictTable({ inference: known.inference, world, owners }),
    firstSeen: context.seenAt,
    senders: context.declarations.senders,
    tagNames: context.tagNames,
    ownership: ownershipOf(facts),
  };
  return machines.map((machine) => assessVm(machine, vmContext)).toSorted(byResourceId);
}

/** Rows stand in the order of their IDs' keys; no two VMs of a list share one. */
function byResourceId(a: VmFinding, b: VmFinding): number {
  return a.resourceId.toLowerCase() < b.resourceId.toLowerCase() ? -1 : 1;
}

/** Adds what a subscription holds of the resources from which other VMs' traffic leaves. */
export function assessEgressOwners(
  owners: EgressOwners,
  context: Omit<AssessmentContext, 'owners'>,
  { facts, candidates }: Pick<OwnerGround, 'facts' | 'candidates'>,
): void {
  const inference = inferSubscription(facts, context);
  addEgressOwners(owners, { facts, inference, world: worldOf(facts, context), candidates });
}

function worldOf(facts: SubscriptionFacts, context: Omit<AssessmentContext, 'owners'>): NetworkWorld {
  return prepareWorld(facts, context.tenant, context.declarations.learnedDefaultRoutes);
}
