import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './witness.ts';

/**
 * A billing account tells when the subscription was purchased under it: when it was made, unless an older strong witness shows
 * that it was transferred into that account. Where several accounts list it, the earliest purchase counts: a later one is a
 * transfer's.
 */
export function billingSubscriptionWitness({ readings }: SubscriptionFacts): Hearing {
  return hearing({
    template: {
      kind: 'billing-subscription',
      testimony: 'purchase',
      source: 'GET billingAccounts/billingSubscriptions (2024-04-01), properties.purchaseDate',
    },
    reading: readings.billingSubscriptions,
    sightings: itemsOf(readings.billingSubscriptions).map(({ account, purchaseDate }) => ({
      subject: account,
      at: purchaseDate,
    })),
  });
}
