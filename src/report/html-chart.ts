import type { VerdictCounts } from '../model/finding.ts';
import { COUNT_OF_VERDICT } from '../model/finding.ts';
import { VERDICTS } from '../model/verdict.ts';
import { grouped, share } from './counted.ts';
import { escapeHtml } from './html-escape.ts';
import { verdictMark } from './html-verdict.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

/** The bars' field: as wide as its box, in these units. */
const FIELD = 1000;
/** The least width of a bar that stands for anything, and the space between two. */
const LEAST = 6;
const GAP = 3;

/**
 * The VMs by verdict: one bar in which all of them are 100 %, and for each verdict its number, its share, a bar of its own, what it
 * means and what its owner does. Words, numbers and shapes say all that the colours say.
 */
export function htmlChart(counts: VerdictCounts & { readonly total: number }): string {
  const most = Math.max(1, ...VERDICTS.map((verdict) => counts[COUNT_OF_VERDICT[verdict]]));
  const rows = VERDICTS.map((verdict) => {
    const { means, todo } = VERDICT_WORDS[verdict];
    const number = counts[COUNT_OF_VERDICT[verdict]];
    const width = number === 0 ? 0 : Math.max(LEAST, Math.round((FIELD * number) / most));
    return `<li${number === 0 ? ' class="zero"' : ''}><span class="name">${verdictMark(verdict)}${verdict}</span>
<span class="num">${grouped(number)}<span class="vh"> VMs, </span></span><span class="pct">${share(number, counts.total)}</span>
${bars(`c-${verdict}`, width)}
<p class="means">${escapeHtml(means)}</p><p>${escapeHtml(todo)}</p></li>`;
  });
  return `${whole(counts)}<ul class="verdicts">${rows.join('\n')}</ul>`;
}

function bars(colour: string, width: number): string {
  return `<svg class="bar" viewBox="0 0 ${FIELD} 10" preserveAspectRatio="none" aria-hidden="true"><rect class="${colour}" width="${width}" height="10"/></svg>`;
}

function whole(counts: VerdictCounts & { readonly total: number }): string {
  if (counts.total === 0) return '';
  const parts = VERDICTS.map((verdict) => ({ verdict, number: counts[COUNT_OF_VERDICT[verdict]] })).filter(
    ({ number }) => number > 0,
  );
  const words = parts.map(({ verdict, number }) => `${verdict} ${grouped(number)}`).join(', ');
  const room = FIELD - GAP * (parts.length - 1) - LEAST * parts.length;
  let x = 0;
  const rects = parts.map(({ verdict, number }) => {
    const width = LEAST + Math.round((room * number) / counts.total);
    const rect = `<rect class="c-${verdict}" x="${x}" width="${width}" height="10"/>`;
    x += width + GAP;
    return rect;
  });
  return `<svg class="whole" viewBox="0 0 ${FIELD} 10" preserveAspectRatio="none" role="img" aria-label="VMs by verdict: ${words}">${rects.join('')}</svg>`;
}
