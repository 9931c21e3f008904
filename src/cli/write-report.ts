import type { RunChanges } from '../model/change.ts';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { TrendNight } from '../model/trend.ts';
import type { ReportPart } from '../report/html-report.ts';
import { runHighlights } from '../report/run-highlights.ts';
import { readSubscriptionFindings, readVmFindings } from '../store/run-files.ts';
import { createTextFile } from '../store/text-file.ts';
import { type ReportOptions, reportPage } from './report-page.ts';

/** Brings the VMs of the NDJSON file together by subscription; both files are sorted by subscription ID. */
async function* partsOf(
  subscriptions: readonly SubscriptionFinding[],
  vms: AsyncGenerator<VmFinding>,
): AsyncGenerator<ReportPart> {
  let next = await vms.next();
  for (const subscription of subscriptions) {
    const own: VmFinding[] = [];
    while (!next.done && next.value.subscriptionId === subscription.subscriptionId) {
      own.push(next.value);
      next = await vms.next();
    }
    yield { subscription, vms: own };
  }
}

/** The report to write: of which run, from the findings in which folder, to which file. `changes` is `null` without a comparison. */
export interface ReportToWrite {
  readonly folder: string;
  readonly run: RunSummary;
  readonly path: string;
  readonly changes: RunChanges | null;
  readonly trend?: readonly TrendNight[];
  readonly options?: ReportOptions;
}

/** Writes a run's HTML report, one subscription's findings at a time. */
export async function writeReport(work: ReportToWrite): Promise<void> {
  const { folder, run, path, changes, trend = [], options = {} } = work;
  const subscriptions: SubscriptionFinding[] = [];
  for await (const subscription of readSubscriptionFindings(folder)) subscriptions.push(subscription);
  const file = await createTextFile(path);
  try {
    const pieces = reportPage({
      run,
      highlights: runHighlights(subscriptions),
      subscriptions,
      parts: partsOf(subscriptions, readVmFindings(folder)),
      changes,
      trend,
      options,
    });
    for await (const piece of pieces) await file.write(piece);
  } finally {
    await file.close();
  }
}
