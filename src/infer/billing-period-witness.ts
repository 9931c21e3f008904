import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './witness.ts';

/**
 * A subscription existed by the end of its first billing period, a calendar date. The period's start proves nothing: it can lie
 * before the subscription. Only web-direct offers have billing periods.
 */
export function billingPeriodWitness({ readings }: SubscriptionFacts): Hearing {
  return hearing({
    template: {
      kind: 'billing-period',
      testimony: 'not-after',
      source: 'GET Microsoft.Billing/billingPeriods, properties.billingPeriodEndDate',
    },
    reading: readings.billingPeriods,
    sightings: itemsOf(readings.billingPeriods).map(({ name, endDate }) => ({ subject: name, at: endDate })),
  });
}
