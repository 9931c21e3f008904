import type { Evidence } from '../model/evidence.ts';
import type { Explained } from '../model/finding.ts';
import { item, under } from './explain-lines.ts';
import type { Explanation } from './explanation.ts';
import { readableTime } from './readable-time.ts';
import { subscriptionNamedIn, withShortIds } from './short-ids.ts';

/** The reasons that speak of something that contradicts something else: they are marked, so that nobody reads past them. */
const CONTRADICTIONS: ReadonlySet<string> = new Set([
  'declared-offer-contradicts-quota-id',
  'declared-offer-contradicts-billing',
  'billing-contradicts-quota-id',
  'billing-leaves-none',
  'spending-limit-ignored',
  'creation-contradiction',
  'creation-witness-set-aside',
  'pages-disagree',
  'declared-exemption-needless',
  'flag-contradicts-policy',
  'flag-allows-against-policy',
]);

type Grounds = Pick<Explanation, 'subscription' | 'readAt' | 'rules'>;

/** Facts, each with its value, where and when it was read, and how it was taken. */
export function evidenceLines(evidence: readonly Evidence[], grounds: Grounds): readonly string[] {
  const own = grounds.subscription.subscriptionId;
  return evidence.flatMap((one) => {
    const { fact, value, source, confidence, note } = one;
    const sure = confidence === undefined ? '' : ` (${confidence} confidence)`;
    const time = readTime(one, grounds);
    const read = time === null ? '' : `read ${readableTime(time)} `;
    return [
      ...item(`${fact} = ${value}${sure}`),
      ...under(`${read}from ${withShortIds(source, own)}`),
      ...(note === undefined ? [] : under(`note: ${note}`)),
    ];
  });
}

/**
 * When a fact was read: with the other facts of the subscription that it lies in. What owners declare and what Microsoft's pages
 * say was not read from Azure, and has no such time.
 */
export function readTime(
  { source }: Pick<Evidence, 'source'>,
  { subscription, readAt }: Grounds,
): string | null {
  if (source.startsWith('declarations file')) return null;
  const holder = subscriptionNamedIn(source) ?? subscription.subscriptionId;
  return readAt[holder] ?? null;
}

/**
 * Sentences in the order in which they decided; the source of each once, and only where neither a fact
 * of the section nor the policy's own section names it.
 */
export function reasonLines(
  reasons: readonly Explained[],
  evidence: readonly Evidence[],
  grounds: Grounds,
): readonly string[] {
  const own = grounds.subscription.subscriptionId;
  const told = new Set(grounds.rules.pages.map(({ citation }) => citation));
  return reasons.flatMap(({ code, message, source }) => {
    const sentence = item(withShortIds(message, own), CONTRADICTIONS.has(code) ? '!' : '-');
    const isNew = source !== undefined && !told.has(source) && !isNamedBy(evidence, source);
    if (!isNew) return sentence;
    told.add(source);
    return [...sentence, ...under(`from ${withShortIds(source, own)}`)];
  });
}

function isNamedBy(evidence: readonly Evidence[], source: string): boolean {
  const bare = source.replace(/ \(undocumented\)$/, '');
  return bare.split('; ').every((part) => evidence.some((one) => one.source.includes(part)));
}

/** The next steps, most pressing first. */
export function actionLines(actions: readonly Explained[], { subscription }: Grounds): readonly string[] {
  return actions.flatMap(({ message }) => item(withShortIds(message, subscription.subscriptionId)));
}
