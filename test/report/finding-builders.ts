import { scaleSetCounts } from '../../src/assess/scale-set-counts.ts';
import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import { noLongerOffered } from '../../src/model/no-longer-offered.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import type { RunSummary } from '../../src/model/run.ts';
import { parseSubscriptionId, type SubscriptionId } from '../../src/model/subscription-id.ts';

/** The ID of the n-th subscription of a test. */
export function subscriptionId(n: number): SubscriptionId {
  const id = parseSubscriptionId(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
  if (id === undefined) throw new Error(`no subscription ID for ${n}`);
  return id;
}

const TENANT = '11111111-2222-4333-8444-555555555555';

/** A VM's finding, with values for whatever a test does not name. */
export function vmFinding(changes: Partial<VmFinding> = {}): VmFinding {
  const id = changes.subscriptionId ?? subscriptionId(1);
  const name = changes.name ?? 'vm-1';
  const resourceGroup = changes.resourceGroup ?? 'rg-mail';
  return {
    subscriptionId: id,
    subscriptionName: 'Contoso',
    tenantId: TENANT,
    offer: 'pay-as-you-go',
    offerConfidence: 'high',
    createdNotBefore: null,
    createdNotAfter: '2019-04-02T08:11:00Z',
    exemption: 'none',
    kind: 'vm',
    location: 'westeurope',
    powerState: 'running',
    verdict: 'relay',
    platform: 'blocked',
    path: 'internet',
    egress: 'nat-gateway',
    egressOwner: null,
    confidence: 'high',
    nicFlag: 'false',
    egressAddress: '20.50.2.10',
    reverseDns: null,
    lastStarted: null,
    reasons: [],
    actions: [],
    policy: '2020-11',
    verdictCurrentPolicy: changes.verdict ?? 'relay',
    firstSeen: '2026-11-20T02-00-00Z',
    change: null,
    resourceId: `/subscriptions/${id}/resourceGroups/${resourceGroup}/providers/Microsoft.Compute/virtualMachines/${name}`,
    evidence: [],
    nics: [],
    sender: false,
    tags: {},
    verdicts: sameUnderAll(changes.verdict ?? 'relay'),
    verdictSince: '2026-11-20T02:00:00Z',
    review: null,
    ...changes,
    name,
    resourceGroup,
  };
}

/** A subscription's finding; the counts follow from `vms` where that is given. */
export function subscriptionFinding(
  changes: Partial<SubscriptionFinding> = {},
  vms: readonly VmFinding[] = [],
): SubscriptionFinding {
  const count = (verdict: VmFinding['verdict']) => vms.filter((vm) => vm.verdict === verdict).length;
  return {
    subscriptionId: subscriptionId(1),
    name: 'Contoso',
    tenantId: TENANT,
    state: 'Enabled',
    quotaId: 'PayAsYouGo_2014-09-01',
    offer: 'pay-as-you-go',
    offerCandidates: ['pay-as-you-go'],
    offerConfidence: 'high',
    createdNotBefore: null,
    createdNotAfter: '2019-04-02T08:11:00Z',
    cutoff: 'indeterminate',
    policy: '2020-11',
    policyStatus: 'requestable',
    exemption: 'none',
    vms: vms.length,
    direct: count('direct'),
    restart: count('restart'),
    requestExemption: count('request-exemption'),
    relay: count('relay'),
    fixNetwork: count('fix-network'),
    undetermined: count('undetermined'),
    coverage: 'complete',
    coverageDetail: null,
    policyStatusCurrent: 'no-exemption',
    differsUnderCurrentPolicy: vms.filter((vm) => vm.verdict !== vm.verdictCurrentPolicy).length,
    policyStatuses: sameUnderAll('requestable'),
    routes: [],
    senders: vms.filter(({ sender }) => sender).length,
    ...scaleSetCounts(vms),
    requestsNoLongerOffered: vms.filter(noLongerOffered).length,
    change: null,
    review: null,
    reasons: [],
    actions: [],
    evidence: [],
    ...changes,
  };
}

function sameUnderAll<T>(value: T): Readonly<Record<RevisionName, T>> {
  return Object.fromEntries(REVISION_NAMES.map((name) => [name, value])) as Record<RevisionName, T>;
}

/** The run of the given subscriptions: its totals are theirs. */
export function runSummary(
  subscriptions: readonly SubscriptionFinding[],
  changes: Partial<RunSummary> = {},
): RunSummary {
  const sum = (of: (subscription: SubscriptionFinding) => number) =>
    subscriptions.reduce((total, subscription) => total + of(subscription), 0);
  const covered = (coverage: SubscriptionFinding['coverage']) =>
    subscriptions.filter((subscription) => subscription.coverage === coverage).length;
  return {
    schemaVersion: 2,
    runId: '2026-11-23T02-00-00Z',
    startedAt: '2026-11-23T02:00:00Z',
    finishedAt: '2026-11-23T02:03:41Z',
    tool: { name: 'port25-audit', version: '0.1.0' },
    cloud: 'AzureCloud',
    tenantIds: [TENANT],
    scope: { subscriptions: 'all', managementGroups: [], excluded: [] },
    tags: [],
    policy: { revision: '2020-11', current: '2023-12' },
    totals: {
      subscriptions: {
        inScope: subscriptions.length,
        complete: covered('complete'),
        partial: covered('partial'),
        unreadable: covered('unreadable'),
        disabled: covered('disabled'),
        excluded: covered('excluded'),
      },
      vms: {
        total: sum(({ vms }) => vms),
        direct: sum(({ direct }) => direct),
        restart: sum(({ restart }) => restart),
        requestExemption: sum(({ requestExemption }) => requestExemption),
        relay: sum(({ relay }) => relay),
        fixNetwork: sum(({ fixNetwork }) => fixNetwork),
        undetermined: sum(({ undetermined }) => undetermined),
      },
    },
    coverage: [],
    requests: { total: 412, throttled: 3, retried: 5, failed: 2 },
    differsUnderCurrentPolicy: sum((subscription) => subscription.differsUnderCurrentPolicy),
    previousRunId: null,
    optionalFacts: {},
    changes: null,
    senders: {
      total: 0,
      direct: 0,
      restart: 0,
      requestExemption: 0,
      relay: 0,
      fixNetwork: 0,
      undetermined: 0,
    },
    accepted: {
      total: 0,
      direct: 0,
      restart: 0,
      requestExemption: 0,
      relay: 0,
      fixNetwork: 0,
      undetermined: 0,
    },
    warnings: [],
    ...changes,
  };
}
