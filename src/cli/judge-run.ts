import type { AssessmentContext } from '../assess/assess-subscription.ts';
import { coverageOf } from '../assess/coverage.ts';
import { unusedDeclarations } from '../assess/declaration-use.ts';
import type { OptionalFactTally } from '../assess/optional-facts.ts';
import type { CountedVms } from '../assess/sender-counts.ts';
import { tenantGapsOnce } from '../assess/tenant-gaps.ts';
import { declarationDigests } from '../history/declaration-digests.ts';
import { reviewWarnings } from '../history/review-use.ts';
import { unreadFacts } from '../history/unread.ts';
import type { RunChanges } from '../model/change.ts';
import { HISTORY_SCHEMA_VERSION, type HistoryHead } from '../model/history.ts';
import { itemsOf } from '../model/reading.ts';
import { REVISION_NAMES } from '../model/revision.ts';
import type { CoverageGap, RunSummary } from '../model/run.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { listSnapshot } from '../store/snapshot.ts';
import { judgeParts, splitByWeight, type Weighed } from './judge-parts.ts';
import type { OpenNightTables } from './night-tables.ts';
import type { PastRun } from './past-entries.ts';
import { PastError } from './past-error.ts';
import { type SubscriptionColumns, type ToDo, totalsOf } from './run-tally.ts';
import { type FactsToJudge, tenantContext } from './tenant-context.ts';

/** The run before this one, whether its differences are to be told, and what the search for it came upon. */
export interface Past {
  readonly previous: PastRun | undefined;
  readonly tellChanges: boolean;
  readonly warnings: readonly string[];
}

/** Where the facts lie and where the findings go, and what to judge with. */
export interface Judgement extends FactsToJudge {
  /** The run folder that takes the findings. */
  readonly target: string;
  readonly csv: boolean;
  /** Opens what takes the rows for the history, where the run is to enter it. */
  readonly openTables?: OpenNightTables | undefined;
  readonly runId: string;
  /** The version of the program. */
  readonly tool: string;
  /** The day on which reviewers' words are weighed, a calendar date. */
  readonly today: string;
  /** Finds the run before, once it is known which tenants this one is about; `broken` are those that turned out unreadable. */
  readonly past: (tenantIds: readonly string[], broken: readonly PastError[]) => Promise<Past>;
  /** Whether the list of subscriptions was read to its end: what is not in it is gone then. */
  readonly listComplete: boolean;
  /** Whether the run is about every subscription that is visible. */
  readonly wholeTenant: boolean;
  /** How many threads may judge at once. */
  readonly cores: number;
}

/** What a judged run amounts to. */
export interface JudgedRun {
  readonly totals: RunSummary['totals'];
  readonly gaps: readonly CoverageGap[];
  readonly differsUnderCurrentPolicy: number;
  readonly tenantIds: readonly string[];
  readonly warnings: readonly string[];
  readonly subscriptions: readonly SubscriptionColumns[];
  readonly optionalFacts: OptionalFactTally;
  readonly senders: CountedVms;
  readonly accepted: CountedVms;
  readonly toDo: ToDo;
  readonly previousRunId: string | null;
  readonly changes: RunChanges | null;
}

/** What is known of the tenant as a whole before anything is judged. */
interface Outset {
  readonly context: AssessmentContext;
  /** The facts that could not be read. */
  readonly gaps: readonly CoverageGap[];
  readonly tenantIds: readonly string[];
  /** In the order of their IDs. */
  readonly subscriptions: readonly Weighed[];
}

function machineCount({ readings: { virtualMachines, scaleSets } }: SubscriptionFacts): number {
  const instances = itemsOf(scaleSets).map((set) => itemsOf(set.instances).length);
  return instances.reduce((sum, count) => sum + count, itemsOf(virtualMachines).length);
}

async function outsetOf(judgement: Judgement): Promise<Outset> {
  const gaps: CoverageGap[] = [];
  const tenants = new Set<string>();
  const machines: number[] = [];
  const context = await tenantContext(judgement, (facts: SubscriptionFacts) => {
    const found = coverageOf(facts);
    gaps.push(...found.gaps);
    machines.push(machineCount(facts));
    const { tenantId } = facts.subscription;
    if (tenantId !== undefined && found.coverage !== 'excluded') tenants.add(tenantId);
  });
  // They went by in the order of this list.
  const ids = await listSnapshot(judgement.source);
  return {
    context,
    gaps: tenantGapsOnce(gaps),
    tenantIds: [...tenants].toSorted(),
    subscriptions: ids.map((id, at) => ({ id, machines: machines[at] ?? 0 })),
  };
}

function historyHead({ runId, tool, context }: Judgement, gaps: readonly CoverageGap[]): HistoryHead {
  return {
    schemaVersion: HISTORY_SCHEMA_VERSION,
    runId,
    startedAt: context.seenAt,
    policy: context.revision,
    tool,
    revisions: REVISION_NAMES,
    declarations: declarationDigests(context.declarations),
    unread: unreadFacts(gaps),
  };
}

/**
 * Judges a snapshot one subscription at a time and writes the findings; a thread holds no more than one subscription's facts. Should
 * the memory of the run before break off on the way, all is judged once more beside an older one: no earlier run may cost this one.
 */
export async function judgeRun(judgement: Judgement): Promise<JudgedRun> {
  const outset = await outsetOf(judgement);
  const broken: PastError[] = [];
  for (;;) {
    try {
      return await judgeAfter(await judgement.past(outset.tenantIds, broken), judgement, outset);
    } catch (cause) {
      if (!(cause instanceof PastError)) throw cause;
      broken.push(cause);
    }
  }
}

/** Judges everything beside one earlier run, or beside none. Whatever fails leaves no findings. */
async function judgeAfter(past: Past, judgement: Judgement, outset: Outset): Promise<JudgedRun> {
  const { source, target, csv, today, signal, listComplete, wholeTenant, openTables } = judgement;
  const { context, gaps, tenantIds } = outset;
  const { declarations } = context;
  // The rows for the history go to one writer, in the order of the subscriptions.
  const lists = splitByWeight(outset.subscriptions, openTables === undefined ? judgement.cores : 1);
  const { totals, declarationUse, reviewCounts, changes } = await judgeParts(
    {
      source,
      target,
      context,
      csv,
      head: historyHead(judgement, gaps),
      previous: past.previous,
      tellChanges: past.tellChanges,
      absence: listComplete ? 'deleted' : 'not-listed',
      today,
    },
    lists,
    { openTables, signal },
  );
  const { subscriptions } = totals;
  const unused = unusedDeclarations(declarations, declarationUse, { tenant: context.tenant, wholeTenant });
  const complete = wholeTenant && listComplete && !gaps.some(({ required }) => required);
  const reviews = reviewWarnings(declarations.reviews, reviewCounts, { today, complete });
  return {
    totals: totalsOf(subscriptions),
    gaps: tenantGapsOnce(totals.gaps),
    differsUnderCurrentPolicy: subscriptions.reduce((sum, one) => sum + one.differsUnderCurrentPolicy, 0),
    tenantIds,
    warnings: [...new Set([...totals.warnings, ...unused, ...reviews, ...past.warnings])],
    subscriptions,
    optionalFacts: totals.optionalFacts,
    senders: totals.senders,
    accepted: totals.accepted,
    toDo: totals.toDo,
    previousRunId: changes?.before.runId ?? null,
    changes,
  };
}
