import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TokenCredential } from '@azure/core-auth';
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cloudEndpoints } from '../../src/azure/cloud.ts';
import { createCredential } from '../../src/azure/credential.ts';
import { watchChain } from '../../src/azure/credential-chain.ts';

const SCOPE = 'https://management.azure.com/.default';
const ENDPOINTS = cloudEndpoints({ cloud: 'AzureCloud' });

// The package takes seconds to load, which no single test shall pay for.
beforeAll(() => import('@azure/identity'), 60_000);
afterEach(() => vi.unstubAllEnvs());

/** Puts a program in the way of the Azure CLI, and nothing else of this machine. */
function withCli(script: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'port25-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'az'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'az'), 0o755);
  vi.stubEnv('PATH', folder);
}

const signIn = () => createCredential({}, ENDPOINTS, new AbortController().signal);

describe('the default chain of the SDK', () => {
  test('tells which of its credentials signed in, and why those before it did not', async () => {
    const expiry = Math.floor(Date.now() / 1000) + 3600;
    withCli(`echo '{"accessToken": "from-the-cli", "expires_on": ${expiry}}'`);
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'dev');
    const credential = await signIn();
    expect(credential.outcome()).toEqual({ tried: [] });
    expect(await credential.getToken(SCOPE)).toMatchObject({ token: 'from-the-cli' });
    const { credential: name, tried } = credential.outcome();
    expect(name).toBe('AzureCliCredential');
    expect(tried.map((one) => one.credential)).toEqual(['VisualStudioCodeCredential']);
    for (const { reason } of tried) expect(reason).toMatch(/^[^\n]{10,160}$/);
  });

  test('tells of each credential why it failed where all do', async () => {
    withCli('echo "Please run az login to setup account." >&2; exit 1');
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'dev');
    const credential = await signIn();
    await expect(credential.getToken(SCOPE)).rejects.toThrow();
    const { tried, ...rest } = credential.outcome();
    expect(rest).toEqual({});
    expect(tried).toContainEqual({
      credential: 'AzureCliCredential',
      reason: "Please run 'az login' from a command prompt to authenticate before using this credential.",
    });
    expect(tried.length).toBeGreaterThan(2);
  });

  test('says what a credential lacks, not only that it is unavailable', async () => {
    vi.stubEnv('AZURE_TOKEN_CREDENTIALS', 'WorkloadIdentityCredential');
    for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_FEDERATED_TOKEN_FILE'])
      vi.stubEnv(name, '');
    const credential = await signIn();
    await expect(credential.getToken(SCOPE)).rejects.toThrow();
    expect(credential.outcome().tried).toEqual([
      { credential: 'WorkloadIdentityCredential', reason: expect.stringMatching(/ required parameter/) },
    ]);
  });
});

function link(getToken: TokenCredential['getToken'], more: object = {}): TokenCredential {
  return { getToken, ...more };
}

/** A chain as the SDK has it: the list of its links, of which the first that gives a token counts. */
function chainOf(...links: readonly unknown[]) {
  return { _sources: links, getToken: () => Promise.resolve(null) };
}

describe('a chain', () => {
  test('of another make signs in as ever and tells nothing', () => {
    for (const sources of [undefined, null, 'x', {}]) {
      const chain = { _sources: sources, getToken: () => Promise.resolve(null) };
      expect(watchChain(chain)()).toEqual({ tried: [] });
    }
    expect(watchChain(chainOf(null, 7, {}))()).toEqual({ tried: [] });
  });

  test('names one that could not even be made after what it was to be', async () => {
    const unmade = link(() => Promise.resolve(null), {
      credentialName: 'createDefaultBrokerCredential',
      credentialUnavailableErrorMessage: 'No plugin. Read on elsewhere.',
    });
    const outcome = watchChain(chainOf(unmade));
    expect(await unmade.getToken(SCOPE)).toBeNull();
    expect(outcome().tried).toEqual([{ credential: 'BrokerCredential', reason: 'No plugin.' }]);
  });

  test('never shows a token, a secret, or more than a line', async () => {
    const said = `refused: Bearer AbC0_-.~+/9876543210zyxwvu with s3cr3t\n${'and so on '.repeat(60)}`;
    const broken = link(() => Promise.reject(new Error(said)));
    const outcome = watchChain(chainOf(broken), ['s3cr3t']);
    await expect(broken.getToken(SCOPE)).rejects.toThrow('refused');
    const [tried] = outcome().tried;
    expect(tried?.reason).toMatch(/^refused: Bearer \(token\) with \(secret\) and so on/);
    expect(tried?.reason.length).toBeLessThanOrEqual(160);
  });

  test('that succeeds with one that had failed before no longer counts it as failed', async () => {
    let calls = 0;
    const moody = link(() => {
      calls += 1;
      return calls === 1
        ? Promise.reject(new Error('Not yet.'))
        : Promise.resolve({ token: 't', expiresOnTimestamp: 0 });
    });
    const outcome = watchChain(chainOf(moody));
    await expect(moody.getToken(SCOPE)).rejects.toThrow('Not yet.');
    await moody.getToken(SCOPE);
    expect(outcome()).toEqual({ credential: 'Object', tried: [] });
  });
});
