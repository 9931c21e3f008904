import type { VmFact } from '../model/compute-facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { VmFinding } from '../model/finding.ts';
import type { EgressAddress, PathFinding } from '../model/path-finding.ts';
import { keyOf, segmentAfter } from '../model/resource-id.ts';
import type { NicFlag, Verdict } from '../model/verdict.ts';
import type { VerdictReason } from '../model/verdict-reason.ts';
import { networkPath } from '../network/network-path.ts';
import type { NetworkWorld } from '../network/network-world.ts';
import { type PrimaryNic, primaryNic } from '../network/primary-nic.ts';
import { citation } from '../policy/citation.ts';
import { revisionNotes } from '../policy/revision-notes.ts';
import { explainAll, type Reason } from './explain.ts';
import { nextSteps } from './next-steps.ts';
import type { Outlook } from './outlook.ts';
import { type PlatformFinding, platformState } from './platform-state.ts';
import { decideVerdict, type VerdictFinding } from './verdict.ts';

/** The columns of a VM's row that are the subscription's. */
export type SubscriptionColumns = Pick<
  VmFinding,
  | 'subscriptionId'
  | 'subscriptionName'
  | 'tenantId'
  | 'offer'
  | 'offerConfidence'
  | 'createdNotBefore'
  | 'createdNotAfter'
  | 'exemption'
>;

/** What all VMs of one subscription are judged with. `firstSeen` is ISO 8601 UTC. */
export interface VmContext {
  readonly columns: SubscriptionColumns;
  readonly holdsVms: boolean;
  readonly chosen: Outlook;
  readonly current: Outlook;
  readonly declaredExemption: { readonly grantedOn?: string } | undefined;
  readonly world: NetworkWorld;
  readonly powerStates: ReadonlyMap<string, string | undefined>;
  readonly firstSeen: string;
}

/** One VM and what was found of its NIC and path, which are the same under every revision. */
interface Subject {
  readonly vm: VmFact;
  readonly flag: NicFlag | null;
  readonly path: PathFinding;
}

interface Judged {
  readonly platform: PlatformFinding;
  readonly verdict: VerdictFinding;
}

/** The flag of the NIC that counts; a NIC without properties has not reported it. */
function flagOf(nic: PrimaryNic): NicFlag | null {
  if (nic.kind === 'none') return null;
  const flag = nic.nic.properties?.allowPort25Out;
  return flag === undefined ? 'not-reported' : `${flag}`;
}

function judge(subject: Subject, outlook: Outlook, context: VmContext): Judged {
  const platform = platformState({
    flag: subject.flag,
    created: subject.vm.timeCreated,
    holdsVms: context.holdsVms,
    policy: outlook.policy,
    exemption: outlook.exemption,
    declared: context.declaredExemption,
  });
  return { platform, verdict: decideVerdict({ platform, path: subject.path, revision: outlook.revision }) };
}

/** The notes of a revision on what VMs need after an exemption concern those that are told to stop and start. */
function notesOnCycling(outlook: Outlook, platform: PlatformFinding): readonly Reason[] {
  return platform.state === 'restart'
    ? revisionNotes(outlook.revision.name).filter(({ code }) => code !== 'request-needs-good-standing')
    : [];
}

function currentDiffers(chosen: Verdict, current: Verdict, outlook: Outlook): readonly VerdictReason[] {
  return chosen === current
    ? []
    : [{ code: 'current-policy-differs', revision: outlook.revision.name, verdict: current }];
}

function evidenceOf(subject: Subject, context: VmContext, powerState: string | undefined): Evidence[] {
  const { chosen } = context;
  return [
    {
      fact: 'policy status',
      value: chosen.policy.status,
      source: citation(chosen.revision.source),
      confidence: chosen.policy.confidence,
    },
    { fact: 'exemption', value: chosen.exemption.exemption, source: 'NIC flags and declarations file' },
    {
      fact: 'NIC flag',
      value: subject.flag ?? 'no single NIC counts',
      source: 'Microsoft.Network/networkInterfaces, properties.allowPort25Out',
    },
    ...subject.path.evidence,
    {
      fact: 'power state',
      value: powerState ?? 'not reported',
      source: 'Microsoft.Compute/virtualMachines?statusOnly=true, instanceView.statuses',
    },
  ];
}

function addressText(addresses: readonly EgressAddress[]): string | null {
  const known = addresses.flatMap(({ address }) => address ?? []);
  return known.length === 0 ? null : known.join(' ');
}

/** The reverse DNS names; `none` where every address is known to have none. */
function reverseDnsText(addresses: readonly EgressAddress[]): string | null {
  const names = addresses.flatMap(({ reverseDns }) => reverseDns ?? []);
  if (names.length > 0) return names.join(' ');
  return addresses.length > 0 && addresses.every(({ reverseDns }) => reverseDns === null) ? 'none' : null;
}

/** Judges one VM under the chosen and the current revision, with the whole chain of reasons and evidence. */
export function assessVm(vm: VmFact, context: VmContext): VmFinding {
  const { world, chosen, current } = context;
  const nic = primaryNic(vm, world);
  const powerState = context.powerStates.get(keyOf(vm.id));
  const subject = { vm, flag: flagOf(nic), path: networkPath({ vm, powerState, nic }, world) };
  const now = judge(subject, chosen, context);
  const later = judge(subject, current, context);
  const { verdict } = now.verdict;
  const noLongerOffered =
    verdict === 'request-exemption' && later.verdict.verdict !== verdict
      ? { revision: current.revision.name, dated: current.revision.source.msDate ?? current.revision.name }
      : undefined;
  const reasons: readonly Reason[] = [
    ...now.platform.reasons,
    ...chosen.policy.reasons.filter(({ code }) => code !== 'policy-would-settle'),
    ...chosen.exemption.reasons,
    ...notesOnCycling(chosen, now.platform),
    ...subject.path.reasons,
    ...now.verdict.reasons,
    ...currentDiffers(verdict, later.verdict.verdict, current),
  ];
  const actions = nextSteps({
    verdict,
    platform: now.platform,
    path: subject.path,
    policy: chosen.policy,
    subscriptionId: context.columns.subscriptionId,
    powerState,
    noLongerOffered,
  });
  return {
    ...context.columns,
    resourceGroup: segmentAfter(vm.id, 'resourceGroups') ?? null,
    name: vm.name,
    kind: 'vm',
    location: vm.location ?? null,
    powerState: powerState ?? null,
    verdict,
    platform: now.platform.state,
    path: subject.path.path,
    egress: subject.path.egress ?? null,
    egressOwner: subject.path.owner ?? null,
    confidence: now.verdict.confidence,
    nicFlag: subject.flag,
    egressAddress: addressText(subject.path.addresses),
    reverseDns: reverseDnsText(subject.path.addresses),
    lastStarted: null,
    reasons: explainAll(reasons),
    actions: explainAll(actions),
    policy: chosen.revision.name,
    verdictCurrentPolicy: later.verdict.verdict,
    firstSeen: context.firstSeen,
    change: null,
    resourceId: vm.id,
    evidence: evidenceOf(subject, context, powerState),
    nics: (vm.networkInterfaces ?? []).map(({ id }) => id),
  };
}
