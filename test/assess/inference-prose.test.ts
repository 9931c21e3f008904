import { describe, expect, test } from 'vitest';
import { INFERENCE_PROSE } from '../../src/assess/inference-prose.ts';
import type { InferenceReason } from '../../src/model/inference-reason.ts';

const ALIAS = { kind: 'alias', subject: 'a1', at: '2021-03-01T00:00:00Z' } as const;
const ROLE = { kind: 'role-assignment', subject: 'r1', at: '2016-03-01T00:00:00Z' } as const;
const BLOCKED = {
  offers: ['mpn', 'visual-studio'],
  created: 'after',
  status: 'no-exemption',
  routes: [],
} as const;
const ASKED = {
  offers: ['csp'],
  created: 'either',
  status: 'requestable',
  routes: ['diagnose', 'support'],
} as const;

/** One reason of every code. */
const REASONS: { readonly [C in InferenceReason['code']]: Extract<InferenceReason, { readonly code: C }> } = {
  'offer-declared': { code: 'offer-declared', offer: 'csp' },
  'declared-offer-contradicts-quota-id': {
    code: 'declared-offer-contradicts-quota-id',
    offer: 'csp',
    quotaId: 'MPN_2014-09-01',
    candidates: ['mpn', 'visual-studio'],
  },
  'declared-offer-contradicts-billing': {
    code: 'declared-offer-contradicts-billing',
    offer: 'csp',
    candidates: ['mpn'],
  },
  'offer-from-billing': { code: 'offer-from-billing', offer: 'csp', deciding: ['customerId'] },
  'billing-leaves-several': {
    code: 'billing-leaves-several',
    candidates: ['mca-enterprise', 'mca-individual'],
    deciding: ['billingAccountAgreementType MicrosoftCustomerAgreement'],
  },
  'billing-contradicts-quota-id': {
    code: 'billing-contradicts-quota-id',
    candidates: ['csp'],
    quotaId: 'MPN_2014-09-01',
  },
  'billing-leaves-none': { code: 'billing-leaves-none', quotaId: null },
  'billing-does-not-decide': { code: 'billing-does-not-decide', agreement: null },
  'offer-from-quota-id': { code: 'offer-from-quota-id', quotaId: 'CSP_2015-05-01', offer: 'csp' },
  'offer-leads': { code: 'offer-leads', quotaId: 'MPN_2014-09-01', offer: 'mpn', others: ['visual-studio'] },
  'offer-ambiguous': {
    code: 'offer-ambiguous',
    quotaId: 'MSDNDevTest_2014-09-01',
    candidates: ['enterprise-dev-test', 'pay-as-you-go-dev-test', 'visual-studio'],
  },
  'quota-id-unknown': { code: 'quota-id-unknown', quotaId: null },
  'quota-id-cannot-hold-vms': { code: 'quota-id-cannot-hold-vms', quotaId: 'AAD_2015-09-01' },
  'spending-limit-rules-out': {
    code: 'spending-limit-rules-out',
    spendingLimit: 'On',
    ruledOut: ['pay-as-you-go'],
  },
  'spending-limit-ignored': { code: 'spending-limit-ignored', spendingLimit: 'On', candidates: ['csp'] },
  'offer-would-settle': { code: 'offer-would-settle', by: 'billing-property', obstacle: '403 Forbidden' },
  'creation-declared': { code: 'creation-declared', on: '2016-03-01' },
  'creation-exact': { code: 'creation-exact', witness: ALIAS },
  'creation-not-after': { code: 'creation-not-after', witness: ROLE, weak: false },
  'creation-transferred': { code: 'creation-transferred', purchase: ALIAS, earlier: ROLE },
  'creation-contradiction': { code: 'creation-contradiction', first: ROLE, second: ALIAS },
  'creation-witness-set-aside': { code: 'creation-witness-set-aside', witness: ROLE, against: ALIAS },
  'creation-time-ignored': {
    code: 'creation-time-ignored',
    kind: 'virtual-machine',
    subject: 'vm1',
    value: 'soon',
    why: 'unparseable',
    count: 3,
  },
  'creation-witness-unreadable': {
    code: 'creation-witness-unreadable',
    kind: 'role-assignment',
    problem: '403 AuthorizationFailed',
    action: 'Microsoft.Authorization/roleAssignments/read',
  },
  'creation-near-cutoff': { code: 'creation-near-cutoff', at: '2017-11-15' },
  'creation-unknown': { code: 'creation-unknown' },
  'creation-would-settle': { code: 'creation-would-settle' },
  'policy-says': { code: 'policy-says', revision: '2020-11', found: ASKED },
  'policy-leading-offer': {
    code: 'policy-leading-offer',
    revision: '2020-11',
    found: ASKED,
    others: [BLOCKED],
  },
  'policy-undetermined': { code: 'policy-undetermined', revision: '2020-11', cases: [ASKED, BLOCKED] },
  'policy-would-settle': { code: 'policy-would-settle', fact: 'offer-and-creation-date' },
  'offer-not-named': {
    code: 'offer-not-named',
    revision: '2020-11',
    offer: 'mca-enterprise',
    readAs: 'enterprise-agreement',
  },
  'pages-disagree': { code: 'pages-disagree', revision: '2023-12' },
  'policy-without-vms': { code: 'policy-without-vms' },
  'request-needs-good-standing': { code: 'request-needs-good-standing', revision: '2021-04' },
  'exemption-frees-new-vms-only': { code: 'exemption-frees-new-vms-only', revision: '2017-11' },
  'exemption-needs-delegated-subnet-step': {
    code: 'exemption-needs-delegated-subnet-step',
    revision: '2023-12',
  },
  'revision-of-another-cloud': {
    code: 'revision-of-another-cloud',
    revision: 'china-2021',
    cloud: 'AzureCloud',
  },
  'government-uses-public-rules': { code: 'government-uses-public-rules', revision: '2020-11' },
  'exemption-observed': { code: 'exemption-observed', flagsTrue: 2, flagsFalse: 3 },
  'exemption-declared': { code: 'exemption-declared', flagsTrue: 0, flagsFalse: 3 },
  'declared-exemption-needless': { code: 'declared-exemption-needless' },
};

