import * as z from 'zod';
import type { BillingSubscriptionFact } from '../model/subscription-facts.ts';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import { isoTime, reported, text } from './raw-arm.ts';

/** A subscription as a billing account lists it. */
export interface BilledSubscription {
  readonly subscription: SubscriptionId;
  readonly fact: BillingSubscriptionFact;
}

/** Names become part of a path: whatever could lead elsewhere is no name of an account. */
const accountSchema = z.object({ name: z.string().regex(/^\w[\w.:-]*$/) });

/** The name of a billing account of the list (Microsoft.Billing, api-version 2024-04-01). */
export function billingAccountName(raw: unknown): string | undefined {
  const parsed = accountSchema.safeParse(raw);
  return parsed.success ? parsed.data.name : undefined;
}

const billedSchema = z.object({
  properties: z
    .object({ subscriptionId: text.catch(undefined), purchaseDate: text.catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** The Azure subscription that an entry stands for: none where it is a licence or a service bought otherwise. */
export function billedSubscriptions(account: string) {
  return (raw: unknown): readonly BilledSubscription[] | undefined => {
    const parsed = billedSchema.safeParse(raw);
    if (!parsed.success) return undefined;
    const { properties } = parsed.data;
    const subscription = parseSubscriptionId(properties?.subscriptionId ?? '');
    if (subscription === undefined) return [];
    const purchaseDate = isoTime(properties?.purchaseDate);
    return [{ subscription, fact: { account, ...reported({ purchaseDate }) } }];
  };
}
