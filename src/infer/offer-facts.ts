import type { OfferClass } from '../model/offer.ts';
import type { Reading } from '../model/reading.ts';
import type { BillingPropertyFact, SubscriptionFact } from '../model/subscription-facts.ts';

/** What is known of a subscription's offer: its list entry, its billing property, and what its owner declares. */
export interface OfferFacts {
  readonly subscription: SubscriptionFact;
  readonly billing: Reading<BillingPropertyFact>;
  readonly declared?: OfferClass;
}

/** The facts that an offer may rest on, by the names under which evidence lists them. */
export type OfferFactName = 'declared offer' | 'billing property' | 'quota ID';
