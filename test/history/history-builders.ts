import { verdictLetters } from '../../src/history/letters.ts';
import type {
  HistoryEntry,
  HistoryHead,
  RememberedSubscription,
  RememberedVm,
} from '../../src/model/history.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import { parseSubscriptionId, type SubscriptionId } from '../../src/model/subscription-id.ts';
import type { Verdict } from '../../src/model/verdict.ts';

/** The ID of the n-th subscription of a test. */
export function subscriptionId(n: number): SubscriptionId {
  const id = parseSubscriptionId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  if (id === undefined) throw new Error(`no subscription ID for ${n}`);
  return id;
}

/** The start of the n-th night. */
export function night(n: number): string {
  return `2026-11-${String(n).padStart(2, '0')}T02:00:00Z`;
}

/** A run in the n-th night. */
export function head(n: number, changes: Partial<HistoryHead> = {}): HistoryHead {
  return {
    schemaVersion: 1,
    runId: night(n).replaceAll(':', '-'),
    startedAt: night(n),
    policy: '2020-11',
    tool: '0.1.0',
    revisions: REVISION_NAMES,
    declarations: { subscriptions: {}, networks: 'networks' },
    unread: {},
    ...changes,
  };
}

/** One verdict under every revision, but for those that are named. */
export function verdictsOf(
  verdict: Verdict,
  others: Partial<Record<RevisionName, Verdict>> = {},
): Record<RevisionName, Verdict> {
  const all = Object.fromEntries(REVISION_NAMES.map((name) => [name, verdict]));
  return { ...(all as Record<RevisionName, Verdict>), ...others };
}

/** The ID of a VM as its subscription's line has it. */
export function vmId(name: string): string {
  return `/resourceGroups/rg-mail/providers/Microsoft.Compute/virtualMachines/${name}`;
}

/** The ID of an instance of a Uniform scale set. */
export function instanceId(set: string, instance: number): string {
  return `/resourceGroups/rg-mail/providers/Microsoft.Compute/virtualMachineScaleSets/${set}/virtualMachines/${instance}`;
}

/** A blocked VM, first seen in the first night, with values for whatever a test does not name. */
export function vm(changes: Partial<RememberedVm> = {}): RememberedVm {
  const verdict = changes.verdict ?? 'relay';
  return {
    id: vmId('vm-1'),
    verdict,
    verdicts: verdictLetters(verdictsOf(verdict)),
    platform: 'blocked',
    nicFlag: 'false',
    path: 'internet',
    egress: 'nat-gateway',
    egressAddress: '20.50.2.10',
    confidence: 'high',
    powerState: 'running',
    firstSeen: night(1),
    ...changes,
  };
}

/** A Pay-As-You-Go subscription that was read in full. */
export function subscription(changes: Partial<RememberedSubscription> = {}): RememberedSubscription {
  return {
    id: subscriptionId(1),
    name: 'Contoso',
    state: 'Enabled',
    coverage: 'complete',
    quotaId: 'PayAsYouGo_2014-09-01',
    offer: 'pay-as-you-go',
    cutoff: 'after',
    policyStatus: 'requestable',
    policyStatuses: 'QQQQQQNNQQ',
    exemption: 'none',
    firstSeen: night(1),
    ...changes,
  };
}

/** A line of the history. */
export function entry(
  vms: readonly RememberedVm[],
  changes: Partial<RememberedSubscription> = {},
): HistoryEntry {
  return { subscription: subscription(changes), vms };
}

/** What a run of the n-th night finds by itself: seen for the first time, as far as it knows. */
export function found(n: number, line: HistoryEntry): HistoryEntry {
  return {
    subscription: { ...line.subscription, firstSeen: night(n) },
    vms: line.vms.map((one) => ({ ...one, firstSeen: night(n), verdictSince: undefined })),
  };
}
