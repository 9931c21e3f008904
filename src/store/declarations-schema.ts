import * as z from 'zod';
import { OFFER_CLASSES } from '../model/offer.ts';
import { parseSubscriptionId } from '../model/subscription-id.ts';

/** A day that exists, written `2016-03-01`. */
const calendarDate = z.string('expected a date such as 2016-03-01').refine((text) => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}, 'expected a date such as 2016-03-01');

const subscriptionId = z
  .string()
  .refine((text) => parseSubscriptionId(text) !== undefined, 'expected a subscription ID (a GUID)');

const subscriptionDeclaration = z.strictObject({
  offer: z.enum(OFFER_CLASSES).exactOptional(),
  createdOn: calendarDate.exactOptional(),
  exemption: z
    .strictObject({
      grantedOn: calendarDate.exactOptional(),
      reference: z.string().exactOptional(),
      by: z.string().exactOptional(),
    })
    .exactOptional(),
});

const senderPattern = z.strictObject({
  tag: z.record(z.string(), z.string()).optional(),
  name: z.string().optional(),
});

/** The declarations file: what owners know and Azure does not tell. Unknown keys are refused. */
export const declarationsSchema = z.strictObject({
  subscriptions: z.record(subscriptionId, subscriptionDeclaration).optional(),
  networks: z
    .record(z.string(), z.strictObject({ learnedDefaultRoute: z.enum(['none', 'gateway', 'appliance']) }))
    .optional(),
  senders: z.array(senderPattern).optional(),
});
