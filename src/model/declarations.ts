import type { OfferClass } from './offer.ts';
import type { ResourceKey } from './resource-id.ts';
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

/** The declarations file, checked: at most one declaration for a subscription. */
export interface Declarations {
  readonly subscriptions: ReadonlyMap<SubscriptionId, SubscriptionDeclaration>;
  readonly learnedDefaultRoutes: ReadonlyMap<ResourceKey, LearnedDefaultRoute>;
}

export const NO_DECLARATIONS: Declarations = {
  subscriptions: new Map(),
  learnedDefaultRoutes: new Map(),
};
