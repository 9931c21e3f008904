import type { SubscriptionFinding } from '../model/finding.ts';
import type { OfferClass } from '../model/offer.ts';
import { OFFER_CLASSES } from '../model/offer.ts';

/** How many of the VMs are instances of scale sets, and of how many. */
export interface ScaleSetInstances {
  readonly instances: number;
  readonly scaleSets: number;
}

/** What summaries say beside `run.json`. `offer` is `null` for the subscriptions whose offer is not settled or was not asked for. */
export interface RunHighlights {
  readonly subscriptionsByOffer: readonly {
    readonly offer: OfferClass | null;
    readonly subscriptions: number;
  }[];
  /** How many VMs `request-exemption` names that Microsoft's current page no longer offers it to. */
  readonly requestsNoLongerOffered: number;
  readonly scaleSetInstances: ScaleSetInstances;
}

type Highlighted = Pick<
  SubscriptionFinding,
  'offer' | 'requestsNoLongerOffered' | 'scaleSetInstances' | 'scaleSets'
>;

/** Adds up the subscriptions: by offer in the order of the policy table, those without one last; offers without any are left out. */
export function runHighlights(subscriptions: readonly Highlighted[]): RunHighlights {
  const counts = new Map<OfferClass | null, number>();
  for (const { offer } of subscriptions) counts.set(offer, (counts.get(offer) ?? 0) + 1);
  const order = [...OFFER_CLASSES, null];
  const total = (key: 'requestsNoLongerOffered' | 'scaleSetInstances' | 'scaleSets') =>
    subscriptions.reduce((sum, subscription) => sum + subscription[key], 0);
  return {
    subscriptionsByOffer: order.flatMap((offer) => {
      const count = counts.get(offer);
      return count === undefined ? [] : [{ offer, subscriptions: count }];
    }),
    requestsNoLongerOffered: total('requestsNoLongerOffered'),
    scaleSetInstances: { instances: total('scaleSetInstances'), scaleSets: total('scaleSets') },
  };
}
