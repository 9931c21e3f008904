import { describe, expect, test } from 'vitest';
import { inferOffer } from '../../src/infer/offer.ts';
import { quotaMeaning } from '../../src/infer/quota-ids.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import type { BillingPropertyFact } from '../../src/model/subscription-facts.ts';
import { billingProperty, read, subscription } from './facts.ts';

const EA = 'EnterpriseAgreement_2014-09-01';
const PAYG = 'PayAsYouGo_2014-09-01';
const DEV_TEST = 'MSDNDevTest_2014-09-01';
const MPN = 'MPN_2014-09-01';
const CSP = 'CSP_2015-05-01';
const FREE = 'FreeTrial_2014-09-01';
const INTERNAL = 'Internal_2014-09-01';
const ANYTHING = 'Something_2030-01-01';

const AGREEMENT = {
  EA: 'EnterpriseAgreement',
  MCA: 'MicrosoftCustomerAgreement',
  MPA: 'MicrosoftPartnerAgreement',
  MOSP: 'MicrosoftOnlineServicesProgram',
  Other: 'Other',
  New: 'SomethingNew',
  none: undefined,
} as const;

function property(text: string): BillingPropertyFact {
  const [agreement = '', ...rest] = text.split(' ');
  const fields = Object.fromEntries(rest.map((part) => part.split('=') as [string, string]));
  const agreementType = AGREEMENT[agreement as keyof typeof AGREEMENT];
  return billingProperty({
    hasCustomer: fields['customer'] === 'yes',
    spendingLimitTypes: fields['limits']?.split(',') ?? [],
    ...(agreementType === undefined ? {} : { agreementType }),
    ...(fields['type'] === undefined ? {} : { accountType: fields['type'] }),
    ...(fields['sub'] === undefined ? {} : { accountSubType: fields['sub'] }),
    ...(fields['work'] === undefined ? {} : { workloadType: fields['work'] }),
    ...(fields['transitioned'] === undefined ? {} : { transitioned: fields['transitioned'] === 'yes' }),
  });
}

/** Quota ID, billing property, the offer that they give, and whether that contradicts the quota ID. */
const SETTLED = [
  // A customer of a partner, before everything else.
  [CSP, 'MPA', 'csp', false],
  [EA, 'MPA', 'csp', true],
  [EA, 'EA customer=yes', 'csp', true],
  [CSP, 'MCA customer=yes sub=Enterprise', 'csp', false],
  [CSP, 'none customer=yes', 'csp', false],
  [ANYTHING, 'MPA', 'csp', false],
  // Enterprise Agreement.
  [EA, 'EA', 'enterprise-agreement', false],
  [EA, 'EA work=Production', 'enterprise-agreement', false],
  [EA, 'EA work=DevTest', 'enterprise-dev-test', true],
  [EA, 'EA work=devtest', 'enterprise-dev-test', true],
  [DEV_TEST, 'EA', 'enterprise-dev-test', false],
  [DEV_TEST, 'EA work=Production', 'enterprise-dev-test', false],
  [PAYG, 'EA', 'enterprise-agreement', true],
  [EA, 'EA limits=FreeAccount', 'enterprise-agreement', false],
  [ANYTHING, 'EA', 'enterprise-agreement', false],
  // Microsoft Customer Agreement: spending limits first.
  [EA, 'MCA limits=FreeAccount', 'free-trial', true],
  [FREE, 'MCA limits=FreeAccount sub=Enterprise', 'free-trial', false],
  [DEV_TEST, 'MCA limits=VisualStudio', 'visual-studio', false],
  [EA, 'MCA limits=Mystery sub=Enterprise', 'mca-enterprise', false],
  // ... then a quota ID of another kind,
  [FREE, 'MCA sub=Enterprise', 'free-trial', false],
  [FREE, 'MCA', 'free-trial', false],
  [CSP, 'MCA', 'csp', false],
  [INTERNAL, 'MCA type=Individual', 'other', false],
  // ... Dev/Test,
  [DEV_TEST, 'MCA sub=Enterprise', 'enterprise-dev-test', false],
  [DEV_TEST, 'MCA type=Enterprise', 'enterprise-dev-test', false],
  [DEV_TEST, 'MCA sub=Individual', 'pay-as-you-go-dev-test', false],
  [DEV_TEST, 'MCA', 'pay-as-you-go-dev-test', false],
  // ... and the account.
  [EA, 'MCA sub=Enterprise', 'mca-enterprise', false],
  [EA, 'MCA type=Enterprise', 'mca-enterprise', false],
  [EA, 'MCA sub=ENTERPRISE transitioned=no', 'mca-enterprise', false],
  [EA, 'MCA sub=Enterprise work=DevTest', 'enterprise-dev-test', true],
  [EA, 'MCA sub=Enterprise transitioned=yes', 'mca-individual', false],
  [EA, 'MCA sub=Enterprise work=DevTest transitioned=yes', 'mca-individual', false],
  [EA, 'MCA transitioned=yes', 'mca-individual', false],
  [EA, 'MCA sub=Individual', 'mca-individual', false],
  [EA, 'MCA type=Individual sub=None', 'mca-individual', false],
  [EA, 'MCA sub=Professional', 'mca-individual', false],
  [EA, 'MCA type=Enterprise sub=Individual', 'mca-enterprise', false],
  [PAYG, 'MCA sub=Individual', 'mca-individual', false],
  [PAYG, 'MCA sub=Enterprise', 'mca-enterprise', true],
  [ANYTHING, 'MCA sub=Enterprise', 'mca-enterprise', false],
  [ANYTHING, 'MCA sub=Professional', 'mca-individual', false],
  // Microsoft Online Services Program.
  [PAYG, 'MOSP', 'pay-as-you-go', false],
  [FREE, 'MOSP', 'free-trial', false],
  [DEV_TEST, 'MOSP', 'pay-as-you-go-dev-test', false],
  [DEV_TEST, 'MOSP limits=MSDN', 'visual-studio', false],
  [PAYG, 'MOSP limits=AzurePassSponsorship', 'azure-pass', true],
  [MPN, 'MOSP limits=VisualStudio', 'visual-studio', false],
  [MPN, 'MOSP limits=MpnSponsorship', 'mpn', false],
  [ANYTHING, 'MOSP limits=Sponsorship', 'sponsorship', false],
] as const;

