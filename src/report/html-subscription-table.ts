import type { Coverage, SubscriptionFinding } from '../model/finding.ts';
import { COUNT_OF_VERDICT } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { VERDICTS } from '../model/verdict.ts';
import { counted, grouped } from './counted.ts';
import { createdInterval } from './created-interval.ts';
import { escapeHtml, htmlName } from './html-escape.ts';
import { NOT_KNOWN } from './html-facts.ts';
import { htmlRegion } from './html-region.ts';
import { verdictMark } from './html-verdict.ts';
import { PLAIN_WORDS } from './plain-words.ts';

/** From how many rows on the table scrolls under its own header. */
const TALL = 30;

/** Every subscription of the run in one table; the name of each that is `detailed` leads to its own section. */
export function htmlSubscriptionTable(
  run: RunSummary,
  subscriptions: readonly SubscriptionFinding[],
  detailed: ReadonlySet<SubscriptionId>,
): string {
  const shared = sharedNames(subscriptions);
  const rows = [...subscriptions].sort(byAttention).map((subscription) =>
    row(subscription, run, {
      isShared: shared.has(subscription.name),
      isDetailed: detailed.has(subscription.subscriptionId),
    }),
  );
  const tall = subscriptions.length > TALL ? ' tall' : '';
  const table = `<table class="subs${tall}"><caption><span>${counted(subscriptions.length, 'subscription')}, judged under revision ${escapeHtml(run.policy.revision)}: unreadable ones first, then by the number of VMs that cannot send</span></caption>
<thead><tr>${head()}</tr></thead><tbody>
${rows.join('\n')}
</tbody></table>`;
  return `<section id="subscriptions" aria-labelledby="h-subscriptions"><h2 id="h-subscriptions">Subscriptions</h2>
${htmlRegion('Table of subscriptions', table)}</section>`;
}

/** The names that more than one subscription has: there the row shows the ID too. */
function sharedNames(subscriptions: readonly SubscriptionFinding[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(
    subscriptions.flatMap(({ name }) => {
      if (seen.has(name)) return [name];
      seen.add(name);
      return [];
    }),
  );
}

function head(): string {
  const words = ['Subscription', 'Offer, confidence', 'Created', 'Policy', 'Exemption', 'Coverage', 'VMs'];
  const verdicts = VERDICTS.map(
    (verdict) => `<th scope="col" class="n"><span class="vn">${verdict}</span>${verdictMark(verdict)}</th>`,
  );
  const columns = words.map(
    (word) => `<th scope="col"${word === 'VMs' ? ' class="n"' : ''}>${escapeHtml(word)}</th>`,
  );
  return [...columns, ...verdicts].join('');
}

interface RowTraits {
  readonly isShared: boolean;
  readonly isDetailed: boolean;
}

function row(
  subscription: SubscriptionFinding,
  run: RunSummary,
  { isShared, isDetailed }: RowTraits,
): string {
  const { subscriptionId, name, exemption, coverage } = subscription;
  const cells = [
    offerCell(subscription),
    createdCell(subscription),
    policyCell(subscription, run),
    exemption === null ? NOT_KNOWN : PLAIN_WORDS.exemption[exemption],
    coverage === 'complete' ? coverage : `<strong>${coverage}</strong>`,
  ].map((html) => `<td>${html}</td>`);
  const id = isShared ? `<span class="sub2">${escapeHtml(subscriptionId)}</span>` : '';
  const named = isDetailed
    ? `<a href="#s-${escapeHtml(subscriptionId)}">${htmlName(name)}</a>`
    : htmlName(name);
  return `<tr><th scope="row">${named}${id}</th>${cells.join('')}${numberCells(subscription)}</tr>`;
}

/** A nought would be a pass: where no list of VMs was read, the row says so. */
const UNREAD = {
  unreadable: 'how many VMs it has is not known',
  disabled: 'VMs not asked for',
  excluded: 'VMs not asked for',
} as const satisfies Partial<Record<Coverage, string>>;

function numberCells(subscription: SubscriptionFinding): string {
  const { coverage, vms } = subscription;
  if (vms === 0 && coverage !== 'complete' && coverage !== 'partial') {
    return `<td class="unread" colspan="${VERDICTS.length + 1}">${UNREAD[coverage]}</td>`;
  }
  const numbers = [subscription.vms, ...VERDICTS.map((verdict) => subscription[COUNT_OF_VERDICT[verdict]])];
  return numbers
    .map((number) => `<td class="n${number === 0 ? ' zero' : ''}">${grouped(number)}</td>`)
    .join('');
}

function offerCell({ offer, offerConfidence, offerCandidates }: SubscriptionFinding): string {
  if (offer !== null) {
    const confidence = offerConfidence === null ? '' : ` <span class="faint">${offerConfidence}</span>`;
    return `${PLAIN_WORDS.offer[offer]}${confidence}`;
  }
  if (offerCandidates.length === 0) return NOT_KNOWN;
  return `not settled <span class="faint">${counted(offerCandidates.length, 'candidate')}</span>`;
}

function policyCell({ policyStatus, policyStatusCurrent }: SubscriptionFinding, run: RunSummary): string {
  if (policyStatus === null) return NOT_KNOWN;
  const chosen = PLAIN_WORDS.policyStatus[policyStatus];
  if (policyStatusCurrent === null || policyStatusCurrent === policyStatus) return chosen;
  return `${chosen} <span class="now">${escapeHtml(run.policy.current)}: ${PLAIN_WORDS.policyStatus[policyStatusCurrent]}</span>`;
}

/** A date is never broken in the middle. */
function createdCell({ createdNotBefore, createdNotAfter }: SubscriptionFinding): string {
  const interval = createdInterval(createdNotBefore, createdNotAfter);
  if (interval === null) return NOT_KNOWN;
  return escapeHtml(interval).replace(/(?:by |not before )?\d{4}-\d{2}-\d{2}/g, '<span class="nb">$&</span>');
}

function byAttention(a: SubscriptionFinding, b: SubscriptionFinding): number {
  return (
    Number(b.coverage === 'unreadable') - Number(a.coverage === 'unreadable') ||
    b.vms - b.direct - (a.vms - a.direct) ||
    b.vms - a.vms ||
    (a.subscriptionId < b.subscriptionId ? -1 : 1)
  );
}
