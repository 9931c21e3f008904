import type { SubscriptionFinding } from '../model/finding.ts';
import type { PolicyStatus } from '../model/revision.ts';
import type { RunSummary } from '../model/run.ts';
import { counted } from './counted.ts';
import { createdInterval } from './created-interval.ts';
import { escapeHtml } from './html-escape.ts';
import { htmlFacts } from './html-facts.ts';
import { MICROSOFT_PAGE } from './microsoft-page.ts';
import { PLAIN_WORDS } from './plain-words.ts';

/** What was found of a subscription, and what the chosen revision and Microsoft's current page say of it, side by side. */
export function htmlPolicy(subscription: SubscriptionFinding, run: RunSummary): string {
  const { revision, current } = run.policy;
  const facts = htmlFacts([
    ['Offer', offer(subscription)],
    ['Created', created(subscription)],
    ['Exemption', subscription.exemption === null ? null : PLAIN_WORDS.exemption[subscription.exemption]],
    [
      revision === current
        ? `Revision ${revision}, Microsoft's current page`
        : `Revision ${revision}, chosen`,
      says(subscription.policyStatus),
    ],
    ...(revision === current
      ? []
      : ([
          [`Revision ${current}, Microsoft's current page`, says(subscription.policyStatusCurrent)],
        ] as const)),
  ]);
  const differing = subscription.differsUnderCurrentPolicy;
  const differs =
    differing === 0
      ? ''
      : `<p class="differs">${counted(differing, 'VM')} of this subscription would be judged differently under the current page.</p>`;
  const link = `<p class="src"><a href="${MICROSOFT_PAGE}" rel="noreferrer">Microsoft's page on outbound SMTP</a> (current text)</p>`;
  return `<h4>Offer, date and policy</h4>${facts}${differs}${link}`;
}

function says(status: PolicyStatus | null): string | null {
  if (status === null) return null;
  return `<b>${PLAIN_WORDS.policyStatus[status]}</b>. ${escapeHtml(PLAIN_WORDS.policySays[status])}`;
}

function offer({ offer: settled, offerCandidates, offerConfidence }: SubscriptionFinding): string | null {
  const others = offerCandidates
    .filter((candidate) => candidate !== settled)
    .map((name) => PLAIN_WORDS.offer[name]);
  if (settled === null) {
    return others.length === 0 ? null : `not settled; it may be ${others.join(', or ')}`;
  }
  const confidence = offerConfidence === null ? '' : `, ${offerConfidence} confidence`;
  const also = others.length === 0 ? '' : `; not ruled out: ${others.join(', ')}`;
  return `<b>${PLAIN_WORDS.offer[settled]}</b>${confidence}${also}`;
}

function created({ createdNotBefore, createdNotAfter, cutoff }: SubscriptionFinding): string | null {
  const interval = createdInterval(createdNotBefore, createdNotAfter);
  if (interval === null && cutoff === null) return null;
  const side = cutoff === null ? '' : `; ${PLAIN_WORDS.cutoff[cutoff]} (2017-11-15)`;
  return `<b>${escapeHtml(interval ?? 'no date found')}</b>${side}`;
}
