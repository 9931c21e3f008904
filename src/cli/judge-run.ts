import { join } from 'node:path';
import {
  type AssessmentContext,
  assessEgressOwners,
  assessSubscription,
  type SubscriptionAssessment,
} from '../assess/assess-subscription.ts';
import { createEgressOwners } from '../assess/egress-owners.ts';
import { addCounts, NO_VERDICTS } from '../assess/verdict-counts.ts';
import type { Coverage, SubscriptionFinding, VerdictCounts, VmFinding } from '../model/finding.ts';
import type { CoverageGap, RunSummary } from '../model/run.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { egressCandidates } from '../network/egress-candidates.ts';
import {
  addToTenantIndex,
  addWanted,
  createTenantIndex,
  subscriptionsWanted,
  type TenantIndex,
} from '../network/tenant-index.ts';
import { csvHeader, csvRows } from '../report/csv.ts';
import { subscriptionNdjson, vmNdjson } from '../report/ndjson.ts';
import { SUBSCRIPTION_COLUMNS } from '../report/subscription-columns.ts';
import { VM_COLUMNS } from '../report/vm-columns.ts';
import { listSnapshot, readSnapshot, readSnapshots } from '../store/snapshot.ts';
import { createTextFile } from '../store/text-file.ts';
import { createFindingTally, type FindingTally } from './finding-tally.ts';

/** Where the facts lie and where the findings go, and what to judge with. */
export interface Judgement {
  /** The run folder whose snapshot is judged. */
  readonly source: string;
  /** The run folder that takes the findings. */
  readonly target: string;
  readonly context: Omit<AssessmentContext, 'tenant' | 'owners'>;
  readonly csv: boolean;
  /** Stops between two subscriptions when it aborts. */
  readonly signal: AbortSignal;
}

/** What a judged run amounts to. */
export interface JudgedRun {
  readonly totals: RunSummary['totals'];
  readonly gaps: readonly CoverageGap[];
  readonly differsUnderCurrentPolicy: number;
  readonly tally: FindingTally;
  readonly tenantIds: readonly string[];
  readonly warnings: readonly string[];
  readonly subscriptions: readonly SubscriptionFinding[];
}

/** What routes across subscriptions need, gathered in one pass, and in further looks at the few that hold what is still missing. */
async function indexTenant(source: string): Promise<TenantIndex> {
  const index = createTenantIndex();
  for await (const facts of readSnapshots(source, await listSnapshot(source))) addToTenantIndex(index, facts);
  for (let ids = subscriptionsWanted(index); ids.length > 0; ids = subscriptionsWanted(index)) {
    for await (const facts of readSnapshots(source, ids)) addWanted(index, facts);
  }
  return index;
}

/** What is needed of the tenant as a whole: the index, and a judgement of the resources that other VMs' traffic leaves from. */
async function tenantContext({ source, context }: Judgement): Promise<AssessmentContext> {
  const tenant = await indexTenant(source);
  const owners = createEgressOwners();
  for (const [id, candidates] of egressCandidates(tenant)) {
    // An ID in a list may name a subscription that is not in the snapshot.
    if (!tenant.subscriptions.has(id)) continue;
    const facts = await readSnapshot(source, id);
    try {
      assessEgressOwners(owners, { ...context, tenant }, { facts, candidates });
    } catch {
      // Owners that are not known leave what goes through them undetermined; their subscription tells the error in its own row.
    }
  }
  return { ...context, tenant, owners };
}

