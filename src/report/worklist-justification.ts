import { counted } from './counted.ts';
import { createdInterval } from './created-interval.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { UNPRINTABLE } from './unprintable.ts';
import type { RequestRow } from './worklist-rows.ts';

/** How many senders are named. */
const NAMED = 20;

/**
 * A text to send with a request, as lines without an end; what only the owner knows stands in square brackets. `auditedOn` is a
 * calendar date.
 */
export function justification(row: RequestRow, auditedOn: string): readonly string[] {
  const created = createdInterval(row.createdNotBefore, row.createdNotAfter);
  const senders = row.senders.slice(0, NAMED).map(plain);
  const more = row.senders.length > NAMED ? ` and ${row.senders.length - NAMED} more` : '';
  return [
    `Please remove the restriction on outbound TCP port 25 from subscription ${plain(row.subscriptionName)} (${row.subscriptionId}).`,
    ...(row.offer === null ? [] : [`Offer: ${PLAIN_WORDS.offer[row.offer]}.`]),
    ...(created === null ? [] : [`Created: ${created}.`]),
    `An audit on ${auditedOn} found ${counted(row.vms, 'VM')} held back by it${senders.length === 0 ? '.' : `, among them mail servers: ${senders.join(', ')}${more}.`}`,
    'Why mail has to leave directly and not through a relay on port 587: [fill in]',
    'Who may send, and how abuse is prevented (authentication, rate limits, SPF, DKIM, DMARC): [fill in]',
    'Contact for abuse reports: [fill in]',
  ];
}

function plain(text: string): string {
  return text.replace(UNPRINTABLE, '');
}
