import type { OfferClass } from '../model/offer.ts';
import type { BillingPropertyFact } from '../model/subscription-facts.ts';
import type { QuotaMeaning } from './quota-ids.ts';
import { classesOfSpendingLimits } from './spending-limit-types.ts';

/**
 * What the billing property leaves of the offers, and by which of its fields. `settles` when it names one class; `none-left` when
 * it rules out every offer that the quota ID allows, so that these stand; `undecided` when it says nothing usable.
 */
export interface BillingAnswer {
  readonly kind: 'settles' | 'several' | 'none-left' | 'undecided';
  readonly candidates: readonly OfferClass[];
  readonly leads: boolean;
  readonly deciding: readonly string[];
}

const EA_AND_MCA: readonly OfferClass[] = [
  'enterprise-agreement',
  'enterprise-dev-test',
  'mca-enterprise',
  'mca-individual',
];

/** Where a quota ID allows one of these, a customer agreement's account type tells which class it is. */
const TOLD_APART_BY_ACCOUNT: readonly OfferClass[] = [
  'enterprise-agreement',
  'pay-as-you-go',
  'mca-individual',
];

/**
 * Decides the offer from `Microsoft.Billing/billingProperty` (api-version 2024-04-01), by its agreement, account, workload and
 * spending limits, in that order. Enumerated values are compared without regard to letter case; unknown ones decide nothing.
 */
export function billingOffer(billing: BillingPropertyFact, quota: QuotaMeaning): BillingAnswer {
  const agreement = billing.agreementType?.toLowerCase();
  if (billing.hasCustomer) return settles('csp', 'customerId');
  switch (agreement) {
    case 'microsoftpartneragreement':
      return settles('csp', agreementOf(billing));
    case 'enterpriseagreement':
      return byEnterpriseAgreement(billing, quota);
    case 'microsoftcustomeragreement':
      return byCustomerAgreement(billing, quota);
    case 'microsoftonlineservicesprogram':
      return byOnlineServicesProgram(billing, quota);
    default:
      return { kind: 'undecided', candidates: quota.candidates, leads: quota.leads, deciding: [] };
  }
}

function byEnterpriseAgreement(billing: BillingPropertyFact, quota: QuotaMeaning): BillingAnswer {
  if (isDevTest(billing)) {
    return settles(
      'enterprise-dev-test',
      agreementOf(billing),
      `subscriptionWorkloadType ${billing.workloadType}`,
    );
  }
  return quota.prefix === 'msdndevtest'
    ? settles('enterprise-dev-test', agreementOf(billing), 'quotaId MSDNDevTest')
    : settles('enterprise-agreement', agreementOf(billing));
}

function byCustomerAgreement(billing: BillingPropertyFact, quota: QuotaMeaning): BillingAnswer {
  const named = bySpendingLimits(billing);
  if (named !== undefined) return named;
  const agreement = agreementOf(billing);
  const account = accountOf(billing);
  const enterprise = isOneOf(billing, ['enterprise']);
  if (quota.prefix === 'msdndevtest') {
    const offer = enterprise ? 'enterprise-dev-test' : 'pay-as-you-go-dev-test';
    return settles(offer, agreement, account, 'quotaId MSDNDevTest');
  }
  if (!quota.candidates.some((offer) => TOLD_APART_BY_ACCOUNT.includes(offer))) {
    return leaves(quota.candidates, quota.leads, [agreement, 'quotaId']);
  }
  if (enterprise && billing.transitioned !== true) {
    return isDevTest(billing)
      ? settles('enterprise-dev-test', agreement, account, `subscriptionWorkloadType ${billing.workloadType}`)
      : settles('mca-enterprise', agreement, account);
  }
  if (billing.transitioned === true)
    return settles('mca-individual', agreement, 'isTransitionedBillingAccount');
  return isOneOf(billing, ['individual', 'professional'])
    ? settles('mca-individual', agreement, account)
    : leaves(['mca-enterprise', 'mca-individual'], false, [agreement]);
}

function byOnlineServicesProgram(billing: BillingPropertyFact, quota: QuotaMeaning): BillingAnswer {
  const named = bySpendingLimits(billing);
  if (named !== undefined) return named;
  const agreement = agreementOf(billing);
  if (quota.prefix === 'msdndevtest') {
    return settles('pay-as-you-go-dev-test', agreement, 'quotaId MSDNDevTest');
  }
  const left = quota.candidates.filter((offer) => !EA_AND_MCA.includes(offer));
  return left.length === 0
    ? { kind: 'none-left', candidates: quota.candidates, leads: quota.leads, deciding: [agreement] }
    : leaves(left, quota.leads, [agreement, 'quotaId']);
}

function bySpendingLimits(billing: BillingPropertyFact): BillingAnswer | undefined {
  const named = classesOfSpendingLimits(billing.spendingLimitTypes);
  const types = `billingProfileSpendingLimitDetails[].type ${billing.spendingLimitTypes.join(', ')}`;
  return named.length === 0 ? undefined : leaves(named, false, [agreementOf(billing), types]);
}

function settles(offer: OfferClass, ...deciding: readonly string[]): BillingAnswer {
  return leaves([offer], false, deciding);
}

function leaves(
  candidates: readonly OfferClass[],
  leads: boolean,
  deciding: readonly string[],
): BillingAnswer {
  const several = candidates.length > 1;
  const fields = deciding.filter((field) => field !== '');
  return { kind: several ? 'several' : 'settles', candidates, leads: several && leads, deciding: fields };
}

function agreementOf(billing: BillingPropertyFact): string {
  return `billingAccountAgreementType ${billing.agreementType ?? '(none)'}`;
}

/** The account's sub-type and type as far as they were sent; empty where neither was. */
function accountOf(billing: BillingPropertyFact): string {
  return [
    billing.accountSubType === undefined ? '' : `billingAccountSubType ${billing.accountSubType}`,
    billing.accountType === undefined ? '' : `billingAccountType ${billing.accountType}`,
  ]
    .filter((field) => field !== '')
    .join(', ');
}

function isOneOf(billing: BillingPropertyFact, words: readonly string[]): boolean {
  return [billing.accountSubType, billing.accountType].some((word) =>
    words.includes(word?.toLowerCase() ?? ''),
  );
}

function isDevTest(billing: BillingPropertyFact): boolean {
  return billing.workloadType?.toLowerCase() === 'devtest';
}
