import type { RunSummary } from '../model/run.ts';
import type { PageLimits } from '../report/html-sections.ts';
import type { ByteRange } from '../store/file-lines.ts';
import { plannedSubscriptions, type ReadStretch, readStretch } from './report-stretch.ts';
import { answerQuestions } from './thread.ts';

/** The stretch of a run's report that a thread of its own is to read: from the subscription with the number `first` to the last one. */
export interface StretchQuestion {
  readonly folder: string;
  readonly run: RunSummary;
  readonly limits: PageLimits;
  readonly first: number;
  readonly range: ByteRange;
}

// The subscriptions are read here once more: that is done sooner than they would have passed from the first thread.
answerQuestions<StretchQuestion, ReadStretch>(async ({ folder, run, limits, first, range }) => {
  const { subscriptions, plan } = await plannedSubscriptions(folder, limits);
  return readStretch({ folder, run, plan, subscriptions: subscriptions.slice(first), range });
});