/** The four files of findings; the NDJSON ones are always written, since the report is made from them. */
async function openFiles(target: string, csv: boolean) {
  const open = (name: string) => createTextFile(join(target, name));
  const vmsNdjson = await open('vms.ndjson');
  const subscriptionsNdjson = await open('subscriptions.ndjson');
  const csvFiles = csv
    ? { vms: await open('vms.csv'), subscriptions: await open('subscriptions.csv') }
    : undefined;
  await csvFiles?.vms.write(csvHeader(VM_COLUMNS));
  await csvFiles?.subscriptions.write(csvHeader(SUBSCRIPTION_COLUMNS));
  return {
    async write(subscription: SubscriptionFinding, vms: readonly VmFinding[]) {
      await subscriptionsNdjson.write(subscriptionNdjson([subscription]));
      await vmsNdjson.write(vmNdjson(vms));
      await csvFiles?.subscriptions.write(csvRows(SUBSCRIPTION_COLUMNS, [subscription]));
      await csvFiles?.vms.write(csvRows(VM_COLUMNS, vms));
    },
    async close() {
      for (const file of [vmsNdjson, subscriptionsNdjson, csvFiles?.vms, csvFiles?.subscriptions])
        await file?.close();
    },
  };
}

function totalsOf(subscriptions: readonly SubscriptionFinding[]): RunSummary['totals'] {
  const of = (coverage: Coverage) => subscriptions.filter((one) => one.coverage === coverage).length;
  const counts = subscriptions.reduce<VerdictCounts>(addCounts, NO_VERDICTS);
  return {
    subscriptions: {
      inScope: subscriptions.length,
      complete: of('complete'),
      partial: of('partial'),
      unreadable: of('unreadable'),
      disabled: of('disabled'),
      excluded: of('excluded'),
    },
    vms: { total: subscriptions.reduce((sum, { vms }) => sum + vms, 0), ...counts },
  };
}

/** A gap that is the tenant's, not one subscription's, is told once. */
function toldOnce(gaps: readonly CoverageGap[]): readonly CoverageGap[] {
  const [first] = gaps.filter(({ fact }) => fact === TENANT_WIDE_FACT);
  const others = gaps.filter(({ fact }) => fact !== TENANT_WIDE_FACT);
  return first === undefined
    ? others
    : [{ ...first, subscriptionId: null, subscriptionName: null }, ...others];
}

const TENANT_WIDE_FACT = 'subscription aliases';

/**
 * Judges one subscription. Should the judgement itself fail on its facts, the subscription is told as unreadable, with the error:
 * the others are judged all the same, and nobody takes it for audited.
 */
function judged(facts: SubscriptionFacts, context: AssessmentContext): SubscriptionAssessment {
  try {
    return assessSubscription(facts, context);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const problem = { code: 'InternalError', message: `the facts could not be judged: ${message}` };
    const unreadable = { kind: 'unreadable', problem, items: [] } as const;
    return assessSubscription(
      { ...facts, readings: { ...facts.readings, virtualMachines: unreadable } },
      context,
    );
  }
}

/** Judges a snapshot one subscription at a time and writes the findings; no more than one subscription's facts are held. */
export async function judgeRun(judgement: Judgement): Promise<JudgedRun> {
  const { source, target, signal } = judgement;
  const context = await tenantContext(judgement);
  const files = await openFiles(target, judgement.csv);
  const subscriptions: SubscriptionFinding[] = [];
  const gaps: CoverageGap[] = [];
  const warnings: string[] = [];
  const tally = createFindingTally();
  try {
    for await (const facts of readSnapshots(source, await listSnapshot(source))) {
      signal.throwIfAborted();
      const assessed = judged(facts, context);
      await files.write(assessed.subscription, assessed.vms);
      subscriptions.push(assessed.subscription);
      gaps.push(...assessed.gaps);
      warnings.push(...assessed.warnings);
      assessed.vms.forEach(tally.add);
    }
  } finally {
    await files.close();
  }
  const audited = subscriptions.filter(({ coverage }) => coverage !== 'excluded');
  const tenantIds = new Set(audited.flatMap(({ tenantId }) => tenantId ?? []));
  return {
    totals: totalsOf(subscriptions),
    gaps: toldOnce(gaps),
    differsUnderCurrentPolicy: subscriptions.reduce((sum, one) => sum + one.differsUnderCurrentPolicy, 0),
    tally,
    tenantIds: [...tenantIds].toSorted(),
    warnings: [...new Set(warnings)],
    subscriptions,
  };
}
