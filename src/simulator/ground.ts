import type { Estate } from './estate.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';

/** A subscription under construction. */
export interface Ground {
  readonly seed: number;
  readonly subscriptionId: string;
  readonly situation: SubscriptionSituation;
  readonly estate: Estate;
  /** The subscription that holds the tenant's hub, the one that lends a NIC, and one that nobody can read. */
  readonly hubSubscriptionId: string;
  readonly lenderSubscriptionId: string;
  readonly hiddenSubscriptionId: string;
}
