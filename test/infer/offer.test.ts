import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inferOffer } from '../../src/infer/offer.ts';
import type { OfferClass } from '../../src/model/offer.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import { billingProperty, forbidden, read, subscription } from './facts.ts';

const NOT_ASKED = { kind: 'not-asked', why: 'not-needed' } as const;
const EA = 'EnterpriseAgreement_2014-09-01';
const PAYG = 'PayAsYouGo_2014-09-01';
const DEV_TEST = 'MSDNDevTest_2014-09-01';
const MPN = 'MPN_2014-09-01';
const ANYTHING = 'Something_2030-01-01';
const NEVER_LIMITED: readonly string[] = [
  'enterprise-agreement',
  'enterprise-dev-test',
  'csp',
  'pay-as-you-go',
  'pay-as-you-go-dev-test',
];

const codesOf = (reasons: readonly { readonly code: string }[]) => reasons.map(({ code }) => code);

describe('by quota ID alone', () => {
  test.for([
    [EA, 'enterprise-agreement', 'low', true, 'offer-leads'],
    [PAYG, 'pay-as-you-go', 'low', true, 'offer-leads'],
    [MPN, 'mpn', 'low', true, 'offer-leads'],
    [DEV_TEST, null, null, false, 'offer-ambiguous'],
    ['CSP_2015-05-01', 'csp', 'medium', false, 'offer-from-quota-id'],
    ['Internal_2014-09-01', 'other', 'medium', false, 'offer-from-quota-id'],
    [ANYTHING, null, null, false, 'quota-id-unknown'],
    [undefined, null, null, false, 'quota-id-unknown'],
    ['', null, null, false, 'quota-id-unknown'],
  ] as const)('%s: %s, %s', ([quotaId, offer, confidence, leads, code]) => {
    const found = inferOffer({ subscription: subscription(quotaId), billing: NOT_ASKED });
    expect(found).toMatchObject({ offer, confidence, leads, holdsVms: true });
    expect(codesOf(found.reasons)).toEqual([code, 'offer-would-settle']);
  });

  test.each(['Default_2014-09-01', 'AAD_2015-09-01'])('%s holds no VMs and has no offer', (quotaId) => {
    const billing = read(billingProperty({ agreementType: 'EnterpriseAgreement' }));
    const found = inferOffer({ subscription: subscription(quotaId), billing, declared: 'csp' });
    expect(found).toMatchObject({ offer: null, candidates: [], confidence: null, holdsVms: false });
    expect(codesOf(found.reasons)).toEqual([
      'quota-id-cannot-hold-vms',
      'declared-offer-contradicts-quota-id',
    ]);
  });

  test('says which role would settle it, and why it was not read', () => {
    const { reasons, evidence } = inferOffer({ subscription: subscription(PAYG), billing: forbidden() });
    expect(reasons.at(-1)).toEqual({
      code: 'offer-would-settle',
      by: 'billing-property',
      obstacle: '403 AuthorizationFailed',
    });
    expect(evidence).toContainEqual(
      expect.objectContaining({ fact: 'billing property', value: '403 AuthorizationFailed' }),
    );
  });

  test('an answer that failed half-way is no answer', () => {
    const billing = forbidden(billingProperty({ agreementType: 'EnterpriseAgreement' }));
    expect(inferOffer({ subscription: subscription(PAYG), billing }).offer).toBe('pay-as-you-go');
  });
});

