import type { Explained } from '../model/finding.ts';
import type { CoverageGap } from '../model/run.ts';
import { counted } from './counted.ts';
import { item, paragraph } from './explain-lines.ts';
import type { Explanation } from './explanation.ts';
import { gapRemedy } from './gap-remedy.ts';
import { PLAIN_WORDS } from './plain-words.ts';

/** How many unread facts are named before the rest is only counted. */
const NAMED = 12;

/** What could not be read and bears on what is explained: what verdicts need one by one, the rest by what would help. */
export function gapLines({ gaps, subscription, subject }: Explanation): readonly string[] {
  const { coverage, coverageDetail, subscriptionId } = subscription;
  const detail = gaps.length === 0 && coverageDetail !== null ? ` (${coverageDetail})` : '';
  const required = gaps.filter((gap) => gap.required);
  const hidden = required.length - NAMED;
  const { actions } = (subject.kind === 'subscription' ? null : subject.vm) ?? subscription;
  const remedy = (gap: CoverageGap) =>
    isAskedFor(gap, actions) ? ': see what to do.' : `. ${gapRemedy(gap)}`;
  return [
    ...paragraph(`Coverage of the subscription: ${coverage}${detail}. ${PLAIN_WORDS.coverage[coverage]}`),
    ...required
      .slice(0, NAMED)
      .flatMap((gap) => item(`${gapInWords(gap, subscriptionId)} could not be read${remedy(gap)}`)),
    ...(hidden > 0 ? item(`and ${counted(hidden, 'more fact')} could not be read`) : []),
    ...optionalLines(
      gaps.filter((gap) => !gap.required),
      subscriptionId,
    ),
  ];
}

/** Whether a next step names what would make the fact readable already. */
function isAskedFor({ action, fact }: CoverageGap, actions: readonly Explained[]): boolean {
  return actions.some(({ message }) => action !== null && message.includes(action) && message.includes(fact));
}

function optionalLines(gaps: readonly CoverageGap[], own: string): readonly string[] {
  if (gaps.length === 0) return [];
  const byRemedy = new Map<string, string[]>();
  for (const gap of gaps) {
    const remedy = gapRemedy(gap);
    byRemedy.set(remedy, [...(byRemedy.get(remedy) ?? []), gapInWords(gap, own)]);
  }
  return [
    ...paragraph('Not read either, which only sharpens the offer, the date or the last start:'),
    ...[...byRemedy].flatMap(([remedy, facts]) => item(`${facts.join(', ')}. ${remedy}`)),
  ];
}

function gapInWords(
  { fact, status, code, subscriptionId, subscriptionName }: CoverageGap,
  own: string,
): string {
  const elsewhere = subscriptionId !== null && subscriptionId !== own;
  const place = elsewhere ? ` of subscription ${subscriptionName ?? subscriptionId}` : '';
  return `${fact}${place} (${status === null ? '' : `${status} `}${code})`;
}
