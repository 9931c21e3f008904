import type { SubscriptionFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { TrendNight } from '../model/trend.ts';
import { counted, grouped } from './counted.ts';
import { htmlBanner } from './html-banner.ts';
import { htmlCoverage } from './html-coverage.ts';
import { type AllowedHashes, defaultTitle, htmlFoot, htmlHead } from './html-frame.ts';
import { htmlOverview } from './html-overview.ts';
import type { SectionPlan } from './html-sections.ts';
import { HTML_STYLE } from './html-style.ts';
import { htmlSubscriptionTable } from './html-subscription-table.ts';
import type { RunHighlights } from './run-highlights.ts';

/**
 * What makes the page an application: the style of both, the script that goes into the head, the hashes of all that may run, and the
 * rest, which is asked for when all sections have gone by.
 */
export interface ReportApplication {
  readonly style: string;
  readonly headScript: string;
  readonly allowed: AllowedHashes;
  readonly ending: () => Promise<string>;
}

/**
 * What a report is written from: `subscriptions` all at once, for the overview; `sections` as {@link htmlSections} makes them by the
 * `plan`, one after the other. `trend` are the nights up to the run, oldest first, itself among them. Without an application the page
 * is the plain one alone.
 */
export interface HtmlReportInput {
  readonly run: RunSummary;
  readonly highlights: RunHighlights;
  readonly subscriptions: readonly SubscriptionFinding[];
  readonly plan: SectionPlan;
  readonly sections: AsyncIterable<string>;
  readonly trend?: readonly TrendNight[];
  readonly title?: string;
  readonly application?: ReportApplication;
}

/** The plain page alone loads and runs nothing; its own style needs no hash. */
const PLAIN: Omit<ReportApplication, 'ending'> = {
  style: HTML_STYLE,
  headScript: '',
  allowed: { styles: ['unsafe-inline'], scripts: [] },
};

/**
 * The report as one HTML page that needs no network, piece by piece. Beyond the limit of sections a subscription has its row in the
 * table alone. The same findings give the same bytes.
 *
 * What is read without scripts stands in `#plain`. Its sections by subscription, by far the longest part, stand in a `noscript`: a
 * browser that runs the application does not build them.
 */
export async function* htmlReport(input: HtmlReportInput): AsyncGenerator<string> {
  const { run, highlights, subscriptions, application } = input;
  const { detailed, budgets } = input.plan;
  const listed = [...budgets.values()].reduce((sum, { vms }) => sum + vms, 0);
  const { style, headScript, allowed } = application ?? PLAIN;
  yield htmlHead({ title: input.title ?? defaultTitle(run), style, script: headScript, allowed });
  yield `<div id="plain"><a class="skip" href="#main">Skip to the findings</a>
${htmlBanner(run, highlights, input.title)}<main id="main">`;
  yield htmlOverview(run, highlights, { listed, trend: input.trend ?? [] });
  yield htmlCoverage(
    run,
    new Set(subscriptions.map(({ subscriptionId }) => subscriptionId).filter((id) => !detailed.has(id))),
  );
  yield htmlSubscriptionTable(run, subscriptions, detailed);
  if (application !== undefined) yield '<noscript>';
  yield '<section id="details" aria-labelledby="h-details"><h2 id="h-details">Subscription by subscription</h2>\n';
  yield leftOut(subscriptions.length, detailed.size, application !== undefined);
  yield* input.sections;
  yield `</section>${application === undefined ? '' : '</noscript>'}</main>${htmlFoot(run)}</div>\n`;
  if (application !== undefined) yield await application.ending();
  yield '</body>\n</html>\n';
}

function leftOut(all: number, detailed: number, hasApplication: boolean): string {
  if (all <= detailed) return '';
  const application = hasApplication ? ', and so does this report where scripts run' : '';
  return `<p class="cut"><strong>The details of ${grouped(detailed)} of ${counted(all, 'subscription')} stand here; those of ${grouped(all - detailed)} were left out.</strong> Incomplete ones come first, then those that need something done, each with those whose VMs are meant to send mail before the others. All have their row in the table above; <code>subscriptions.csv</code> holds them all (<code>--format csv</code>)${application}.</p>\n`;
}
