import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import { htmlSections, type ReportPart, type SectionPlan } from '../report/html-sections.ts';
import { createReportData, type ReportDataBuilder, type ReportDataPart } from '../report/report-data.ts';
import type { ByteRange } from '../store/file-lines.ts';
import { readVmFindings } from '../store/run-files.ts';

/** Subscriptions of a run that stand one behind the other, and where in `vms.ndjson` their VMs do: all of it without a range. */
export interface ReportStretch {
  readonly folder: string;
  readonly run: RunSummary;
  readonly plan: SectionPlan;
  readonly subscriptions: readonly SubscriptionFinding[];
  readonly range?: ByteRange | undefined;
}

/** A stretch, read to its end: its part of the plain page and of the data. */
export interface ReadStretch {
  readonly html: string;
  readonly data: ReportDataPart;
}

/** Brings the VMs of the NDJSON file together by subscription; both files are sorted by subscription ID. */
async function* partsOf(
  subscriptions: readonly SubscriptionFinding[],
  vms: AsyncGenerator<VmFinding>,
): AsyncGenerator<ReportPart> {
  try {
    let next = await vms.next();
    for (const subscription of subscriptions) {
      const own: VmFinding[] = [];
      while (!next.done && next.value.subscriptionId === subscription.subscriptionId) {
        own.push(next.value);
        next = await vms.next();
      }
      yield { subscription, vms: own };
    }
  } finally {
    await vms.return(undefined);
  }
}

/** The sections of a stretch, piece by piece; every VM is handed to the data on its way to them, so that it is read once. */
export async function* stretchSections(
  { folder, run, plan, subscriptions, range }: ReportStretch,
  data: ReportDataBuilder,
): AsyncGenerator<string> {
  const parts = partsOf(subscriptions, readVmFindings(folder, range));
  yield* htmlSections({ run, plan, subscriptions, parts: noting(parts, data) });
}

/** Hands every VM to the data on its way. */
async function* noting(
  parts: AsyncIterable<ReportPart>,
  data: ReportDataBuilder,
): AsyncGenerator<ReportPart> {
  for await (const part of parts) {
    part.vms.forEach(data.add);
    yield part;
  }
}

/** Reads a stretch to its end: nothing of its VMs is held but what the report says of them. */
export async function readStretch(stretch: ReportStretch): Promise<ReadStretch> {
  const data = createReportData();
  const pieces: string[] = [];
  for await (const piece of stretchSections(stretch, data)) pieces.push(piece);
  return { html: pieces.join(''), data: data.part() };
}
