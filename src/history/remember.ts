import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { HistoryEntry, RememberedSubscription, RememberedVm } from '../model/history.ts';
import { SCALE_SET_LIST, VM_LIST } from './incomplete-lists.ts';
import { statusLetters, verdictLetters } from './letters.ts';
import { lastSegment, sortedByKey, withoutSubscription } from './machine-id.ts';

/** A VM as it was found. `scaleSet` is the ID of the Flexible scale set that it is in; a Uniform one is known by the VM's own ID. */
interface FoundVm {
  readonly finding: VmFinding;
  readonly scaleSet?: string | undefined;
}

/** A subscription as it was found. `incomplete` comes from `incompleteLists`; `seenAt` is the start of the run, ISO 8601 UTC. */
export interface FoundSubscription {
  readonly finding: SubscriptionFinding;
  readonly incomplete: readonly string[];
  readonly vms: readonly FoundVm[];
  readonly seenAt: string;
}

/** What one run knows of a subscription by itself, before the run before it is looked at; VMs in the order of their keys. */
export function remember(found: FoundSubscription): HistoryEntry {
  return {
    subscription: subscriptionOf(found),
    vms: sortedByKey(
      found.vms.map((vm) => vmOf(vm, found)),
      ({ id }) => id,
    ),
  };
}

/** Of what was not judged, or whose list of VMs broke off, no VM can be missed. */
function incompleteOf({ finding: { coverage }, incomplete }: FoundSubscription): readonly string[] {
  if (coverage === 'disabled' || coverage === 'excluded') return [VM_LIST, SCALE_SET_LIST];
  return coverage === 'unreadable' && !incomplete.includes(VM_LIST) ? [VM_LIST, ...incomplete] : incomplete;
}

function subscriptionOf(found: FoundSubscription): RememberedSubscription {
  const { finding, seenAt } = found;
  const incomplete = incompleteOf(found);
  return {
    id: finding.subscriptionId,
    name: finding.name,
    state: finding.state,
    coverage: finding.coverage,
    incomplete: incomplete.length === 0 ? undefined : incomplete,
    quotaId: finding.quotaId ?? undefined,
    offer: finding.offer ?? undefined,
    offerConfidence: finding.offerConfidence ?? undefined,
    cutoff: finding.cutoff ?? undefined,
    createdNotBefore: finding.createdNotBefore ?? undefined,
    createdNotAfter: finding.createdNotAfter ?? undefined,
    policyStatus: finding.policyStatus ?? undefined,
    policyStatuses: statusLetters(finding.policyStatuses),
    exemption: finding.exemption ?? undefined,
    firstSeen: seenAt,
  };
}

function vmOf({ finding, scaleSet }: FoundVm, { seenAt }: FoundSubscription): RememberedVm {
  const short = (id: string) => withoutSubscription(id, finding.subscriptionId);
  // Named one by one, in the order in which a line shows them: there is one for each VM.
  return {
    id: short(finding.resourceId),
    name: finding.name === lastSegment(finding.resourceId) ? undefined : finding.name,
    scaleSet: scaleSet === undefined ? undefined : short(scaleSet),
    verdict: finding.verdict,
    verdicts: verdictLetters(finding.verdicts),
    platform: finding.platform,
    nicFlag: finding.nicFlag ?? undefined,
    path: finding.path,
    egress: finding.egress ?? undefined,
    egressOwner: finding.egressOwner ?? undefined,
    egressAddress: finding.egressAddress ?? undefined,
    reverseDns: finding.reverseDns ?? undefined,
    confidence: finding.confidence,
    powerState: finding.powerState ?? undefined,
    sender: finding.sender ? true : undefined,
    firstSeen: seenAt,
  };
}
