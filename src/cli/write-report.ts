import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import { htmlReport, type ReportPart } from '../report/html-report.ts';
import { noLongerOffered } from '../report/no-longer-offered.ts';
import { runHighlights } from '../report/run-highlights.ts';
import { readSubscriptionFindings, readVmFindings } from '../store/run-files.ts';
import { createTextFile } from '../store/text-file.ts';

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

async function countNoLongerOffered(folder: string): Promise<number> {
  let count = 0;
  for await (const vm of readVmFindings(folder)) if (noLongerOffered(vm)) count += 1;
  return count;
}

/** Writes a run's HTML report to `path`, from the findings in the run's folder. */
export async function writeReport(folder: string, run: RunSummary, path: string): Promise<void> {
  const subscriptions: SubscriptionFinding[] = [];
  for await (const subscription of readSubscriptionFindings(folder)) subscriptions.push(subscription);
  const file = await createTextFile(path);
  try {
    const pieces = htmlReport({
      run,
      highlights: runHighlights(subscriptions, await countNoLongerOffered(folder)),
      subscriptions,
      parts: partsOf(subscriptions, readVmFindings(folder)),
    });
    for await (const piece of pieces) await file.write(piece);
  } finally {
    await file.close();
  }
}
