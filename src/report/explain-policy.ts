import type { SubscriptionFinding } from '../model/finding.ts';
import type { OfferClass } from '../model/offer.ts';
import { CHINA_REVISIONS, type Cutoff, PUBLIC_REVISIONS, type RevisionName } from '../model/revision.ts';
import { createdInterval } from './created-interval.ts';
import { item, paragraph } from './explain-lines.ts';
import type { Explanation } from './explanation.ts';
import { PLAIN_WORDS } from './plain-words.ts';

/** The offer in one sentence, with its confidence and what is not ruled out beside it. */
export function offerInWords(subscription: SubscriptionFinding): string {
  const { offer, offerCandidates, offerConfidence, policyStatus } = subscription;
  const others = offerCandidates.filter((one) => one !== offer).map((one) => PLAIN_WORDS.offer[one]);
  if (offer === null) {
    if (others.length > MANY) return `Offer: not settled; it may be any of ${others.length}.`;
    if (others.length > 0) return `Offer: not settled; it may be ${others.join(', or ')}.`;
    return policyStatus === null ? 'Offer: none.' : 'Offer: not settled; it may be any.';
  }
  const sure = offerConfidence === null ? '' : `, ${offerConfidence} confidence`;
  const also = others.length === 0 ? '' : `; not ruled out: ${others.join(', ')}`;
  return `Offer: ${PLAIN_WORDS.offer[offer]}${sure}${also}.`;
}

/** When the subscription was created, as far as its witnesses bound it, and the side of the cut-off. */
export function creationInWords(subscription: SubscriptionFinding): string {
  const { createdNotBefore, createdNotAfter, cutoff } = subscription;
  const interval = createdInterval(createdNotBefore, createdNotAfter) ?? 'no date found';
  const side = cutoff === null ? '' : `; ${SIDES[cutoff]}`;
  return `Created: ${interval}${side}.`;
}

const SIDES = {
  before: 'before the cut-off of 15 November 2017',
  after: 'after the cut-off of 15 November 2017',
  indeterminate: 'whether that is before or after the cut-off of 15 November 2017 is not decided',
} as const satisfies Record<Cutoff, string>;

/** What the revision says of the offers that come into question, and the status that follows. */
export function policyLead({ rules, run, subscription }: Explanation): readonly string[] {
  const { policyStatus } = subscription;
  const current = rules.revision === run.policy.current ? ", Microsoft's current text" : '';
  return [
    ...paragraph(`Revision ${rules.revision}${current}: ${rules.title}.`),
    ...(policyStatus === null
      ? []
      : rules.rules.flatMap(({ offers, words }) => item(`${offersInWords(offers)}: ${words}`))),
    ...paragraph(
      policyStatus === null
        ? 'Status: none.'
        : `Status: ${policyStatus}. ${PLAIN_WORDS.policySays[policyStatus]}`,
    ),
  ];
}

/** Microsoft's pages behind the revision, each with its date and its address. */
export function pageLines({ rules }: Explanation): readonly string[] {
  return rules.pages.flatMap(({ citation }, at) =>
    at === 0 ? paragraph(`Microsoft's page: ${citation}.`) : paragraph(`Second page: ${citation}.`),
  );
}

const MANY = 6;

function offersInWords(offers: readonly OfferClass[]): string {
  const names = offers.map((one) => PLAIN_WORDS.offer[one]);
  return names.length > MANY
    ? `${names.slice(0, MANY).join(', ')} and ${names.length - MANY} more`
    : names.join(', ');
}

/** Which result each revision gives, revisions of one result together; those of the cloud first. */
export function revisionLines(
  explanation: Explanation,
  resultOf: (revision: RevisionName) => string,
): readonly string[] {
  const isChina = explanation.run.cloud === 'AzureChinaCloud';
  const [own, foreign] = isChina ? [CHINA_REVISIONS, PUBLIC_REVISIONS] : [PUBLIC_REVISIONS, CHINA_REVISIONS];
  return [
    ...alikeTogether(explanation, own, resultOf),
    ...paragraph(`By the rules of ${isChina ? 'the public cloud' : 'Azure China'}, for comparison only:`),
    ...alikeTogether(explanation, foreign, resultOf),
  ];
}

function alikeTogether(
  { rules, run }: Explanation,
  revisions: readonly RevisionName[],
  resultOf: (revision: RevisionName) => string,
): readonly string[] {
  const groups = new Map<string, string[]>();
  for (const revision of revisions) {
    const marks = [
      ...(revision === rules.revision ? ['as judged here'] : []),
      ...(revision === run.policy.current ? ["Microsoft's current text"] : []),
    ];
    const name = marks.length === 0 ? revision : `${revision} (${marks.join(', ')})`;
    const result = resultOf(revision);
    groups.set(result, [...(groups.get(result) ?? []), name]);
  }
  return [...groups].flatMap(([result, names]) => item(`${names.join(', ')}: ${result}`));
}
