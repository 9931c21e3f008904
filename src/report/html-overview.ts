import type { RunSummary } from '../model/run.ts';
import type { TrendNight } from '../model/trend.ts';
import { counted, grouped } from './counted.ts';
import { htmlChart } from './html-chart.ts';
import { escapeHtml } from './html-escape.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import type { RunHighlights } from './run-highlights.ts';
import { scaleSetNote } from './scale-set-note.ts';
import { trendSvg } from './trend-svg.ts';

/** What the overview tells beside the run: how many VMs the page will list, and the nights up to the run, oldest first. */
interface BesideRun {
  readonly listed: number;
  readonly trend: readonly TrendNight[];
}

/** The numbers of the whole run: VMs by verdict, now and over the nights, subscriptions by offer, warnings. */
export function htmlOverview(
  run: RunSummary,
  highlights: RunHighlights,
  { listed, trend }: BesideRun,
): string {
  const hidden = run.totals.vms.total - listed;
  const cut =
    hidden <= 0
      ? ''
      : `<p class="cut"><strong>This page lists ${grouped(listed)} of the ${counted(run.totals.vms.total, 'VM')}; ${grouped(hidden)} are not shown in this file.</strong> Those that need something done come first, from every subscription alike. <code>vms.csv</code> holds all of them (<code>--format csv</code>).</p>`;
  const note = scaleSetNote(highlights.scaleSetInstances);
  const sets = note === null ? '' : `<p>${note}</p>`;
  return `<section id="verdicts" aria-labelledby="h-verdicts"><h2 id="h-verdicts">${counted(run.totals.vms.total, 'VM')} by verdict</h2>
${sets}${htmlChart(run.totals.vms)}${cut}</section>
${overNights(trend)}${offers(highlights)}${warnings(run)}`;
}

/** The application shows this very section on its own overview, too. */
function overNights(trend: readonly TrendNight[]): string {
  const chart = trendSvg(trend);
  return chart === ''
    ? ''
    : `<section id="trend" aria-labelledby="h-trend"><h2 id="h-trend">Night by night</h2>${chart}</section>\n`;
}

function offers({ subscriptionsByOffer }: RunHighlights): string {
  if (subscriptionsByOffer.length === 0) return '';
  const rows = subscriptionsByOffer.map(({ offer, subscriptions }) => {
    const name = offer === null ? 'not settled, or not asked for' : PLAIN_WORDS.offer[offer];
    return `<div><dt>${escapeHtml(name)}</dt><dd class="num">${grouped(subscriptions)}</dd></div>`;
  });
  return `<section aria-labelledby="h-offers"><h2 id="h-offers">Subscriptions by offer</h2><dl class="offers">${rows.join('')}</dl></section>\n`;
}

function warnings(run: RunSummary): string {
  if (run.warnings.length === 0) return '';
  const items = run.warnings.map((warning) => `<li>${escapeHtml(warning)}</li>`);
  return `<section aria-labelledby="h-warnings"><h2 id="h-warnings">Warnings</h2><ul class="why">${items.join('')}</ul></section>\n`;
}
