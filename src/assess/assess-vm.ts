import type { Action } from '../model/action.ts';
import type { SenderEntry } from '../model/declarations.ts';
import type { VmFinding } from '../model/finding.ts';
import type { EgressAddress, PathFinding } from '../model/path-finding.ts';
import { segmentAfter } from '../model/resource-id.ts';
import type { EgressOwnerState } from './egress-owner-state.ts';
import { explainAll } from './explain.ts';
import { groundsOf, type JudgeContext, judgeVm, type VmGrounds } from './judge-vm.ts';
import type { Machine } from './machines.ts';
import { nextSteps } from './next-steps.ts';
import { type Ownership, ownerTags, scaleSetOf } from './ownership.ts';
import { isSender, matchable } from './senders.ts';
import type { Verdicts } from './verdicts.ts';
import { vmEvidence } from './vm-evidence.ts';
import { type JudgedMachine, vmReasons } from './vm-reasons.ts';

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
  readonly verdictsOf: (grounds: VmGrounds) => Verdicts;
  readonly firstSeen: string;
  /** Which VMs are meant to send mail, as the declarations file has it. */
  readonly senders: readonly SenderEntry[];
  /** The owner tags that have a column. */
  readonly tagNames: readonly string[];
  readonly ownership: Ownership;
}

/** Where the mail comes from: the addresses of the path, or those of the appliances that it leaves through. */
function addressesOf(path: PathFinding, owner: EgressOwnerState | undefined): readonly EgressAddress[] {
  return owner?.kind === 'appliance' ? owner.members.flatMap(({ addresses }) => addresses) : path.addresses;
}

function addressText(addresses: readonly EgressAddress[]): string | null {
  const known = addresses.flatMap(({ address }) => address ?? []);
  return known.length === 0 ? null : eachOnce(known);
}

/** The reverse DNS names; `none` where every address is known to have none. */
function reverseDnsText(addresses: readonly EgressAddress[]): string | null {
  const names = addresses.flatMap(({ reverseDns }) => reverseDns ?? []);
  if (names.length > 0) return eachOnce(names);
  return addresses.length > 0 && addresses.every(({ reverseDns }) => reverseDns === null) ? 'none' : null;
}

/** A firewall can hold one address in several of its IP configurations. */
function eachOnce(texts: readonly string[]): string {
  return [...new Set(texts)].join(' ');
}

/** The next steps, from the verdicts under the chosen and the current revision. */
function stepsOf({ grounds, chosen, verdicts }: JudgedMachine, context: VmContext): readonly Action[] {
  const { inference } = context;
  const { name, source } = inference.current.revision;
  const { verdict } = chosen.verdict;
  const withdrawn = verdict === 'request-exemption' && verdicts[name] !== verdict;
  // Named one by one, as below: adding to a spread is slow.
  return nextSteps({
    verdict: chosen.verdict,
    platform: chosen.platform,
    owner: chosen.owner,
    path: grounds.path,
    policy: inference.chosen.policy,
    subscriptionId: context.columns.subscriptionId,
    inference,
    powerState: grounds.machine.powerState,
    noLongerOffered: withdrawn ? { revision: name, dated: source.msDate ?? name } : undefined,
  });
}

function sends(machine: Machine, { senders, ownership, columns }: VmContext): boolean {
  if (senders.length === 0) return false;
  const scaleSet = scaleSetOf(machine, ownership);
  return isSender(matchable(machine, { subscription: columns.subscriptionId, scaleSet }), senders);
}

/** Judges one VM or instance under every revision, with the whole chain of reasons and evidence under the chosen one. */
export function assessVm(machine: Machine, context: VmContext): VmFinding {
  const { columns, inference } = context;
  const { vm, powerState } = machine;
  const grounds = groundsOf(machine, context);
  const { path } = grounds;
  const policy = inference.chosen.revision.name;
  const chosen = judgeVm(grounds, policy, context);
  const verdicts = context.verdictsOf(grounds);
  const judged: JudgedMachine = { grounds, chosen, verdicts };
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
    lastStarted: grounds.history.startedAt ?? null,
    reasons: explainAll(vmReasons(judged, inference)),
    actions: explainAll(stepsOf(judged, context)),
    policy,
    verdictCurrentPolicy: verdicts[inference.current.revision.name],
    firstSeen: context.firstSeen,
    change: null,
    resourceId: vm.id,
    evidence: vmEvidence(grounds, chosen, inference.chosen),
    nics: (vm.networkInterfaces ?? []).map(({ id }) => id),
    sender: sends(machine, context),
    tags: ownerTags(machine, context.tagNames, context.ownership),
    verdicts,
    verdictSince: context.firstSeen,
    review: null,
  };
}
