import * as z from 'zod';
import type { BillingPropertyFact } from '../model/subscription-facts.ts';
import { flag, listOf, reported, text } from './raw-arm.ts';

const billingPropertySchema = z.object({
  properties: z
    .object({
      billingAccountAgreementType: text.catch(undefined),
      billingAccountType: text.catch(undefined),
      billingAccountSubType: text.catch(undefined),
      subscriptionWorkloadType: text.catch(undefined),
      customerId: text.catch(undefined),
      isTransitionedBillingAccount: flag.catch(undefined),
      skuDescription: text.catch(undefined),
      billingProfileSpendingLimitDetails: listOf(z.object({ type: text })).catch(undefined),
    })
    .nullish(),
});

/**
 * The billing property of a subscription (Microsoft.Billing, api-version 2024-04-01). Addresses and names of people and accounts
 * that it also carries are not kept.
 */
export function billingPropertyFact(raw: unknown): BillingPropertyFact | undefined {
  const parsed = billingPropertySchema.safeParse(raw);
  if (!parsed.success || !parsed.data.properties) return undefined;
  const billing = parsed.data.properties;
  return {
    ...reported({
      agreementType: billing.billingAccountAgreementType,
      accountType: billing.billingAccountType,
      accountSubType: billing.billingAccountSubType,
      workloadType: billing.subscriptionWorkloadType,
      transitioned: billing.isTransitionedBillingAccount,
      skuDescription: billing.skuDescription,
    }),
    hasCustomer: Boolean(billing.customerId),
    spendingLimitTypes: (billing.billingProfileSpendingLimitDetails ?? []).flatMap(
      (limit) => limit.type ?? [],
    ),
  };
}
