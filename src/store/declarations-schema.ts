import * as z from 'zod';
import { OFFER_CLASSES } from '../model/offer.ts';

/** A map with these keys and no others; a wrong key or value is told together with what may stand there. */
function mapOf<S extends z.core.$ZodShape>(shape: S) {
  return z.strictObject(shape, `expected ${Object.keys(shape).join(', ')}`);
}

function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, `expected one of ${values.join(', ')}`);
}

const words = z.string('expected text');

/** A day that exists, written `2016-03-01`. */
const calendarDate = z.string('expected a date such as 2016-03-01').refine((text) => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}, 'expected a date such as 2016-03-01');

const subscriptionDeclaration = mapOf({
  offer: oneOf(OFFER_CLASSES).exactOptional(),
  createdOn: calendarDate.exactOptional(),
  exemption: mapOf({
    grantedOn: calendarDate.exactOptional(),
    reference: words.exactOptional(),
    by: words.exactOptional(),
  }).exactOptional(),
});

const networkDeclaration = mapOf({ learnedDefaultRoute: oneOf(['none', 'gateway', 'appliance']) });

const senderPattern = mapOf({
  tag: z.record(z.string(), words, 'expected a map of tag names and values').optional(),
  name: words.optional(),
});

/**
 * The declarations file: what owners know and Azure does not tell. Unknown keys are refused. That the keys of `subscriptions` and
 * `networks` are IDs, each once, is for the reader of the file to check, which knows where they stand.
 */
export const declarationsSchema = mapOf({
  subscriptions: z
    .record(z.string(), subscriptionDeclaration, 'expected a map of subscription IDs')
    .optional(),
  networks: z
    .record(z.string(), networkDeclaration, 'expected a map of virtual network resource IDs')
    .optional(),
  senders: z.array(senderPattern, 'expected a list').optional(),
});
