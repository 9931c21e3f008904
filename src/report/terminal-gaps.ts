import type { CoverageGap, RunSummary } from '../model/run.ts';
import { counted, grouped } from './counted.ts';
import { gapRemedy } from './gap-remedy.ts';
import { gapsBySubscription } from './gaps-by-subscription.ts';
import type { TerminalStyle } from './terminal-style.ts';
import { cut, wrapped } from './terminal-text.ts';

/** How many subscriptions are named, and how many facts of each, before the rest is only counted. */
const NAMED = 5;
const FACTS = 3;

/**
 * What could not be read, as lines: the subscriptions that miss a fact which verdicts need, by name, each fact with what would
 * make it readable. Facts that only sharpen the offer or the date are counted.
 */
export function terminalGaps(run: RunSummary, width: number, style: TerminalStyle): readonly string[] {
  const required = [...gapsBySubscription(run.coverage.filter((gap) => gap.required)).values()];
  const optional = run.coverage.filter((gap) => !gap.required);
  const lines = required.slice(0, NAMED).flatMap((gaps) => subscriptionLines(gaps, width, style));
  if (required.length > NAMED) {
    lines.push(`  and ${grouped(required.length - NAMED)} more; subscriptions.csv names them all`);
  }
  if (optional.length > 0) {
    const where = counted(gapsBySubscription(optional).size, 'subscription');
    lines.push(
      ...wrapped(
        `${counted(optional.length, 'further fact')} in ${where} could not be read; they only sharpen the offer, the date and the last start.`,
        width - 2,
      ).map((line) => `  ${line}`),
    );
  }
  return lines.length === 0 ? [] : [style.strong('Could not be read'), ...lines, ''];
}

function subscriptionLines(
  gaps: readonly CoverageGap[],
  width: number,
  style: TerminalStyle,
): readonly string[] {
  const [first] = gaps;
  const id = first?.subscriptionId ?? null;
  const name = first?.subscriptionName ?? id ?? 'the tenant';
  const suffix = id === null || name === id ? '' : ` ${id}`;
  const facts = gaps.slice(0, FACTS).flatMap((gap) => {
    const [head = '', ...rest] = wrapped(`${gap.fact}: ${gapRemedy(gap)}`, width - 6);
    return [`    - ${head}`, ...rest.map((line) => `      ${line}`)];
  });
  const more = gaps.length > FACTS ? [`    - and ${counted(gaps.length - FACTS, 'more fact')}`] : [];
  return [`  ${cut(name, width - 2 - suffix.length)}${style.faint(suffix)}`, ...facts, ...more];
}
