import { describe, expect, test } from 'vitest';
import type { ReadProblem } from '../../src/model/reading.ts';
import { billingProperty } from '../infer/facts.ts';
import type { Items } from '../network/builders.ts';
import { judge, machine, nicOf, type Run, subscriptionWith } from './facts-builder.ts';

const vm = machine('mail');
const failed = (problem: ReadProblem) => ({ kind: 'unreadable', problem, items: [] }) as const;
const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code);

interface Given extends Run {
  readonly items?: Items;
}

function judged(quotaId: string, { items = {}, ...run }: Given = {}) {
  const own = subscriptionWith(
    { virtualMachines: [vm], networkInterfaces: [nicOf(vm)], ...items },
    { quotaId },
  );
  const { subscription, vms } = judge(own, run);
  const settle = subscription.actions.find(({ code }) => code === 'settle-policy');
  return { subscription, vm: vms[0], settle };
}

const EA = 'EnterpriseAgreement_2014-09-01';
const PAYG = 'PayAsYouGo_2014-09-01';
const ENTERPRISE = { billingProperty: [billingProperty({ agreementType: 'EnterpriseAgreement' })] };

const CSP = 'CSP_2015-05-01';
const AZURE_CHINA = { cloud: 'AzureChinaCloud', revision: 'china-2021' } as const;
const TOO_NEAR = { declared: { createdOn: '2017-11-15' } } as const;

interface Case {
  readonly of: string;
  readonly quotaId: string;
  readonly given?: Given;
  readonly told: boolean;
}

const CASES: readonly Case[] = [
  { of: 'a pay-as-you-go subscription', quotaId: PAYG, told: true },
  { of: 'an Enterprise Agreement for certain', quotaId: EA, given: { items: ENTERPRISE }, told: false },
  { of: 'an Enterprise Agreement most likely', quotaId: EA, told: false },
  { of: 'a quota ID that cannot hold VMs', quotaId: 'Default_2014-09-01', told: false },
  { of: 'CSP, for which only the current pages make a difference', quotaId: CSP, told: true },
  { of: 'CSP by pages that make none', quotaId: CSP, given: AZURE_CHINA, told: false },
  { of: 'a date that is declared, too near to tell its side', quotaId: PAYG, given: TOO_NEAR, told: false },
];

describe('that the date would settle something', () => {
  test.each(CASES)('is told of $of: $told', ({ quotaId, given, told }) => {
    const { subscription } = judged(quotaId, given);
    expect(subscription.cutoff).toBe('indeterminate');
    expect(codes(subscription.reasons).includes('creation-would-settle')).toBe(told);
  });
});

describe('a quota ID that cannot hold VMs', () => {
  test('is told once of the subscription and once of the VM that is there all the same', () => {
    const { subscription, vm: found } = judged('AAD_2015-09-01');
    const about = /cannot hold/;
    expect(subscription.reasons.filter(({ message }) => about.test(message))).toHaveLength(1);
    expect(codes(found?.reasons.filter(({ message }) => about.test(message)) ?? [])).toEqual([
      'quota-cannot-hold-vms',
    ]);
    expect(subscription.routes).toEqual([]);
  });
});

describe('the routes of a subscription', () => {
  test.each([
    ['CSP_2015-05-01', '2020-11', ['diagnose']],
    ['CSP_2015-05-01', '2018-11', ['support-by-partner']],
    ['CSP_2015-05-01', '2022-03', []],
    [PAYG, '2020-11', ['diagnose']],
    ['FreeTrial_2014-09-01', '2020-11', []],
    [EA, '2020-11', []],
  ] as const)('of %s under %s are %j', (quotaId, revision, routes) => {
    expect(judged(quotaId, { revision }).subscription.routes).toEqual(routes);
  });
});

describe('the step that settles a status', () => {
  const read = (agreementType: string) => ({ billingProperty: [billingProperty({ agreementType })] });
  const refused: Items = {
    billingProperty: failed({ status: 403, code: 'AuthorizationFailed', message: 'no' }),
  };
  const missing: Items = { billingProperty: failed({ status: 404, code: 'NotFound', message: 'none' }) };
  const young = { declared: { createdOn: '2021-01-01' } } as const;
  const devTest = 'MSDNDevTest_2014-09-01';

  test('of the offer asks for the one action, which Reader holds', () => {
    expect(judged(devTest, { items: refused, ...young }).settle?.message).toBe(
      'One fact would settle the status: the offer. Grant the auditor Microsoft.Billing/billingProperty/read (the Reader role has it), ' +
        'or declare the offer in the declarations file.',
    );
  });

  test.each<[string, Items]>([
    ['was read', read('Other')],
    ['is not there', missing],
  ])('of the offer asks for no role where the billing property %s', (_, items) => {
    expect(judged(devTest, { items, ...young }).settle?.message).toBe(
      'One fact would settle the status: the offer. Declare it in the declarations file.',
    );
  });

  test('of the date names the declaration and the purchase date', () => {
    const { settle } = judged('FreeTrial_2014-09-01');
    expect(settle?.message).toMatch(
      /^One fact would settle the status: the creation date of the subscription\. Declare it .*createdOn.* billing account reader.* purchase date/,
    );
    expect(settle?.message.match(/:/g)).toHaveLength(2);
  });

  test('of both names what settles each', () => {
    expect(judged(devTest, { items: refused }).settle?.message).toMatch(
      /^Two facts together .*offer, createdOn\), or grant .*billingProperty\/read .* purchase date\.$/,
    );
  });

  test('does not ask for a date that is declared already', () => {
    const { settle } = judged('FreeTrial_2014-09-01', TOO_NEAR);
    expect(settle?.message).toMatch(/^Only what Azure reports on the NIC/);
  });
});
