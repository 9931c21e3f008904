import type { Wire } from './estate.ts';

/** Billing properties as `api-version=2024-04-01` answers them, by who sold the subscription. */
export const BILLING_ANSWERS = {
  enterprise: {
    billingAccountAgreementType: 'EnterpriseAgreement',
    billingAccountDisplayName: 'Contoso',
    billingAccountId: '/providers/Microsoft.Billing/billingAccounts/8611537',
    billingAccountType: 'Enterprise',
    enrollmentDetails: { enrollmentAccountDisplayName: 'IT Operations', enrollmentAccountStatus: 'Active' },
    isTransitionedBillingAccount: false,
    subscriptionBillingStatus: 'Active',
    subscriptionWorkloadType: 'Production',
  },
  enterpriseDevTest: {
    billingAccountAgreementType: 'EnterpriseAgreement',
    billingAccountType: 'Enterprise',
    subscriptionWorkloadType: 'DevTest',
  },
  customerEnterprise: {
    billingAccountAgreementType: 'MicrosoftCustomerAgreement',
    billingAccountDisplayName: 'Contoso',
    billingAccountType: 'Business',
    billingAccountSubType: 'Enterprise',
    isTransitionedBillingAccount: false,
    billingProfileSpendingLimit: 'Off',
    billingProfileSpendingLimitDetails: null,
    skuDescription: 'Microsoft Azure Plan',
    skuId: '0001',
    subscriptionWorkloadType: 'Production',
  },
  customerIndividual: {
    billingAccountAgreementType: 'MicrosoftCustomerAgreement',
    billingAccountType: 'Individual',
    billingAccountSubType: 'Individual',
    isTransitionedBillingAccount: false,
    skuDescription: 'Microsoft Azure Plan',
    subscriptionWorkloadType: 'Production',
  },
  customerProfessional: {
    billingAccountAgreementType: 'MicrosoftCustomerAgreement',
    billingAccountType: 'Business',
    billingAccountSubType: 'Professional',
    skuDescription: 'Microsoft Azure Plan',
    subscriptionWorkloadType: 'Production',
  },
  customerTransitioned: {
    billingAccountAgreementType: 'MicrosoftCustomerAgreement',
    billingAccountType: 'Enterprise',
    billingAccountSubType: 'None',
    isTransitionedBillingAccount: true,
    subscriptionWorkloadType: 'Production',
  },
  customerUnclear: {
    billingAccountAgreementType: 'MicrosoftCustomerAgreement',
    billingAccountType: 'Business',
    billingAccountSubType: 'None',
    subscriptionWorkloadType: 'Production',
  },
  online: {
    billingAccountAgreementType: 'MicrosoftOnlineServicesProgram',
    billingAccountDisplayName: 'My Account',
    billingAccountId: '/providers/Microsoft.Billing/billingAccounts/5a1d3f26-9c53-4b64-a5d1-1f2a5f7b2a10',
    billingAccountSoldToCountry: 'NL',
    billingAccountType: 'Individual',
    subscriptionBillingType: 'Paid',
    subscriptionServiceUsageAddress: {
      firstName: 'Jenny',
      lastName: 'Doe',
      addressLine1: '1 Example Street',
      city: 'Utrecht',
      country: 'NL',
    },
    subscriptionWorkloadType: 'Production',
  },
  partner: {
    billingAccountAgreementType: 'MicrosoftPartnerAgreement',
    billingAccountType: 'Partner',
    customerId:
      '/providers/Microsoft.Billing/billingAccounts/9b0e7c4a/customers/2ed2c490-06b6-4c40-9a5e-5b5a1e1e7b6f',
    customerDisplayName: 'Contoso',
    skuDescription: 'Microsoft Azure Plan',
    subscriptionWorkloadType: 'Production',
  },
} as const satisfies Record<string, Wire>;

/** A billing property with a spending limit of the given type on its billing profile. */
export function withSpendingLimit(answer: Wire, type: string): Wire {
  return {
    ...answer,
    billingProfileSpendingLimit: 'On',
    billingProfileSpendingLimitDetails: [
      { amount: 150, currency: 'USD', startDate: '2024-02-01T00:00:00Z', status: 'Active', type },
    ],
  };
}
