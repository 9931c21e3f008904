import { createHash } from 'node:crypto';
import type { RunChanges } from '../model/change.ts';
import type { TrendNight } from '../model/trend.ts';
import {
  HEAD_SCRIPT,
  htmlApplication,
  inlineScript,
  type PageApplication,
  reportStyle,
} from '../report/html-application.ts';
import { defaultTitle } from '../report/html-frame.ts';
import { type HtmlReportInput, htmlReport, type ReportApplication } from '../report/html-report.ts';
import { createReportData, type ReportDataBuilder } from '../report/report-data.ts';
import { compressed } from './compressed.ts';
import { readPageApplication } from './page-application.ts';

/** How a report is to look: its title, and how many rows of VMs its plain page lists at most. */
export interface ReportOptions {
  readonly title?: string;
  readonly maxRowsStatic?: number;
}

/** What a report is made of. `sections` hands every VM to the data on its way to the plain page; `changes` is `null` without a comparison. */
export interface ReportSource extends Pick<HtmlReportInput, 'run' | 'highlights' | 'subscriptions' | 'plan'> {
  readonly sections: (data: ReportDataBuilder) => AsyncIterable<string>;
  readonly changes: RunChanges | null;
  readonly trend?: readonly TrendNight[];
  readonly options: ReportOptions;
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

/** The report with its application and data, piece by piece; the VMs are read once. */
export async function* reportPage(source: ReportSource): AsyncGenerator<string> {
  const { run, highlights, subscriptions, plan, changes, options } = source;
  const application = await readPageApplication();
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
  yield* htmlReport({
    run,
    highlights,
    subscriptions,
    plan,
    sections: source.sections(data),
    trend: source.trend ?? [],
    application: reportApplication(application, ending),
    ...(options.title === undefined ? {} : { title: options.title }),
  });
}
