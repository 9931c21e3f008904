import * as z from 'zod';
import { OFFER_CLASSES } from '../model/offer.ts';
import { ID_PATTERNS } from './declared-ids.ts';
import { dateUntil, mapOf, oneOf, words } from './declared-words.ts';
import { reviewSchema } from './review-schema.ts';
import { senderSchema } from './sender-schema.ts';

function subscriptionSchema(today: string) {
  const pastDate = dateUntil(today);
  return mapOf({
    offer: oneOf(OFFER_CLASSES)
      .describe('The commercial type of the subscription, where Azure does not tell it or tells it wrongly.')
      .exactOptional(),
    createdOn: pastDate
      .describe('The day on which the subscription was created: 2016-03-01, not in the future.')
      .exactOptional(),
    exemption: mapOf({
      grantedOn: pastDate
        .describe('The day on which Microsoft removed the block of port 25: not in the future.')
        .exactOptional(),
      reference: words
        .describe('Where that is on record, such as the number of the support request.')
        .exactOptional(),
      by: words.describe('Who says so.').exactOptional(),
    })
      .describe('That Microsoft has removed the block of outbound port 25 for this subscription.')
      .exactOptional(),
  }).describe('What the owner of a subscription knows and Azure does not tell.');
}

const networkSchema = mapOf({
  learnedDefaultRoute: oneOf(['none', 'gateway', 'appliance']).describe(
    'The default route that the network learns over BGP: none, or whether it leads to a gateway or to an appliance.',
  ),
}).describe('What the owner of a virtual network knows and Azure does not tell.');

/**
 * The declarations file: what owners know and Azure does not tell. Unknown keys are refused, and dates of what has happened must
 * not lie after `today` (a calendar date). That the keys of `subscriptions` and `networks` are IDs, each once, is for the reader of
 * the file to check, which knows where they stand.
 */
export function declarationsSchema(today: string) {
  return mapOf({
    $schema: words.describe('Where an editor finds this schema; not read otherwise.').optional(),
    subscriptions: z
      .record(
        z.string().meta({ pattern: ID_PATTERNS.subscription }),
        subscriptionSchema(today),
        'expected a map of subscription IDs',
      )
      .describe('Declarations by subscription ID (a GUID), each once.')
      .optional(),
    networks: z
      .record(
        z.string().meta({ pattern: ID_PATTERNS.network }),
        networkSchema,
        'expected a map of virtual network resource IDs',
      )
      .describe('Declarations by the resource ID of a virtual network, each once.')
      .optional(),
    senders: z
      .array(senderSchema, 'expected a list')
      .describe('VMs that are meant to send mail: they are shown and listed first.')
      .optional(),
    reviews: z
      .array(reviewSchema(today), 'expected a list')
      .describe('Findings that somebody has accepted or looked at.')
      .optional(),
  });
}

export type DeclarationsData = z.output<ReturnType<typeof declarationsSchema>>;
