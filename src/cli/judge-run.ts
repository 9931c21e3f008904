import type { AssessmentContext } from '../assess/assess-subscription.ts';
import { coverageOf } from '../assess/coverage.ts';
import { createDeclarationUse, noteDeclarationUse, unusedDeclarations } from '../assess/declaration-use.ts';
import type { OptionalFactTally } from '../assess/optional-facts.ts';
import type { CountedVms } from '../assess/sender-counts.ts';
import { tenantGapsOnce } from '../assess/tenant-gaps.ts';
import { declarationDigests } from '../history/declaration-digests.ts';
import { createReviewUse } from '../history/review-use.ts';
import { unreadFacts } from '../history/unread.ts';
import type { RunChanges } from '../model/change.ts';
import { HISTORY_SCHEMA_VERSION, type HistoryHead } from '../model/history.ts';
import { REVISION_NAMES } from '../model/revision.ts';
import type { CoverageGap, RunSummary } from '../model/run.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { createHistoryFile } from '../store/history-file.ts';
import { listSnapshot, readSnapshots } from '../store/snapshot.ts';
import { openFindingsFiles } from './findings-files.ts';
import { createNight, type PreviousNight } from './night.ts';
import type { OpenNightTables } from './night-tables.ts';
import { PastError } from './past-error.ts';
import { createRunTally, type SubscriptionColumns, type ToDo, totalsOf } from './run-tally.ts';
import { type FactsToJudge, judged, tenantContext } from './tenant-context.ts';

/** The run before this one, whether its differences are to be told, and what the search for it came upon. */
export interface Past {
  readonly previous: PreviousNight | undefined;
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
  /** Stops between two subscriptions when it aborts. */
  readonly signal: AbortSignal;
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
}

async function outsetOf(judgement: Judgement): Promise<Outset> {
  const gaps: CoverageGap[] = [];
  const tenants = new Set<string>();
  const context = await tenantContext(judgement, (facts: SubscriptionFacts) => {
    const found = coverageOf(facts);
    gaps.push(...found.gaps);
    const { tenantId } = facts.subscription;
    if (tenantId !== undefined && found.coverage !== 'excluded') tenants.add(tenantId);
  });
  return { context, gaps: tenantGapsOnce(gaps), tenantIds: [...tenants].toSorted() };
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
 * Judges a snapshot one subscription at a time and writes the findings; no more than one subscription's facts are held. Should the memory
 * of the run before break off on the way, all is judged once more beside an older one: no earlier run may cost this one.
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
  const { source, target, today, signal, listComplete, wholeTenant } = judgement;
  const { context, gaps, tenantIds } = outset;
  const { declarations, tagNames } = context;
  const tally = createRunTally();
  const use = createDeclarationUse(declarations);
  const reviewUse = createReviewUse(declarations.reviews, {
    today,
    complete: () => wholeTenant && listComplete && !gaps.some(({ required }) => required),
  });
  const files = await openFindingsFiles(target, {
    csv: judgement.csv,
    openTables: judgement.openTables,
    tagNames,
  });
  const memory = await createHistoryFile(target);
  const night = createNight({
    head: historyHead(judgement, gaps),
    previous: past.previous,
    tellChanges: past.tellChanges,
    absence: listComplete ? 'deleted' : 'not-listed',
    reviews: { entries: declarations.reviews, use: reviewUse, today, seenAt: context.seenAt },
    memory,
  });
  let changes: RunChanges | null;
  let done = false;
  try {
    for await (const facts of readSnapshots(source, await listSnapshot(source), 'again')) {
      signal.throwIfAborted();
      const assessed = judged(facts, context);
      const compared = await night.take(facts, assessed);
      await files.write(compared.subscription, compared.vms);
      tally.add(facts, assessed, compared);
      noteDeclarationUse(use, facts);
    }
    changes = await night.finish();
    done = true;
  } finally {
    await files.close();
    if (!done) await Promise.all([memory.discard(), files.discard()]);
  }
  const { subscriptions } = tally;
  const unused = unusedDeclarations(declarations, use, { tenant: context.tenant, wholeTenant });
  return {
    totals: totalsOf(subscriptions),
    gaps: tenantGapsOnce(tally.gaps),
    differsUnderCurrentPolicy: subscriptions.reduce((sum, one) => sum + one.differsUnderCurrentPolicy, 0),
    tenantIds,
    warnings: [...new Set([...tally.warnings, ...unused, ...reviewUse.warnings(), ...past.warnings])],
    subscriptions,
    optionalFacts: tally.optionalFacts(),
    senders: tally.senders(),
    accepted: tally.accepted(),
    toDo: tally.toDo(),
    previousRunId: changes?.before.runId ?? null,
    changes,
  };
}
