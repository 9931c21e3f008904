import { COUNT_OF_VERDICT } from '../model/finding.ts';
import type { TrendNight, TrendPoint } from '../model/trend.ts';
import { VERDICTS, type Verdict } from '../model/verdict.ts';
import { counted, grouped } from './counted.ts';
import { escapeHtml } from './html-escape.ts';
import { verdictMark } from './html-verdict.ts';
import { readableTime } from './readable-time.ts';

/** The lines' field, in these units; it is as wide as its box. */
const WIDTH = 1000;
const HEIGHT = 40;
/** Room above and below a line, for its thickness. */
const EDGE = 3;
const TICK = 6;

/**
 * The VMs by verdict over the nights, oldest first: a line for each verdict with its first and last number, and all numbers as a table
 * behind a disclosure. Every line has a scale of its own that begins at nothing; time runs evenly. Empty for fewer than two nights. The
 * page must hold the verdicts' symbols and the chart's style.
 */
export function trendSvg(points: readonly TrendNight[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return '';
  const from = escapeHtml(readableTime(first.startedAt));
  const to = escapeHtml(readableTime(last.startedAt));
  const lines = VERDICTS.map((verdict) => line(verdict, points, `from ${from} to ${to}`));
  return `<figure class="trend"><ul>${lines.join('\n')}</ul>
<p class="span"><span>${from}</span><span>${to}</span></p>
${table(points)}
<figcaption class="faint">${points.length} nights of the same scope and revision. Each line has a scale of its own, from 0 to its highest number.${unreadNights(points)}</figcaption></figure>`;
}

/** What is missing in the numbers, in a sentence; empty where nothing is. */
function unreadNights(points: readonly TrendNight[]): string {
  const nights = points.filter(({ unread }) => unread > 0).length;
  return nights === 0
    ? ''
    : ` On ${counted(nights, 'night')} some subscriptions were not read, or only in part: their VMs may be missing.`;
}

function numbersOf(verdict: Verdict, points: readonly TrendPoint[]): readonly number[] {
  return points.map(({ counts }) => counts[COUNT_OF_VERDICT[verdict]]);
}

function line(verdict: Verdict, points: readonly TrendPoint[], span: string): string {
  const numbers = numbersOf(verdict, points);
  const [first = 0, last = 0] = [numbers[0], numbers.at(-1)];
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)];
  const told = `${verdict} ${span}: first ${grouped(first)}, last ${grouped(last)}, least ${grouped(least)}, most ${grouped(most)}`;
  const quiet = most === 0 ? ' class="zero"' : '';
  return `<li${quiet}><span class="name">${verdictMark(verdict)}${verdict}</span><span class="num">${grouped(first)}</span>
<svg class="c-${verdict}" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${told}"><title>${told}</title>${paths(points, numbers, most)}</svg>
<span class="num">${grouped(last)}</span></li>`;
}

/** The line itself, a stroke for every night below it, and the ground that it stands on. */
function paths(points: readonly TrendPoint[], numbers: readonly number[], most: number): string {
  const times = points.map(({ startedAt }) => Date.parse(startedAt));
  const [begin = 0, end = 0] = [times[0], times.at(-1)];
  const floor = HEIGHT - EDGE - TICK;
  const places = numbers.map((number, at) => {
    const x =
      Math.round(((WIDTH - 2 * EDGE) * ((times[at] ?? begin) - begin)) / Math.max(1, end - begin)) + EDGE;
    const y = floor - (most === 0 ? 0 : Math.round((10 * (floor - EDGE) * number) / most) / 10);
    return { x, y };
  });
  const drawn = places.map(({ x, y }) => `${x} ${y}`).join('L');
  const nights = places.map(({ x }) => `M${x} ${floor + 2}V${HEIGHT - EDGE}`).join('');
  return `<path class="nights" d="${nights}"/><path class="ground" d="M0 ${floor}H${WIDTH}"/><path d="M${drawn}"/>`;
}

function table(points: readonly TrendNight[]): string {
  const head = VERDICTS.map((verdict) => `<th scope="col">${verdict}</th>`).join('');
  const rows = points.toReversed().map(({ startedAt, counts, unread }) => {
    const cells = VERDICTS.map(
      (verdict) => `<td class="num">${grouped(counts[COUNT_OF_VERDICT[verdict]])}</td>`,
    );
    const total = `<td class="num">${grouped(counts.total)}</td>`;
    return `<tr><th scope="row">${escapeHtml(readableTime(startedAt))}</th>${total}${cells.join('')}<td class="num">${grouped(unread)}</td></tr>`;
  });
  return `<details><summary>The numbers, night by night</summary><div class="scroll" role="region" aria-label="VMs by verdict, night by night" tabindex="0"><table><thead><tr><th scope="col">night</th><th scope="col">VMs</th>${head}<th scope="col">subscriptions unread</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></details>`;
}
