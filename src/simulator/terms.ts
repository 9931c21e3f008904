import type { OfferClass } from '../model/offer.ts';
import { BILLING_ANSWERS } from './billing-answers.ts';
import type { Wire } from './estate.ts';

interface Terms {
  readonly quotaId: string;
  readonly billing: Wire;
  readonly offer: OfferClass;
}

/** What a subscription can be transferred to: its new quota ID, what billing then says, and the offer that both mean. */
export const NEW_TERMS = {
  'enterprise-agreement': {
    quotaId: 'EnterpriseAgreement_2014-09-01',
    billing: BILLING_ANSWERS.enterprise,
    offer: 'enterprise-agreement',
  },
  'mca-enterprise': {
    quotaId: 'EnterpriseAgreement_2014-09-01',
    billing: BILLING_ANSWERS.customerEnterprise,
    offer: 'mca-enterprise',
  },
  'pay-as-you-go': {
    quotaId: 'PayAsYouGo_2014-09-01',
    billing: BILLING_ANSWERS.online,
    offer: 'pay-as-you-go',
  },
  csp: { quotaId: 'CSP_2015-05-01', billing: BILLING_ANSWERS.partner, offer: 'csp' },
} as const satisfies Record<string, Terms>;
