import type { VerdictCounts } from '../model/finding.ts';
import { COUNT_OF_VERDICT } from '../model/finding.ts';
import { VERDICTS } from '../model/verdict.ts';
import { grouped } from './counted.ts';
import { escapeHtml } from './html-escape.ts';
import { verdictMark } from './html-verdict.ts';

/** How many VMs fall under each verdict, as a list in one line: mark, number, word. Verdicts without any are left out. */
export function htmlTally(counts: VerdictCounts, label: string): string {
  const parts = VERDICTS.flatMap((verdict) => {
    const number = counts[COUNT_OF_VERDICT[verdict]];
    return number === 0 ? [] : [`<li>${verdictMark(verdict)}<b>${grouped(number)}</b> ${verdict}</li>`];
  });
  return `<ul class="tally" aria-label="${escapeHtml(label)}">${parts.join('')}</ul>`;
}
