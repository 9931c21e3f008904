import { describe, expect, test } from 'vitest';
import { type Grant, grantOf, type Permission, readPermissions } from '../../src/azure/graph-access.ts';
import { ArmError } from '../../src/azure/read-problem.ts';
import { fakeArm, listPath, SUBSCRIPTION } from './fake-arm.ts';

const ACTION = 'Microsoft.Network/networkInterfaces/read';

function role(actions: readonly string[], notActions: readonly string[] = []): Permission {
  return { actions: [...actions], notActions: [...notActions], condition: undefined };
}

describe('what the permissions on a subscription say of an action', () => {
  test.each<{ name: string; roles: readonly Permission[]; grant: Grant }>([
    { name: 'Reader', roles: [role(['*/read'])], grant: 'everything' },
    { name: 'Owner', roles: [role(['*'])], grant: 'everything' },
    {
      name: 'Contributor, which leaves out other things',
      roles: [role(['*'], ['Microsoft.Authorization/*/Delete'])],
      grant: 'everything',
    },
    { name: 'a role with exactly this action', roles: [role([ACTION])], grant: 'named' },
    { name: 'the same in another letter case', roles: [role([ACTION.toUpperCase()])], grant: 'named' },
    { name: 'a role for the whole provider', roles: [role(['Microsoft.Network/*'])], grant: 'named' },
    { name: 'a role with a star in the middle', roles: [role(['Microsoft.Network/*/read'])], grant: 'named' },
    { name: 'a role for other things', roles: [role(['Microsoft.Compute/*'])], grant: 'unknown' },
    { name: 'a role for something longer', roles: [role([`${ACTION}/x`])], grant: 'unknown' },
    { name: 'a dot that is no wild card', roles: [role(['MicrosoftXNetwork/*'])], grant: 'unknown' },
    { name: 'a role that leaves this out', roles: [role(['*/read'], [ACTION])], grant: 'unknown' },
    {
      name: 'one that leaves out the provider',
      roles: [role(['*'], ['Microsoft.Network/*'])],
      grant: 'unknown',
    },
    {
      name: 'a role that leaves this out and one that names it',
      roles: [role(['*/read'], [ACTION]), role([ACTION])],
      grant: 'named',
    },
    { name: 'no role', roles: [], grant: 'unknown' },
  ])('$name: $grant', ({ roles, grant }) => {
    expect(grantOf(roles, ACTION)).toBe(grant);
  });
});

const PATH = listPath('Microsoft.Authorization/permissions');

describe('the permissions', () => {
  test('are read as they are', async () => {
    const { arm } = fakeArm({ [PATH]: [{ actions: ['*/read'], notActions: null }, role(['*'])] });
    expect(await readPermissions(arm, SUBSCRIPTION)).toEqual([role(['*/read']), role(['*'])]);
  });

  test('under a condition are none', async () => {
    const { arm } = fakeArm({
      [PATH]: [{ actions: ['*/read'], notActions: [], condition: "@Resource[x] == 'y'" }],
    });
    expect(grantOf(await readPermissions(arm, SUBSCRIPTION), ACTION)).toBe('unknown');
  });

  test.each<{ name: string; answer: object }>([
    { name: 'cannot be read', answer: new ArmError(403, 'AuthorizationFailed', 'no') },
    { name: 'are not understood', answer: [{ actions: ['*/read'] }, { actions: 'all' }] },
  ])('that $name show nothing', async ({ answer }) => {
    const { arm } = fakeArm({ [PATH]: answer });
    expect(await readPermissions(arm, SUBSCRIPTION)).toEqual([]);
  });
});
