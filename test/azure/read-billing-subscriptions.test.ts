import { describe, expect, test } from 'vitest';
import { readBillingSubscriptions } from '../../src/azure/read-billing-subscriptions.ts';
import { ArmError } from '../../src/azure/read-problem.ts';
import { type Answer, ELSEWHERE, fakeArm, forbidden, SUBSCRIPTION } from './fake-arm.ts';

const ACCOUNTS = '/providers/Microsoft.Billing/billingAccounts';
const LIST_ACTION = 'Microsoft.Billing/billingAccounts/billingSubscriptions/read';
/** Names of accounts under a Microsoft Customer Agreement hold colons. */
const OWN = '1a:2b_2019-05-31';
const OTHER = 'EA-8611537';

function account(name: string) {
  return { id: `${ACCOUNTS}/${name}`, name, properties: { hasReadAccess: true } };
}

function bought(subscriptionId: string | null, purchaseDate?: string) {
  return { id: `/x/${subscriptionId}`, properties: { subscriptionId, purchaseDate, status: 'Active' } };
}

function tenant(accounts: Readonly<Record<string, Answer>>) {
  const lists = Object.entries(accounts).map(([name, answer]) => [
    `${ACCOUNTS}/${name}/billingSubscriptions`,
    answer,
  ]);
  return fakeArm({ [ACCOUNTS]: Object.keys(accounts).map(account), ...Object.fromEntries(lists) });
}

describe('billing subscriptions', () => {
  test('tell when a subscription was bought, in whatever account it is', async () => {
    const { arm, versions } = tenant({
      [OWN]: [bought(SUBSCRIPTION.toUpperCase(), '2016-01-04T22:39:34.2606750Z')],
      [OTHER]: [bought(ELSEWHERE), bought(SUBSCRIPTION, '2018-01-01')],
    });
    const read = readBillingSubscriptions(arm);
    expect(await read(SUBSCRIPTION)).toEqual({
      kind: 'read',
      items: [
        { account: OWN, purchaseDate: '2016-01-04T22:39:34.260Z' },
        { account: OTHER, purchaseDate: '2018-01-01' },
      ],
      malformed: 0,
    });
    expect(await read(ELSEWHERE)).toMatchObject({ kind: 'read', items: [{ account: OTHER }] });
    expect(new Set(versions)).toEqual(new Set(['2024-04-01']));
  });

  test('are asked once in a run, and not before the first subscription needs them', async () => {
    const { arm, asked } = tenant({ [OWN]: [], [OTHER]: [] });
    const read = readBillingSubscriptions(arm);
    expect(asked).toEqual([]);
    await Promise.all([read(SUBSCRIPTION), read(ELSEWHERE), read(SUBSCRIPTION)]);
    expect(asked).toHaveLength(3);
    expect(new Set(asked).size).toBe(3);
  });

  test('of nobody, where no billing account is visible, are none and nothing is amiss', async () => {
    const { arm } = tenant({});
    expect(await readBillingSubscriptions(arm)(SUBSCRIPTION)).toEqual({
      kind: 'read',
      items: [],
      malformed: 0,
    });
  });

  test('leave licences and other things that were bought aside', async () => {
    const { arm } = tenant({ [OWN]: [bought(null, '2014-01-01'), bought('seats'), { properties: null }] });
    expect(await readBillingSubscriptions(arm)(SUBSCRIPTION)).toMatchObject({ kind: 'read', items: [] });
  });

  test('of an account that refuses take nothing from the others', async () => {
    const { arm } = tenant({ [OWN]: forbidden(LIST_ACTION), [OTHER]: [bought(SUBSCRIPTION, '2018-01-01')] });
    const read = readBillingSubscriptions(arm);
    expect(await read(SUBSCRIPTION)).toMatchObject({ kind: 'read', items: [{ account: OTHER }] });
    expect(await read(ELSEWHERE)).toEqual({
      kind: 'unreadable',
      problem: {
        status: 403,
        code: 'AuthorizationFailed',
        message: expect.stringContaining(`billing account ${OWN}: `),
        action: LIST_ACTION,
      },
      items: [],
    });
  });

  test.each([400, 404, 409])('are unreadable where the accounts answer %i', async (status) => {
    const { arm } = fakeArm({ [ACCOUNTS]: new ArmError(status, 'Refused', 'no') });
    expect(await readBillingSubscriptions(arm)(SUBSCRIPTION)).toMatchObject({
      kind: 'unreadable',
      problem: { status, code: 'Refused' },
    });
  });

  test('are not asked of an account whose name would lead elsewhere', async () => {
    const names = ['..', '../../subscriptions', 'a/b', '?x', '', ' '];
    const { arm, asked } = fakeArm({ [ACCOUNTS]: names.map((name) => ({ id: `/${name}`, name })) });
    await readBillingSubscriptions(arm)(SUBSCRIPTION);
    expect(asked).toEqual([ACCOUNTS]);
  });
});
