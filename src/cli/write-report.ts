import { createHash } from 'node:crypto';
import type { RunChanges } from '../model/change.ts';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import {
  HEAD_SCRIPT,
  htmlApplication,
  inlineScript,
  type PageApplication,
  reportStyle,
} from '../report/html-application.ts';
import { defaultTitle } from '../report/html-frame.ts';
import { htmlReport, type ReportApplication, type ReportPart } from '../report/html-report.ts';
import { createReportData, type ReportDataBuilder } from '../report/report-data.ts';
import { readSubscriptionFindings, readVmFindings } from '../store/run-files.ts';
import { createTextFile } from '../store/text-file.ts';
import { compressed } from './compressed.ts';
import { createFindingTally, type FindingTally } from './finding-tally.ts';
import { readPageApplication } from './page-application.ts';

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

/** Hands every VM to the data on its way to the plain page. */
async function* noting(
  parts: AsyncIterable<ReportPart>,
  data: ReportDataBuilder,
): AsyncGenerator<ReportPart> {
  for await (const part of parts) {
    part.vms.forEach(data.add);
    yield part;
  }
}

/** How a report is to look: its title, and how many rows of VMs its plain page lists at most. */
export interface ReportOptions {
  readonly title?: string;
  readonly maxRowsStatic?: number;
}

/** The report to write: of which run, from the findings in which folder, to which file. `changes` is `null` without a comparison. */
export interface ReportToWrite {
  readonly folder: string;
  readonly run: RunSummary;
  readonly path: string;
  readonly tally: FindingTally;
  readonly changes: RunChanges | null;
  readonly options?: ReportOptions;
}

/** Counts the findings of a run's folder anew. */
export async function tallyFindings(folder: string): Promise<FindingTally> {
  const tally = createFindingTally();
  for await (const vm of readVmFindings(folder)) tally.add(vm);
  return tally;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function reportApplication(
  application: PageApplication,
  ending: ReportApplication['ending'],
): ReportApplication {
  const style = reportStyle(application);
  const scripts = [HEAD_SCRIPT, inlineScript(application.script)].map(hashOf);
  return { style, headScript: HEAD_SCRIPT, allowed: { styles: [hashOf(style)], scripts }, ending };
}

/** Writes a run's HTML report, one subscription's findings at a time. */
export async function writeReport(work: ReportToWrite): Promise<void> {
  const { folder, run, path, tally, changes, options = {} } = work;
  const subscriptions: SubscriptionFinding[] = [];
  for await (const subscription of readSubscriptionFindings(folder)) subscriptions.push(subscription);
  const application = await readPageApplication();
  const highlights = tally.highlights(subscriptions);
  const data = createReportData();
  const ending = async () => {
    const { table, chains } = data.finish({
      run,
      title: options.title ?? defaultTitle(run),
      changes,
      requestsNoLongerOffered: highlights.requestsNoLongerOffered,
      subscriptions,
    });
    const embedded = { table: await compressed(table), chains: await compressed(chains) };
    return htmlApplication(application, embedded);
  };
  const file = await createTextFile(path);
  try {
    const pieces = htmlReport({
      run,
      highlights,
      scaleSets: tally.scaleSets.bySubscription(),
      subscriptions,
      parts: noting(partsOf(subscriptions, readVmFindings(folder)), data),
      application: reportApplication(application, ending),
      ...(options.title === undefined ? {} : { title: options.title }),
      ...(options.maxRowsStatic === undefined ? {} : { vmRowLimit: options.maxRowsStatic }),
    });
    for await (const piece of pieces) await file.write(piece);
  } finally {
    await file.close();
  }
}
