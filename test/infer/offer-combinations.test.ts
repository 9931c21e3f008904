import { describe, expect, test } from 'vitest';
import { billingOffer } from '../../src/infer/billing-offer.ts';
import { inferOffer } from '../../src/infer/offer.ts';
import { quotaMeaning } from '../../src/infer/quota-ids.ts';
import type { BillingPropertyFact } from '../../src/model/subscription-facts.ts';
import { billingProperty, read, subscription } from './facts.ts';
import type { Billed, Known } from './offer-oracle.ts';
import {
  expectedOffer,
  LIMIT_TYPES,
  QUOTA_IDS,
  QUOTA_IDS_WITHOUT_VMS,
  UNKNOWN_QUOTA_IDS,
} from './offer-oracle.ts';

/* Every quota ID with every combination of billing fields, against the specification written down a second time. */

const QUOTAS = [...QUOTA_IDS.map(([quotaId]) => quotaId), ...UNKNOWN_QUOTA_IDS];
const AGREEMENTS = [
  'MicrosoftCustomerAgreement',
  'EnterpriseAgreement',
  'MicrosoftOnlineServicesProgram',
  'MicrosoftPartnerAgreement',
  'Other',
  'SomethingNew',
  undefined,
] as const;
const TYPES = [undefined, 'Enterprise', 'Individual', 'Partner'] as const;
const SUB_TYPES = [undefined, 'None', 'Individual', 'Professional', 'Enterprise', 'Other'] as const;
const WORKLOADS = [undefined, 'None', 'Production', 'DevTest', 'Internal'] as const;
const LIMITS: readonly (readonly string[])[] = [
  [],
  ['SomethingNew'],
  ...LIMIT_TYPES.map(([type]) => [type]),
  ['SomethingNew', 'MSDN', 'VisualStudio'],
  ['FreeAccount', 'Sponsorship'],
];

type Choices = { readonly [Field in keyof Billed]: readonly Billed[Field][] };

/** Every way to choose one value for each field. */
function combinations(choices: Choices): readonly Billed[] {
  const { agreement, type, subType, workload, customer, transitioned, limits } = choices;
  return agreement
    .flatMap((one) => type.map((other) => ({ agreement: one, type: other })))
    .flatMap((billed) => subType.map((one) => ({ ...billed, subType: one })))
    .flatMap((billed) => workload.map((one) => ({ ...billed, workload: one })))
    .flatMap((billed) => customer.map((one) => ({ ...billed, customer: one })))
    .flatMap((billed) => transitioned.map((one) => ({ ...billed, transitioned: one })))
    .flatMap((billed) => limits.map((one) => ({ ...billed, limits: one })));
}

/** All fields that the specification names, with every value, a missing one and a new one. */
function everyBilling(agreement: string | undefined): readonly Billed[] {
  return combinations({
    agreement: [agreement],
    type: TYPES,
    subType: SUB_TYPES,
    workload: WORKLOADS,
    customer: [false, true],
    transitioned: [undefined, false, true],
    limits: LIMITS,
  });
}

function propertyOf(billed: Billed): BillingPropertyFact {
  const { agreement, type, subType, workload, transitioned, customer, limits } = billed;
  return billingProperty({
    hasCustomer: customer,
    spendingLimitTypes: [...limits],
    ...(agreement === undefined ? {} : { agreementType: agreement }),
    ...(type === undefined ? {} : { accountType: type }),
    ...(subType === undefined ? {} : { accountSubType: subType }),
    ...(workload === undefined ? {} : { workloadType: workload }),
    ...(transitioned === undefined ? {} : { transitioned }),
  });
}

describe('the billing property with every quota ID', () => {
  test.for(AGREEMENTS)('agreement %s', (agreement) => {
    const meanings = QUOTAS.map((quotaId) => [quotaId, quotaMeaning(quotaId)] as const);
    const wrong: unknown[] = [];
    let count = 0;
    for (const billing of everyBilling(agreement)) {
      const property = propertyOf(billing);
      for (const [quotaId, meaning] of meanings) {
        const { candidates, leads } = billingOffer(property, meaning);
        const expected = expectedOffer({ quotaId, billing });
        count += 1;
        if (expected.candidates.join() === candidates.join() && expected.leads === leads) continue;
        wrong.push({ quotaId, billing, expected, found: { candidates, leads } });
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
    expect(count).toBe(
      TYPES.length * SUB_TYPES.length * WORKLOADS.length * 6 * LIMITS.length * QUOTAS.length,
    );
  });
});

/** The combinations in which the billing fields differ in what they decide, and no billing property at all. */
const TELLING_BILLING: readonly (Billed | undefined)[] = [
  undefined,
  ...combinations({
    agreement: AGREEMENTS,
    type: [undefined],
    subType: [undefined, 'Enterprise', 'Individual'],
    workload: [undefined, 'DevTest'],
    customer: [false, true],
    transitioned: [false, true],
    limits: [[], ['FreeAccount'], ['VisualStudio'], ['FreeAccount', 'Sponsorship']],
  }),
];

const WARNINGS = {
  'billing-contradicts-quota-id': 'contradiction',
  'billing-leaves-none': 'none-left',
  'spending-limit-ignored': 'limit-ignored',
} as const;

function inferred({ quotaId, spendingLimit, billing }: Known) {
  const found = inferOffer({
    subscription: subscription(quotaId, spendingLimit),
    billing: billing === undefined ? { kind: 'not-asked', why: 'not-needed' } : read(propertyOf(billing)),
  });
  const { offer, candidates, leads, confidence, reasons } = found;
  const warnings = reasons.flatMap(({ code }) =>
    code in WARNINGS ? [WARNINGS[code as keyof typeof WARNINGS]] : [],
  );
  return { offer, candidates, leads, confidence, warnings };
}

/** What `inferred` should give: billing settles with high confidence, a quota ID with medium, a leading candidate with low. */
function expectedInference(known: Known) {
  const { candidates, leads, by, warnings } = expectedOffer(known);
  const settled = by === 'billing' ? 'high' : 'medium';
  if (candidates.length === 1) {
    return { offer: candidates[0], candidates, leads, confidence: settled, warnings };
  }
  return leads
    ? { offer: candidates[0], candidates, leads, confidence: 'low', warnings }
    : { offer: null, candidates, leads, confidence: null, warnings };
}

describe('the offer of a subscription', () => {
  test.for(QUOTAS)('with quota ID %s, by billing and spending limit', (quotaId) => {
    for (const spendingLimit of [undefined, 'Off', 'On', 'CurrentPeriodOff']) {
      for (const billing of TELLING_BILLING) {
        const known = { quotaId, spendingLimit, billing };
        expect(inferred(known), JSON.stringify(known)).toEqual(expectedInference(known));
      }
    }
  });

  test.for(QUOTA_IDS_WITHOUT_VMS)('with quota ID %s is none, whatever billing says', (quotaId) => {
    for (const billing of TELLING_BILLING) {
      expect(inferred({ quotaId, spendingLimit: 'On', billing })).toEqual({
        offer: null,
        candidates: [],
        leads: false,
        confidence: null,
        warnings: [],
      });
    }
  });
});
