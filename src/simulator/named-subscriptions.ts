import type { SubscriptionSituation } from './subscription-situation.ts';
import { AGE_SUBSCRIPTIONS } from './subscriptions-age.ts';
import { COVERAGE_SUBSCRIPTIONS } from './subscriptions-coverage.ts';
import { CREDIT_SUBSCRIPTIONS } from './subscriptions-credit.ts';
import { CUSTOMER_AGREEMENT_SUBSCRIPTIONS } from './subscriptions-customer-agreement.ts';
import { ENTERPRISE_SUBSCRIPTIONS } from './subscriptions-enterprise.ts';
import { EXEMPTED_SUBSCRIPTIONS } from './subscriptions-exempted.ts';
import { HUB_SUBSCRIPTIONS } from './subscriptions-hubs.ts';
import { NETWORK_SUBSCRIPTIONS } from './subscriptions-network.ts';
import { PARTNER_SUBSCRIPTIONS } from './subscriptions-partner.ts';
import { PAY_AS_YOU_GO_SUBSCRIPTIONS } from './subscriptions-pay-as-you-go.ts';
import { SCALE_SET_SUBSCRIPTIONS } from './subscriptions-scale-sets.ts';

/** The subscriptions of the demo tenant, each a situation of its own, in the order in which they are listed. */
export const NAMED_SUBSCRIPTIONS: readonly SubscriptionSituation[] = [
  ...ENTERPRISE_SUBSCRIPTIONS,
  ...CUSTOMER_AGREEMENT_SUBSCRIPTIONS,
  ...PAY_AS_YOU_GO_SUBSCRIPTIONS,
  ...PARTNER_SUBSCRIPTIONS,
  ...CREDIT_SUBSCRIPTIONS,
  ...COVERAGE_SUBSCRIPTIONS,
  ...HUB_SUBSCRIPTIONS,
  ...SCALE_SET_SUBSCRIPTIONS,
  ...NETWORK_SUBSCRIPTIONS,
  ...AGE_SUBSCRIPTIONS,
  ...EXEMPTED_SUBSCRIPTIONS,
];
