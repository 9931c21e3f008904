import type { Confidence } from '../model/confidence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Reading } from '../model/reading.ts';
import type { BillingPropertyFact } from '../model/subscription-facts.ts';
import type { OfferFactName, OfferFacts } from './offer-facts.ts';

const BILLING_API = 'GET Microsoft.Billing/billingProperty/default (2024-04-01)';
const LIST_API = 'GET /subscriptions, subscriptionPolicies';

/** Which fact decided, and how far the judgement can be relied on. */
export interface OfferJudgement {
  readonly decidedBy: OfferFactName;
  readonly confidence: Confidence | null;
}

/** The facts that an offer was judged by, in the order of their weight; the one that decided carries the confidence. */
export function offerEvidence(facts: OfferFacts, judgement: OfferJudgement): readonly Evidence[] {
  const { decidedBy, confidence } = judgement;
  const { subscription, billing, declared } = facts;
  const all: readonly Evidence[] = [
    ...(declared === undefined
      ? []
      : [{ fact: 'declared offer', value: declared, source: 'declarations file, offer' }]),
    ...billingEvidence(billing),
    { fact: 'quota ID', value: subscription.quotaId ?? '(none)', source: `${LIST_API}.quotaId` },
    ...(subscription.spendingLimit === undefined
      ? []
      : [
          {
            fact: 'spending limit',
            value: subscription.spendingLimit,
            source: `${LIST_API}.spendingLimit`,
          },
        ]),
  ];
  if (confidence === null) return all;
  return all.map((one) => (one.fact === decidedBy ? { ...one, confidence } : one));
}

function billingEvidence(billing: Reading<BillingPropertyFact>): readonly Evidence[] {
  if (billing.kind === 'not-asked') return [];
  if (billing.kind === 'unreadable') {
    const { status, code, message } = billing.problem;
    const value = [status, code].filter((part) => part !== undefined).join(' ');
    return [{ fact: 'billing property', value, source: BILLING_API, note: `not readable: ${message}` }];
  }
  const [fact] = billing.items;
  return fact === undefined
    ? [
        {
          fact: 'billing property',
          value: '(none)',
          source: BILLING_API,
          note: 'the answer held no property',
        },
      ]
    : billingFields(fact).map(([field, value]) => ({
        fact: 'billing property',
        value,
        source: `${BILLING_API}, ${field}`,
      }));
}

function billingFields(fact: BillingPropertyFact): readonly (readonly [string, string])[] {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['billingAccountAgreementType', fact.agreementType],
    ['billingAccountType', fact.accountType],
    ['billingAccountSubType', fact.accountSubType],
    ['subscriptionWorkloadType', fact.workloadType],
    ['customerId', fact.hasCustomer ? '(present)' : undefined],
    ['isTransitionedBillingAccount', fact.transitioned?.toString()],
    ['skuDescription', fact.skuDescription],
    ['billingProfileSpendingLimitDetails[].type', fact.spendingLimitTypes.join(', ') || undefined],
  ];
  return fields.flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const]));
}