describe('by spending limit', () => {
  test.for([
    [EA, 'mca-individual mca-enterprise', true, 'low'],
    [PAYG, 'mca-individual', false, 'medium'],
    [DEV_TEST, 'visual-studio', false, 'medium'],
    [MPN, 'mpn visual-studio', true, 'low'],
    ['FreeTrial_2014-09-01', 'free-trial', false, 'medium'],
    ['Sponsored_2016-01-01', 'sponsorship', false, 'medium'],
  ] as const)('%s that is limited leaves %s', ([quotaId, left, leads, confidence]) => {
    for (const limit of ['On', 'CurrentPeriodOff', 'ON', 'currentperiodoff']) {
      const found = inferOffer({ subscription: subscription(quotaId, limit), billing: NOT_ASKED });
      expect(found).toMatchObject({ candidates: left.split(' '), leads, confidence });
    }
  });

  test.each(['Off', 'off', '', 'Sometimes', undefined])('%j rules nothing out', (limit) => {
    const found = inferOffer({ subscription: subscription(EA, limit), billing: NOT_ASKED });
    expect(found.offer).toBe('enterprise-agreement');
  });

  test.for([
    [EA, 'On', 'offer-leads', 'On'],
    [PAYG, 'On', 'offer-from-quota-id', 'On'],
    [EA, 'Off', 'offer-leads', undefined],
    [MPN, 'On', 'offer-leads', undefined],
  ] as const)(
    'where it ruled something out for %s (%s), %s says so',
    ([quotaId, limit, code, spendingLimit]) => {
      const { reasons } = inferOffer({ subscription: subscription(quotaId, limit), billing: NOT_ASKED });
      const reason = reasons.find((one) => one.code === code);
      expect(reason).toBeDefined();
      expect(reason).toMatchObject(spendingLimit === undefined ? {} : { spendingLimit });
      expect(Object.hasOwn(reason ?? {}, 'spendingLimit')).toBe(spendingLimit !== undefined);
    },
  );

  test('an unknown quota ID loses what never has a limit', () => {
    const found = inferOffer({ subscription: subscription(ANYTHING, 'On'), billing: NOT_ASKED });
    expect(found.candidates).toEqual(OFFER_CLASSES.filter((offer) => !NEVER_LIMITED.includes(offer)));
    expect(found.offer).toBeNull();
  });

  test('a limit that leaves nothing is ignored with a warning', () => {
    const found = inferOffer({ subscription: subscription('CSP_2015-05-01', 'On'), billing: NOT_ASKED });
    expect(found).toMatchObject({ offer: 'csp', confidence: 'medium' });
    expect(codesOf(found.reasons)).toContain('spending-limit-ignored');
  });

  test('billing outweighs a limit that contradicts it', () => {
    const billing = read(billingProperty({ agreementType: 'EnterpriseAgreement' }));
    const found = inferOffer({ subscription: subscription(EA, 'On'), billing });
    expect(found).toMatchObject({ offer: 'enterprise-agreement', confidence: 'high' });
    expect(codesOf(found.reasons)).toContain('spending-limit-ignored');
  });
});

describe('by declaration', () => {
  test('wins over billing, quota ID and spending limit, and shows what it contradicts', () => {
    const billing = read(billingProperty({ agreementType: 'EnterpriseAgreement' }));
    const found = inferOffer({ subscription: subscription(PAYG, 'On'), billing, declared: 'csp' });
    expect(found).toMatchObject({ offer: 'csp', candidates: ['csp'], leads: false, confidence: 'high' });
    expect(codesOf(found.reasons)).toEqual([
      'offer-declared',
      'declared-offer-contradicts-quota-id',
      'declared-offer-contradicts-billing',
      'spending-limit-ignored',
    ]);
    expect(found.evidence[0]).toMatchObject({ fact: 'declared offer', value: 'csp', confidence: 'high' });
  });

  test.each([PAYG, ANYTHING, undefined])('contradicts nothing beside %s', (quotaId) => {
    const found = inferOffer({
      subscription: subscription(quotaId),
      billing: NOT_ASKED,
      declared: 'pay-as-you-go',
    });
    expect(codesOf(found.reasons)).toEqual(['offer-declared']);
  });
});

test('whatever Azure sends, an offer is a candidate, and none is settled among several without a leader', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'MicrosoftCustomerAgreement',
      'MicrosoftOnlineServicesProgram',
      'EnterpriseAgreement',
      'DevTest',
    ),
    fc.constantFrom('Enterprise', 'Individual', 'Other', 'FreeAccount', 'VisualStudio', 'On'),
    fc.string(),
  );
  const maybe = fc.option(word, { nil: undefined });
  const properties = fc.record({
    quotaId: fc.option(
      fc.oneof(fc.constantFrom(EA, PAYG, DEV_TEST, MPN, ANYTHING, 'CSP_2015-05-01'), fc.string()),
      {
        nil: undefined,
      },
    ),
    limit: maybe,
    agreement: maybe,
    type: maybe,
    workload: maybe,
    hasCustomer: fc.boolean(),
    types: fc.array(word, { maxLength: 2 }),
    declared: fc.option(fc.constantFrom<OfferClass>(...OFFER_CLASSES), { nil: undefined }),
  });
  fc.assert(
    fc.property(properties, ({ quotaId, limit, agreement, type, workload, hasCustomer, types, declared }) => {
      const billing = read(
        billingProperty({
          hasCustomer,
          spendingLimitTypes: types,
          ...(agreement === undefined ? {} : { agreementType: agreement }),
          ...(type === undefined ? {} : { accountType: type }),
          ...(workload === undefined ? {} : { workloadType: workload }),
        }),
      );
      const found = inferOffer({
        subscription: subscription(quotaId, limit),
        billing,
        ...(declared === undefined ? {} : { declared }),
      });
      const { offer, candidates, leads, confidence, holdsVms } = found;
      expect(candidates.length > 0).toBe(holdsVms);
      expect(new Set(candidates).size).toBe(candidates.length);
      expect(offer).toBe(candidates.length === 1 || leads ? (candidates[0] ?? null) : null);
      expect(confidence === null).toBe(offer === null);
      expect(leads && confidence !== 'low').toBe(false);
    }),
  );
});
