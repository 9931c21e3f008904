import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import type { TrendNight } from '../model/trend.ts';
import { counted, grouped } from './counted.ts';
import { detailedSubscriptions } from './detailed-subscriptions.ts';
import { gapsBySubscription } from './gaps-by-subscription.ts';
import { htmlBanner } from './html-banner.ts';
import { htmlCoverage } from './html-coverage.ts';
import { type AllowedHashes, defaultTitle, htmlFoot, htmlHead } from './html-frame.ts';
import { htmlOverview } from './html-overview.ts';
import { HTML_STYLE } from './html-style.ts';
import { htmlSubscription } from './html-subscription.ts';
import { htmlSubscriptionTable } from './html-subscription-table.ts';
import { type RowBudget, rowBudgets } from './row-budgets.ts';
import type { RunHighlights } from './run-highlights.ts';

/** How many rows of VMs and scale sets the plain page holds at most, unless told otherwise: nobody reads on by then. */
const VM_ROW_LIMIT = 2000;

/** How many subscriptions have a section of their own on the plain page at most, unless told otherwise: each takes some 10 KB. */
const SECTION_LIMIT = 500;

const NO_ROWS: RowBudget = { vms: 0, scaleSets: 0 };

/** One subscription with its VMs, sorted by resource ID. */
export interface ReportPart {
  readonly subscription: SubscriptionFinding;
  readonly vms: readonly VmFinding[];
}

/**
 * What makes the page an application: the style of both, the script that goes into the head, the hashes of all that may run, and the
 * rest, which is asked for when all parts have gone by.
 */
export interface ReportApplication {
  readonly style: string;
  readonly headScript: string;
  readonly allowed: AllowedHashes;
  readonly ending: () => Promise<string>;
}

/**
 * What a report is written from: `subscriptions` all at once, for the overview; `parts` one after the other, in the same order.
 * `trend` are the nights up to the run, oldest first, itself among them. Without an application the page is the plain one alone.
 */
export interface HtmlReportInput {
  readonly run: RunSummary;
  readonly highlights: RunHighlights;
  readonly subscriptions: readonly SubscriptionFinding[];
  readonly parts: AsyncIterable<ReportPart>;
  readonly trend?: readonly TrendNight[];
  readonly vmRowLimit?: number;
  readonly sectionLimit?: number;
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
 * The report as one HTML page that needs no network, piece by piece: never more than one subscription's VMs are held. A subscription
 * of which no part comes has its section all the same, behind the others. Beyond the limit of sections a subscription has its row in the
 * table alone. The same findings give the same bytes.
 *
 * What is read without scripts stands in `#plain`. Its sections by subscription, by far the longest part, stand in a `noscript`: a
 * browser that runs the application does not build them.
 */
export async function* htmlReport(input: HtmlReportInput): AsyncGenerator<string> {
  const { run, highlights, subscriptions, application, vmRowLimit: limit = VM_ROW_LIMIT } = input;
  const detailed = detailedSubscriptions(subscriptions, input.sectionLimit ?? SECTION_LIMIT);
  const budgets = rowBudgets({
    subscriptions: subscriptions.filter(({ subscriptionId }) => detailed.has(subscriptionId)),
    limit,
  });
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
  yield* sections(input, detailed, budgets);
  yield `</section>${application === undefined ? '' : '</noscript>'}</main>${htmlFoot(run)}</div>\n`;
  if (application !== undefined) yield await application.ending();
  yield '</body>\n</html>\n';
}

function leftOut(all: number, detailed: number, hasApplication: boolean): string {
  if (all <= detailed) return '';
  const application = hasApplication ? ', and so does this report where scripts run' : '';
  return `<p class="cut"><strong>The details of ${grouped(detailed)} of ${counted(all, 'subscription')} stand here; those of ${grouped(all - detailed)} were left out.</strong> Incomplete ones come first, then those that need something done, each with those whose VMs are meant to send mail before the others. All have their row in the table above; <code>subscriptions.csv</code> holds them all (<code>--format csv</code>)${application}.</p>\n`;
}

async function* sections(
  { run, subscriptions, parts }: HtmlReportInput,
  detailed: ReadonlySet<SubscriptionId>,
  budgets: ReadonlyMap<SubscriptionId, RowBudget>,
): AsyncGenerator<string> {
  const gaps = gapsBySubscription(run.coverage);
  const waiting = new Map(
    subscriptions
      .filter(({ subscriptionId }) => detailed.has(subscriptionId))
      .map((subscription) => [subscription.subscriptionId, subscription]),
  );
  const section = ({ subscription, vms }: ReportPart) => {
    const id = subscription.subscriptionId;
    return htmlSubscription({
      run,
      subscription,
      vms,
      gaps: gaps.get(id) ?? [],
      rows: budgets.get(id) ?? NO_ROWS,
    });
  };
  for await (const part of parts) {
    const id = part.subscription.subscriptionId;
    waiting.delete(id);
    if (detailed.has(id)) yield* section(part);
  }
  for (const subscription of waiting.values()) yield* section({ subscription, vms: [] });
}
