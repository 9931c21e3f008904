import type { Action } from '../model/action.ts';
import type { VmFinding } from '../model/finding.ts';
import type { EgressAddress, PathFinding } from '../model/path-finding.ts';
import { segmentAfter } from '../model/resource-id.ts';
import type { EgressOwnerState } from './egress-owner-state.ts';
import { explainAll } from './explain.ts';
import { groundsOf, type JudgeContext, judgeVm } from './judge-vm.ts';
import type { Machine } from './machines.ts';
import { nextSteps } from './next-steps.ts';
import { vmEvidence } from './vm-evidence.ts';
import { type JudgedTwice, vmReasons } from './vm-reasons.ts';

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
export interface VmContext extends JudgeContext {
  readonly columns: SubscriptionColumns;
  readonly firstSeen: string;
}

/** Where the mail comes from: the addresses of the path, or those of the appliances that it leaves through. */
function addressesOf(path: PathFinding, owner: EgressOwnerState | undefined): readonly EgressAddress[] {
  return owner?.kind === 'appliance' ? owner.members.flatMap(({ addresses }) => addresses) : path.addresses;
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

/** The next steps, from the verdicts under both revisions. */
function stepsOf({ grounds, chosen, current }: JudgedTwice, context: VmContext): readonly Action[] {
  const { outlooks } = context.inference;
  const { name, source } = outlooks.current.revision;
  const { verdict } = chosen.verdict;
  const withdrawn = verdict === 'request-exemption' && current.verdict.verdict !== verdict;
  return nextSteps({
    ...chosen,
    path: grounds.path,
    policy: outlooks.chosen.policy,
    subscriptionId: context.columns.subscriptionId,
    powerState: grounds.machine.powerState,
    noLongerOffered: withdrawn ? { revision: name, dated: source.msDate ?? name } : undefined,
  });
}

/** Judges one VM or instance under the chosen and the current revision, with the whole chain of reasons and evidence. */
export function assessVm(machine: Machine, context: VmContext): VmFinding {
  const { columns, inference } = context;
  const { vm, powerState } = machine;
  const grounds = groundsOf(machine, context.world);
  const { path } = grounds;
  const chosen = judgeVm(grounds, 'chosen', context);
  const current = judgeVm(grounds, 'current', context);
  const judged: JudgedTwice = { grounds, chosen, current };
  const addresses = addressesOf(path, chosen.owner);
  // Named one by one: a spread makes objects of a slow kind, and there is one for each VM.
  return {
    subscriptionId: columns.subscriptionId,
    subscriptionName: columns.subscriptionName,
    tenantId: columns.tenantId,
    offer: columns.offer,
    offerConfidence: columns.offerConfidence,
    createdNotBefore: columns.createdNotBefore,
    createdNotAfter: columns.createdNotAfter,
    exemption: columns.exemption,
    resourceGroup: segmentAfter(vm.id, 'resourceGroups') ?? null,
    name: vm.name,
    kind: machine.scaleSet === undefined ? 'vm' : 'vmss-instance',
    location: vm.location ?? null,
    powerState: powerState ?? null,
    verdict: chosen.verdict.verdict,
    platform: chosen.platform.state,
    path: path.path,
    egress: path.egress ?? null,
    egressOwner: path.owner ?? null,
    confidence: chosen.verdict.confidence,
    nicFlag: grounds.flag,
    egressAddress: addressText(addresses),
    reverseDns: reverseDnsText(addresses),
    lastStarted: null,
    reasons: explainAll(vmReasons(judged, inference.outlooks)),
    actions: explainAll(stepsOf(judged, context)),
    policy: inference.outlooks.chosen.revision.name,
    verdictCurrentPolicy: current.verdict.verdict,
    firstSeen: context.firstSeen,
    change: null,
    resourceId: vm.id,
    evidence: vmEvidence(grounds, chosen, inference.outlooks.chosen),
    nics: (vm.networkInterfaces ?? []).map(({ id }) => id),
  };
}
