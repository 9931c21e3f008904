import { describe, expect, test } from 'vitest';
import { describeIdentity, type SignedInIdentity } from '../../src/azure/identity.ts';

function tokenWith(claims: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.c2lnbmF0dXJl`;
}

const TENANT = '72F988BF-0000-0000-0000-000000000000';
const APP = 'aaaaaaaa-1111-1111-1111-111111111111';
const OBJECT = 'bbbbbbbb-2222-2222-2222-222222222222';
const MIRID =
  '/subscriptions/s/resourcegroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/nightly';

const of = { tid: TENANT, oid: OBJECT, sub: OBJECT, exp: 1_795_000_000 };
const told = {
  tenantId: TENANT.toLowerCase(),
  objectId: OBJECT,
  expiresAt: '2026-11-18T11:06:40.000Z',
};

const CASES: readonly { name: string; claims: object; identity: SignedInIdentity }[] = [
  {
    name: 'an application, by its claim',
    claims: { ...of, appid: APP, idtyp: 'app' },
    identity: { ...told, kind: 'app', clientId: APP },
  },
  {
    name: 'an application, because it speaks for itself',
    claims: { ...of, azp: APP },
    identity: { ...told, kind: 'app', clientId: APP },
  },
  {
    name: 'a managed identity, which is an application too',
    claims: { ...of, appid: APP, idtyp: 'app', xms_mirid: MIRID },
    identity: { ...told, kind: 'managed-identity', clientId: APP, managedIdentity: MIRID },
  },
  {
    name: 'a user of a 1.0 token',
    claims: { ...of, sub: 'pairwise', appid: APP, upn: 'ann@contoso.example', unique_name: 'other' },
    identity: { ...told, kind: 'user', clientId: APP, user: 'ann@contoso.example' },
  },
  {
    name: 'a guest, who has no principal name',
    claims: { ...of, sub: 'pairwise', unique_name: 'live.com#ann@fabrikam.example' },
    identity: { ...told, kind: 'user', user: 'live.com#ann@fabrikam.example' },
  },
  {
    name: 'a user of a 2.0 token',
    claims: { ...of, sub: 'pairwise', azp: APP, preferred_username: 'ann@contoso.example' },
    identity: { ...told, kind: 'user', clientId: APP, user: 'ann@contoso.example' },
  },
  {
    name: 'a user without a name, by delegated scopes',
    claims: { ...of, scp: 'user_impersonation' },
    identity: { ...told, kind: 'user' },
  },
  {
    name: 'somebody, where claims have other types than documented',
    claims: { tid: 7, oid: null, appid: {}, upn: [], exp: 'soon' },
    identity: { kind: 'unknown' },
  },
  { name: 'somebody, at no time', claims: { exp: 1e20, tid: '' }, identity: { kind: 'unknown' } },
];

describe('a token speaks for', () => {
  test.each(CASES)('$name', ({ claims, identity }) => {
    expect(describeIdentity(tokenWith(claims))).toEqual(identity);
  });

  test.each(['', 'x', 'random-and-opaque', 'a.b.c', `a.${Buffer.from('[]').toString('base64url')}.c`])(
    'somebody where it cannot be looked into: %s',
    (token) => {
      expect(describeIdentity(token)).toEqual({ kind: 'unknown' });
    },
  );

  test('somebody, and is never part of what is told', () => {
    const token = tokenWith({ ...of, name: 'Ann' });
    const shown = JSON.stringify(describeIdentity(token));
    expect(shown).not.toContain('c2lnbmF0dXJl');
    expect(shown).not.toContain('Ann');
  });
});
