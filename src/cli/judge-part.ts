import type { AssessmentContext } from '../assess/assess-subscription.ts';
import {
  createDeclarationUse,
  type DeclarationUse,
  joinDeclarationUse,
  noteDeclarationUse,
} from '../assess/declaration-use.ts';
import type { Absence } from '../history/missing-vm.ts';
import { createReviewUse, joinReviewCounts, type ReviewCounts } from '../history/review-use.ts';
import { joinChanges } from '../history/run-changes.ts';
import type { RunChanges } from '../model/change.ts';
import type { HistoryHead } from '../model/history.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { createHistoryFile, type HistoryPart } from '../store/history-file.ts';
import { readSnapshots } from '../store/snapshot.ts';
import { openFindingsFiles } from './findings-files.ts';
import { createNight } from './night.ts';
import type { OpenNightTables } from './night-tables.ts';
import { type IdRange, type PastRun, pastEntries } from './past-entries.ts';
import { createRunTally, joinTotals, type RunTotals } from './run-tally.ts';
import { judged } from './tenant-context.ts';

/** What a run is judged with. Plain data: it may pass to another thread. */
export interface RunToJudge {
  /** The run folder whose snapshot is judged. */
  readonly source: string;
  /** The folder that takes the findings. */
  readonly target: string;
  readonly context: AssessmentContext;
  readonly csv: boolean;
  readonly head: HistoryHead;
  readonly previous: PastRun | undefined;
  readonly tellChanges: boolean;
  readonly absence: Absence;
  /** The day on which reviewers' words are weighed, a calendar date. */
  readonly today: string;
}

/** Some of a run's subscriptions, next to each other in the order of their IDs. Every part but the first has a folder of its own. */
export interface PartToJudge extends RunToJudge {
  readonly first: boolean;
  readonly ids: readonly SubscriptionId[];
  /** The IDs that this part answers for: also those that only the run before knows. */
  readonly range: IdRange;
}

/** What belongs to the process and cannot pass to another thread. */
export interface BesidePart {
  readonly openTables?: OpenNightTables | undefined;
  readonly signal?: AbortSignal;
}

/** What a part, or a run, amounts to. Plain data. */
export interface JudgedPart {
  readonly totals: RunTotals;
  readonly declarationUse: DeclarationUse;
  readonly reviewCounts: readonly ReviewCounts[];
  readonly changes: RunChanges | null;
  readonly memory: readonly HistoryPart[];
}

/**
 * Judges a part of a run, one subscription at a time, and writes its findings and what is to be remembered of them; no more than one
 * subscription's facts are held. Where it fails, what was written of the findings is the caller's to remove. The signal stops it between
 * two subscriptions.
 */
export async function judgePart(part: PartToJudge, beside: BesidePart = {}): Promise<JudgedPart> {
  const { source, target, first, csv, context, head, previous } = part;
  const { declarations, tagNames } = context;
  const tally = createRunTally();
  const use = createDeclarationUse(declarations);
  const reviewUse = createReviewUse(declarations.reviews);
  const files = await openFindingsFiles(target, { csv, first, openTables: beside.openTables, tagNames });
  const memory = await createHistoryFile(target);
  const night = createNight({
    head,
    previous: previous && { head: previous.head, entries: pastEntries(previous, part.range) },
    tellChanges: part.tellChanges,
    absence: part.absence,
    reviews: { entries: declarations.reviews, use: reviewUse, today: part.today, seenAt: context.seenAt },
    memory,
  });
  let done = false;
  try {
    for await (const facts of readSnapshots(source, part.ids, 'again')) {
      beside.signal?.throwIfAborted();
      const assessed = judged(facts, context);
      const compared = await night.take(facts, assessed);
      await files.write(compared.subscription, compared.vms);
      tally.add(facts, assessed, compared);
      noteDeclarationUse(use, declarations, facts);
    }
    const changes = await night.finish();
    const written = await memory.close();
    done = true;
    return {
      totals: tally.totals(),
      declarationUse: use,
      reviewCounts: reviewUse.counts(),
      changes,
      memory: [written],
    };
  } finally {
    await files.close();
    if (!done) await memory.discard();
  }
}

/** Two parts of a run as one; the subscriptions of `a` come first. */
export function joinParts(a: JudgedPart, b: JudgedPart): JudgedPart {
  return {
    totals: joinTotals(a.totals, b.totals),
    declarationUse: joinDeclarationUse(a.declarationUse, b.declarationUse),
    reviewCounts: joinReviewCounts(a.reviewCounts, b.reviewCounts),
    changes: a.changes === null || b.changes === null ? null : joinChanges(a.changes, b.changes),
    memory: [...a.memory, ...b.memory],
  };
}
