import type { OfferClass } from './offer.ts';
import type { ResourceKey } from './resource-id.ts';
import type { Matcher, ReviewEntry } from './review.ts';
import type { SubscriptionId } from './subscription-id.ts';

/** What the owner of a subscription knows and Azure does not tell. Dates are calendar dates, `2016-03-01`. */
export interface SubscriptionDeclaration {
  readonly offer?: OfferClass;
  readonly createdOn?: string;
  readonly exemption?: {
    readonly grantedOn?: string;
    readonly reference?: string;
    readonly by?: string;
  };
}

/** What a network's owner knows of the default route that it learns over BGP: none, or where it leads. */
export type LearnedDefaultRoute = 'none' | 'gateway' | 'appliance';

/** VMs that are meant to send mail: shown and listed first; `line` is where the entry stands in the file. */
export interface SenderEntry {
  readonly matcher: Extract<Matcher, { readonly kind: 'pattern' }>;
  readonly line: number;
}

/** The declarations file, checked: at most one declaration for a subscription. */
export interface Declarations {
  readonly subscriptions: ReadonlyMap<SubscriptionId, SubscriptionDeclaration>;
  readonly learnedDefaultRoutes: ReadonlyMap<ResourceKey, LearnedDefaultRoute>;
  readonly senders: readonly SenderEntry[];
  readonly reviews: readonly ReviewEntry[];
}

export const NO_DECLARATIONS: Declarations = {
  subscriptions: new Map(),
  learnedDefaultRoutes: new Map(),
  senders: [],
  reviews: [],
};
