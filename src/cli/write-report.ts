import type { RunChanges } from '../model/change.ts';
import type { SubscriptionFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { TrendNight } from '../model/trend.ts';
import { planSections } from '../report/html-sections.ts';
import { runHighlights } from '../report/run-highlights.ts';
import { type FindingsBorder, findingsBorder } from '../store/findings-border.ts';
import { readSubscriptionFindings } from '../store/run-files.ts';
import { createTextFile } from '../store/text-file.ts';
import { type ReportOptions, reportPage } from './report-page.ts';
import { type ReadStretch, type ReportStretch, readStretch, stretchSections } from './report-stretch.ts';
import { startThread, type Thread } from './thread.ts';

/**
 * The report to write: of which run, from the findings in which folder, to which file. `changes` is `null` without a comparison;
 * `cores` is how many threads may work at once. Findings of `splitAt` bytes and more are read in two stretches.
 */
export interface ReportToWrite {
  readonly folder: string;
  readonly run: RunSummary;
  readonly path: string;
  readonly changes: RunChanges | null;
  readonly cores: number;
  readonly trend?: readonly TrendNight[];
  readonly options?: ReportOptions;
  readonly splitAt?: number;
}

/** From here on a second thread has more to do than it takes to start one. */
const SPLIT_AT = 32 * 1024 * 1024;

/** The thread that reads a report's second stretch beside the first one. */
type SecondThread = Thread<ReportStretch, ReadStretch>;

/**
 * Writes a run's HTML report, a few subscriptions' findings at a time. Where the findings are split follows from them alone, so that
 * the bytes do not depend on the number of cores.
 */
export async function writeReport(work: ReportToWrite): Promise<void> {
  const border = await findingsBorder(work.folder, work.splitAt ?? SPLIT_AT);
  const thread: SecondThread | undefined =
    border !== undefined && work.cores > 1
      ? startThread(new URL('./report-thread.js', import.meta.url))
      : undefined;
  try {
    await writePage(work, border, thread);
  } finally {
    await thread?.end();
  }
}

async function writePage(
  work: ReportToWrite,
  border: FindingsBorder | undefined,
  thread: SecondThread | undefined,
): Promise<void> {
  const { folder, run, path, changes, trend = [], options = {} } = work;
  const subscriptions: SubscriptionFinding[] = [];
  for await (const subscription of readSubscriptionFindings(folder)) subscriptions.push(subscription);
  const plan = planSections(subscriptions, { vmRowLimit: options.maxRowsStatic });
  const { first, second } = stretchesOf({ folder, run, plan, subscriptions }, border);
  const readSecond =
    second === undefined || thread === undefined
      ? async () => second && readStretch(second)
      : answerOf(thread.ask(second));
  const file = await createTextFile(path);
  try {
    const pieces = reportPage({
      ...{ run, subscriptions, plan, changes, trend, options },
      highlights: runHighlights(subscriptions),
      async *sections(data) {
        yield* stretchSections(first, data);
        const read = await readSecond();
        if (read === undefined) return;
        data.take(read.data);
        yield read.html;
      },
    });
    for await (const piece of pieces) await file.write(piece);
  } finally {
    await file.close();
  }
}

/** What stands before the border and what behind it; all is before it where its subscription is none of the run's. */
function stretchesOf(
  whole: Omit<ReportStretch, 'range'>,
  border: FindingsBorder | undefined,
): { readonly first: ReportStretch; readonly second?: ReportStretch } {
  const { subscriptions } = whole;
  const at = subscriptions.findIndex(({ subscriptionId }) => subscriptionId === border?.subscriptionId);
  if (border === undefined || at < 0) return { first: whole };
  const { offset } = border;
  return {
    first: { ...whole, subscriptions: subscriptions.slice(0, at), range: { start: 0, end: offset } },
    second: {
      ...whole,
      subscriptions: subscriptions.slice(at),
      range: { start: offset, end: Number.POSITIVE_INFINITY },
    },
  };
}

/** Keeps the thread's answer for later. A failure of the first stretch is told before one of the second. */
function answerOf(answer: Promise<ReadStretch>): () => Promise<ReadStretch> {
  // Until somebody waits for the answer, a failure has nobody to go to.
  answer.catch(() => undefined);
  return () => answer;
}
