import type { Coverage } from '../model/finding.ts';
import type { CoverageGap, RunSummary } from '../model/run.ts';
import { grouped } from './counted.ts';
import { gapRemedy } from './gap-remedy.ts';
import { escapeHtml, htmlName } from './html-escape.ts';
import { htmlRegion } from './html-region.ts';
import { PLAIN_WORDS } from './plain-words.ts';

const COVERAGES = [
  'complete',
  'partial',
  'unreadable',
  'disabled',
  'excluded',
] as const satisfies readonly Coverage[];
/** How many subscriptions a group of like gaps names in the open. */
const NAMED = 4;

/**
 * How much of the scope was read, what was not, and what would make it readable; like gaps stand in one row. No link leads to a
 * subscription that is `leftOut`.
 */
export function htmlCoverage(run: RunSummary, leftOut: ReadonlySet<string> = new Set()): string {
  const rows = COVERAGES.map((coverage) => {
    const number = run.totals.subscriptions[coverage];
    return `<div${number === 0 ? ' class="zero"' : ''}><dt>${coverage}</dt><dd><span class="num">${grouped(number)}</span> <span class="means">${escapeHtml(PLAIN_WORDS.coverage[coverage])}</span></dd></div>`;
  });
  return `<section id="coverage" aria-labelledby="h-coverage"><h2 id="h-coverage">What could be read</h2>
<dl class="coverage">${rows.join('')}</dl>
${gapTable(run.coverage, leftOut)}</section>`;
}

function gapTable(gaps: readonly CoverageGap[], leftOut: ReadonlySet<string>): string {
  if (gaps.length === 0) return '<p>Nothing that was asked for stayed unread.</p>';
  const groups = [...groupsOf(gaps).values()].sort((a, b) => Number(b[0].required) - Number(a[0].required));
  const head = ['Fact', 'Needed for', 'What Azure answered', 'What makes it readable', 'Where']
    .map((title) => `<th scope="col">${title}</th>`)
    .join('');
  return htmlRegion(
    'What could not be read',
    `<table class="gaps"><caption><span>What could not be read: facts that verdicts need come first</span></caption><thead><tr>${head}</tr></thead><tbody>${groups.map((group) => gapRow(group, leftOut)).join('')}</tbody></table>`,
  );
}

type Group = [CoverageGap, ...CoverageGap[]];

function groupsOf(gaps: readonly CoverageGap[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const gap of gaps) {
    const key = JSON.stringify([gap.required, gap.fact, gap.status, gap.code, gap.action]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [gap]);
    else group.push(gap);
  }
  return groups;
}

function gapRow(group: Group, leftOut: ReadonlySet<string>): string {
  const [gap] = group;
  const places = group.map((each) => where(each, leftOut));
  const need = gap.required ? '<strong>verdicts</strong>' : 'offer and date only';
  const named = places.slice(0, NAMED).join('');
  const more = places.slice(NAMED);
  const rest =
    more.length === 0
      ? ''
      : `<details><summary>and ${grouped(more.length)} more</summary><ul class="where">${more.join('')}</ul></details>`;
  return `<tr><th scope="row">${escapeHtml(gap.fact)}</th><td>${need}</td><td>${htmlAnswer(gap)}</td><td>${escapeHtml(gapRemedy(gap))}</td><td><ul class="where">${named}</ul>${rest}</td></tr>`;
}

/** What Azure answered: the HTTP status and ARM's error code. */
export function htmlAnswer(gap: CoverageGap): string {
  const status = gap.status === null ? '' : `${gap.status} `;
  return `${status}<code>${escapeHtml(gap.code)}</code>`;
}

function where({ subscriptionId, subscriptionName }: CoverageGap, leftOut: ReadonlySet<string>): string {
  if (subscriptionId === null) return '<li>the whole tenant</li>';
  const name = htmlName(subscriptionName ?? subscriptionId);
  if (leftOut.has(subscriptionId)) return `<li>${name}</li>`;
  return `<li><a href="#s-${escapeHtml(subscriptionId)}">${name}</a></li>`;
}
