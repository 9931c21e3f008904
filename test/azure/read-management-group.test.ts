import { describe, expect, test } from 'vitest';
import { readManagementGroup } from '../../src/azure/read-management-group.ts';
import { ELSEWHERE, fakeArm, forbidden, SUBSCRIPTION } from './fake-arm.ts';

const DESCENDANTS = '/providers/Microsoft.Management/managementGroups/corp/descendants';
const ACTION = 'Microsoft.Management/managementGroups/descendants/read';

const group = (name: string) => ({
  id: `/providers/Microsoft.Management/managementGroups/${name}`,
  type: 'Microsoft.Management/managementGroups',
  name,
});
const member = (id: string) => ({ id: `/subscriptions/${id}`, type: '/subscriptions', name: id });

describe('a management group', () => {
  test('has the subscriptions below it, at any depth and over all pages, and not its groups', async () => {
    const { arm, versions } = fakeArm({
      [DESCENDANTS]: (url: URL) =>
        url.searchParams.has('$skiptoken')
          ? { value: [member(ELSEWHERE)] }
          : {
              value: [group('mail'), member(SUBSCRIPTION.toUpperCase())],
              nextLink: `${url.href}&$skiptoken=2`,
            },
    });
    expect(await readManagementGroup(arm, 'corp')).toEqual({
      kind: 'read',
      items: [SUBSCRIPTION, ELSEWHERE],
      malformed: 0,
    });
    expect(versions).toEqual(['2020-05-01', '2020-05-01']);
  });

  test('that may not be read says which action is missing', async () => {
    const { arm } = fakeArm({ [DESCENDANTS]: forbidden(ACTION) });
    expect(await readManagementGroup(arm, 'corp')).toMatchObject({
      kind: 'unreadable',
      problem: { status: 403, action: ACTION },
    });
  });

  test('of which an entry could not be understood is not taken for whole', async () => {
    const { arm } = fakeArm({ [DESCENDANTS]: [member(SUBSCRIPTION), { type: '/subscriptions' }] });
    expect(await readManagementGroup(arm, 'corp')).toMatchObject({
      kind: 'unreadable',
      problem: { code: 'MalformedItem' },
      items: [SUBSCRIPTION],
    });
  });

  test('is asked for by its name, whatever that holds', async () => {
    const { arm, asked } = fakeArm({});
    await readManagementGroup(arm, 'a/b?c=d #e');
    expect(asked).toEqual([
      '/providers/Microsoft.Management/managementGroups/a%2Fb%3Fc%3Dd%20%23e/descendants',
    ]);
  });
});
