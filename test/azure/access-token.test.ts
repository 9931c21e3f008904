import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import { describe, expect, test } from 'vitest';
import { SignInError, shareAccessToken } from '../../src/azure/access-token.ts';

const HOUR_MS = 3_600_000;

/** A directory that gives out `t1`, `t2` ... and remembers what it was asked for. */
function directory(lifetimeMs = HOUR_MS) {
  const asked: GetTokenOptions[] = [];
  let credentials = 0;
  const makeCredential = (): Promise<TokenCredential> => {
    credentials += 1;
    return Promise.resolve({
      async getToken(_scope: string | string[], options: GetTokenOptions = {}): Promise<AccessToken> {
        asked.push(options);
        const token = `t${asked.length}`;
        await Promise.resolve();
        return { token, expiresOnTimestamp: Date.now() + lifetimeMs };
      },
    });
  };
  return { asked, makeCredential, credentials: () => credentials };
}

describe('an access token', () => {
  test('is signed in for once, however many want it at once', async () => {
    const { asked, makeCredential } = directory();
    const tokens = shareAccessToken(makeCredential, 'scope');
    expect(await Promise.all([tokens.current(), tokens.current(), tokens.current()])).toEqual([
      't1',
      't1',
      't1',
    ]);
    expect(await tokens.current()).toBe('t1');
    expect(asked.length).toBe(1);
  });

  test('is refreshed before it runs out', async () => {
    const { makeCredential } = directory(60_000);
    const tokens = shareAccessToken(makeCredential, 'scope');
    expect([await tokens.current(), await tokens.current()]).toEqual(['t1', 't2']);
  });

  test('that was refused is replaced once for all, by a credential that has nothing cached', async () => {
    const { asked, credentials, makeCredential } = directory();
    const tokens = shareAccessToken(makeCredential, 'scope');
    const refused = await tokens.current();
    const replaced = await Promise.all([
      tokens.replace(refused),
      tokens.replace(refused),
      tokens.replace(refused),
    ]);
    expect(replaced).toEqual(['t2', 't2', 't2']);
    expect(await tokens.replace(refused)).toBe('t2');
    expect(await tokens.current()).toBe('t2');
    expect({ asked: asked.length, credentials: credentials() }).toEqual({ asked: 2, credentials: 2 });
  });

  test('answers a claims challenge', async () => {
    const { asked, makeCredential } = directory();
    const tokens = shareAccessToken(makeCredential, 'scope');
    await tokens.replace(await tokens.current(), '{"access_token":{}}');
    expect(asked.map(({ claims }) => claims)).toEqual([undefined, '{"access_token":{}}']);
  });

  test.each<{ name: string; fails: () => Promise<TokenCredential>; message: string }>([
    {
      name: 'the credential throws',
      fails: () => Promise.resolve({ getToken: () => Promise.reject(new Error('AADSTS700016: no such')) }),
      message: 'AADSTS700016: no such',
    },
    {
      name: 'the credential has none',
      fails: () => Promise.resolve({ getToken: () => Promise.resolve(null) }),
      message: 'the credential returned no token',
    },
    {
      name: 'there is no credential',
      fails: () => Promise.reject(new Error('Invalid tenant id provided')),
      message: 'Invalid tenant id provided',
    },
  ])('is a SignInError where $name', async ({ fails, message }) => {
    const tokens = shareAccessToken(fails, 'scope');
    const failed = await tokens.current().catch((cause: unknown) => cause);
    expect(failed).toBeInstanceOf(SignInError);
    expect(failed).toMatchObject({ message });
  });

  test('can be had after a failure that passed', async () => {
    const { makeCredential } = directory();
    let isDown = true;
    const tokens = shareAccessToken(
      () => (isDown ? Promise.reject(new Error('down')) : makeCredential()),
      'scope',
    );
    await expect(tokens.current()).rejects.toThrow('down');
    isDown = false;
    expect(await tokens.current()).toBe('t1');
  });
});