function say<C extends InferenceReason['code']>(code: C) {
  return INFERENCE_PROSE[code](REASONS[code]);
}

const CODES = Object.keys(REASONS) as InferenceReason['code'][];

describe('the prose of inferences', () => {
  test.each(CODES)('%s is whole sentences with nothing left open', (code) => {
    const { message, source } = say(code);
    expect(message).toMatch(/^\S.*\.$/);
    expect(message + (source ?? '')).not.toMatch(/undefined|null|NaN|\[object|\s{2}/);
  });

  test.each(CODES.filter((code) => Object.hasOwn(REASONS[code], 'revision')))(
    '%s cites Microsoft',
    (code) => {
      expect(say(code).source).toMatch(/Azure.*(ms\.date|text of) /);
    },
  );

  test.each([
    [
      'policy-leading-offer',
      'Microsoft\'s rules (2020-11): for csp port 25 is blocked, and removal can be requested by the diagnostic "Cannot send email (SMTP-Port 25)" or by a support request. This takes the most usual offer for granted; otherwise: for mpn, visual-studio created after 15 November 2017 port 25 is blocked and never unblocked.',
    ],
    [
      'offer-would-settle',
      'The billing property would settle the offer (could not be read: 403 Forbidden). It needs Microsoft.Billing/billingProperty/read: the Reader, Billing Reader or Cost Management Reader role on the subscription. Or declare the offer in the declarations file.',
    ],
    [
      'creation-time-ignored',
      'The time "soon" of the virtual machine vm1 cannot be read as a time, so it is ignored (and 2 more like it).',
    ],
  ] as const)('%s', (code, message) => {
    expect(say(code).message).toBe(message);
  });

  test('both of Microsoft’s pages are cited where they disagree', () => {
    expect(say('pages-disagree').source).toMatch(/ms\.date 12\/20\/2023.*ms\.date 07\/15\/2025/);
  });
});
