import type { RunChanges, ScaleSetChange, SubscriptionChange, VmChange } from '../../src/model/change.ts';
import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import type { RunSummary } from '../../src/model/run.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { runSummary, subscriptionFinding, subscriptionId, vmFinding } from './finding-builders.ts';

/** Markup of every kind, quotes of both shells, a formula, a bidi override, an escape sequence, a mention, a line's end. */
export const NASTY =
  "=cmd|'/c'!A1 $(touch x) `id` \"; rm -rf ~ ’; Remove-Item x; ‘ <!channel> <b>|[a](http://x.y) www.evil.example @all *b* _i_ #1\u202Egpj\u001B[31m\r\n- x";

const verdicts = (verdict: Verdict) =>
  Object.fromEntries(REVISION_NAMES.map((name) => [name, verdict])) as Record<RevisionName, Verdict>;

/** A VM's finding with what the history and the reviewers say of it. */
export function toldVm(changes: Partial<VmFinding> = {}): VmFinding {
  const told: Partial<VmFinding> = {
    sender: false,
    tags: {},
    verdicts: verdicts(changes.verdict ?? 'relay'),
    verdictSince: '2026-11-20T02:00:00Z',
    review: null,
  };
  return { ...told, ...vmFinding({ ...told, ...changes }) };
}

/** A subscription's finding, likewise. */
export function toldSubscription(changes: Partial<SubscriptionFinding> = {}): SubscriptionFinding {
  return subscriptionFinding(changes);
}

/** The run of some subscriptions, with everything that `run.json` holds. */
export function toldRun(changes: Partial<RunSummary> = {}): RunSummary {
  const counts = {
    total: 0,
    direct: 0,
    restart: 0,
    requestExemption: 0,
    relay: 0,
    fixNetwork: 0,
    undetermined: 0,
  };
  return {
    ...runSummary([]),
    tags: [],
    optionalFacts: {},
    changes: null,
    senders: counts,
    accepted: counts,
    ...changes,
  };
}

/** A VM that lost its way out. */
export function vmChange(changes: Partial<VmChange> = {}): VmChange {
  const name = changes.name ?? 'vm-1';
  const id = changes.subscriptionId ?? subscriptionId(1);
  return {
    kind: 'verdict-changed',
    subscriptionId: id,
    subscriptionName: 'Contoso',
    resourceId: `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/${name}`,
    name,
    before: 'direct',
    after: 'relay',
    causes: ['environment'],
    details: ['nicFlag true → false'],
    firstSeen: '2026-11-01T02:00:00Z',
    sender: false,
    ...changes,
  };
}

/** What changed between two nights. */
export function runChanges(
  vms: readonly VmChange[],
  scaleSets: readonly ScaleSetChange[] = [],
  subscriptions: readonly SubscriptionChange[] = [],
): RunChanges {
  const of = (kind: VmChange['kind']) => vms.filter((one) => one.kind === kind).length;
  const run = {
    runId: '2026-11-22T02-00-00Z',
    startedAt: '2026-11-22T02:00:00Z',
    policy: '2020-11',
    tool: '0.1.0',
  } as const;
  return {
    schemaVersion: 1,
    before: run,
    after: { ...run, runId: '2026-11-23T02-00-00Z', startedAt: '2026-11-23T02:00:00Z' },
    totals: {
      new: of('new'),
      gone: of('gone'),
      'verdict-changed': of('verdict-changed'),
      'facts-changed': of('facts-changed'),
      unreadable: of('unreadable'),
      unchanged: 7,
    },
    causes: { environment: vms.length, policy: 0, coverage: 0, declarations: 0, tool: 0 },
    vms,
    scaleSets,
    subscriptions,
  };
}

/** A scale set that grew by two. */
export function scaleSetChange(changes: Partial<ScaleSetChange> = {}): ScaleSetChange {
  return {
    subscriptionId: subscriptionId(1),
    subscriptionName: 'Contoso',
    resourceId: `/subscriptions/${subscriptionId(1)}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/pool`,
    name: 'pool',
    before: 4,
    after: 6,
    added: 3,
    removed: 1,
    unreadable: 0,
    ...changes,
  };
}
