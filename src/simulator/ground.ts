import type { PlatformState } from '../model/verdict.ts';
import type { Estate } from './estate.ts';
import type { PerEveryRevision } from './revision-truth.ts';
import type { FlagAnswer, SubscriptionSituation } from './subscription-situation.ts';

/** A subscription under construction. */
export interface Ground {
  readonly seed: number;
  /** The calendar date from which days are counted back. */
  readonly today: string;
  readonly tenantId: string;
  readonly subscriptionId: string;
  readonly situation: SubscriptionSituation;
  /** The named subscriptions of the tenant, as they are now. */
  readonly named: readonly SubscriptionSituation[];
  readonly estate: Estate;
  /** What the subscription allows a VM whose NIC says this. */
  readonly platforms: (answer: FlagAnswer) => PerEveryRevision<PlatformState>;
  /** The subscription that holds the tenant's hub, the one that lends a NIC, and one that nobody can read. */
  readonly hubSubscriptionId: string;
  readonly lenderSubscriptionId: string;
  readonly hiddenSubscriptionId: string;
}