describe('the billing property settles the offer', () => {
  test.for(SETTLED)('%s with %s: %s', ([quotaId, text, offer, contradicts]) => {
    const found = inferOffer({ subscription: subscription(quotaId), billing: read(property(text)) });
    expect(found).toMatchObject({ offer, candidates: [offer], confidence: 'high', leads: false });
    const codes = found.reasons.map(({ code }) => code);
    expect(codes).toEqual(
      contradicts ? ['offer-from-billing', 'billing-contradicts-quota-id'] : ['offer-from-billing'],
    );
    expect(found.evidence.some((one) => one.fact === 'quota ID' && one.value === quotaId)).toBe(true);
    expect(found.evidence[0]).toMatchObject({ fact: 'billing property', confidence: 'high' });
  });

  test.each([
    ['FreeAccount', 'free-trial'],
    ['Sandbox', 'free-trial'],
    ['AzureForStudents', 'education'],
    ['AzureForStudentsStarter', 'education'],
    ['AcademicSponsorship', 'education'],
    ['AzurePassSponsorship', 'azure-pass'],
    ['MpnSponsorship', 'mpn'],
    ['MSDN', 'visual-studio'],
    ['VisualStudio', 'visual-studio'],
    ['visualstudio', 'visual-studio'],
    ['Sponsorship', 'sponsorship'],
    ['StartupSponsorship', 'sponsorship'],
    ['NonProfitSponsorship', 'sponsorship'],
  ])('spending limit type %s: %s', (type, offer) => {
    for (const agreement of ['MCA', 'MOSP']) {
      const billing = read(property(`${agreement} limits=Mystery,${type},${type}`));
      expect(inferOffer({ subscription: subscription(ANYTHING), billing })).toMatchObject({
        offer,
        confidence: 'high',
      });
    }
  });
});

describe('the billing property leaves the offer open', () => {
  const withoutEaAndMca = OFFER_CLASSES.filter((offer) => !/^(enterprise|mca)-/.test(offer));
  test.for([
    [EA, 'MCA', ['mca-enterprise', 'mca-individual'], null, 'billing-leaves-several'],
    [PAYG, 'MCA sub=Other type=None', ['mca-enterprise', 'mca-individual'], null, 'billing-leaves-several'],
    [MPN, 'MCA', ['mpn', 'visual-studio'], 'mpn', 'billing-leaves-several'],
    [MPN, 'MOSP', ['mpn', 'visual-studio'], 'mpn', 'billing-leaves-several'],
    [ANYTHING, 'MOSP', withoutEaAndMca, null, 'billing-leaves-several'],
    [
      ANYTHING,
      'MCA limits=MSDN,FreeAccount',
      ['visual-studio', 'free-trial'],
      null,
      'billing-leaves-several',
    ],
    [EA, 'MOSP', quotaMeaning(EA).candidates, 'enterprise-agreement', 'billing-leaves-none'],
    [EA, 'Other', quotaMeaning(EA).candidates, 'enterprise-agreement', 'billing-does-not-decide'],
    [PAYG, 'New', quotaMeaning(PAYG).candidates, 'pay-as-you-go', 'billing-does-not-decide'],
    [PAYG, 'none', quotaMeaning(PAYG).candidates, 'pay-as-you-go', 'billing-does-not-decide'],
    [DEV_TEST, 'Other sub=Enterprise', quotaMeaning(DEV_TEST).candidates, null, 'billing-does-not-decide'],
  ] as const)('%s with %s', ([quotaId, text, candidates, offer, code]) => {
    const found = inferOffer({ subscription: subscription(quotaId), billing: read(property(text)) });
    expect(found).toMatchObject({ candidates, offer, confidence: offer === null ? null : 'low' });
    expect(found.reasons[0]?.code).toBe(code);
    expect(found.reasons.at(-1)).toMatchObject({ code: 'offer-would-settle', by: 'declaration' });
  });
});
