import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { gapsBySubscription } from './gaps-by-subscription.ts';
import { htmlBanner } from './html-banner.ts';
import { htmlCoverage } from './html-coverage.ts';
import { htmlFoot, htmlHead } from './html-frame.ts';
import { htmlOverview } from './html-overview.ts';
import { htmlSubscription } from './html-subscription.ts';
import { htmlSubscriptionTable } from './html-subscription-table.ts';
import { type RowBudget, rowBudgets } from './row-budgets.ts';
import type { RunHighlights } from './run-highlights.ts';

/** How many rows of VMs and scale sets one page holds at most, unless told otherwise: beyond that browsers get slow and nobody reads on. */
const VM_ROW_LIMIT = 2000;

const NO_ROWS: RowBudget = { vms: 0, scaleSets: 0 };

/** One subscription with its VMs, sorted by resource ID. */
export interface ReportPart {
  readonly subscription: SubscriptionFinding;
  readonly vms: readonly VmFinding[];
}

/**
 * What a report is written from: `subscriptions` all at once, for the overview; `parts` one after the other, in the same order.
 * `scaleSets` is the number of scale sets of each subscription that has any; without it their rows are not counted in the limit.
 */
export interface HtmlReportInput {
  readonly run: RunSummary;
  readonly highlights: RunHighlights;
  readonly subscriptions: readonly SubscriptionFinding[];
  readonly parts: AsyncIterable<ReportPart>;
  readonly scaleSets?: ReadonlyMap<SubscriptionId, number>;
  readonly vmRowLimit?: number;
}

/**
 * The report as one HTML page that needs no network and no script, piece by piece: never more than one subscription's VMs are held.
 * A subscription of which no part comes has its section all the same, behind the others. The same findings give the same bytes.
 */
export async function* htmlReport(input: HtmlReportInput): AsyncGenerator<string> {
  const { run, highlights, subscriptions, parts, scaleSets, vmRowLimit: limit = VM_ROW_LIMIT } = input;
  const budgets = rowBudgets({ subscriptions, limit, ...(scaleSets === undefined ? {} : { scaleSets }) });
  const gaps = gapsBySubscription(run.coverage);
  const listed = [...budgets.values()].reduce((sum, { vms }) => sum + vms, 0);
  yield htmlHead(run);
  yield `${htmlBanner(run, highlights)}<main id="main">`;
  yield htmlOverview(run, highlights, listed);
  yield htmlCoverage(run);
  yield htmlSubscriptionTable(run, subscriptions);
  yield '<section id="details" aria-labelledby="h-details"><h2 id="h-details">Subscription by subscription</h2>\n';
  const waiting = new Map(subscriptions.map((subscription) => [subscription.subscriptionId, subscription]));
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
    waiting.delete(part.subscription.subscriptionId);
    yield* section(part);
  }
  for (const subscription of waiting.values()) yield* section({ subscription, vms: [] });
  yield `</section></main>${htmlFoot(run)}`;
}
