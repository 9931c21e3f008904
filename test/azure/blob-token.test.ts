import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SignInError } from '../../src/azure/access-token.ts';
import { openBlobContainer } from '../../src/azure/blob-container.ts';
import { BlobError } from '../../src/azure/blob-error.ts';
import { storageCredential } from '../../src/azure/blob-token.ts';
import { localCertificate } from '../../src/simulator/certificate.ts';
import { type Entra, openEntra } from './blob-entra.ts';

let entra: Entra;
let trustedAuthority: string;

beforeAll(async () => {
  const certificate = await localCertificate();
  entra = await openEntra(certificate);
  trustedAuthority = certificate.authority;
  await import('@azure/identity');
}, 60_000);
afterAll(() => entra.close());

function access(more: { readonly clientSecret?: string; readonly authorityHost?: string } = {}) {
  const { AZURE_AUTHORITY_HOST, AZURE_TENANT_ID, AZURE_CLIENT_ID, AZURE_CLIENT_SECRET } = entra.env;
  return {
    signIn: {
      tenantId: AZURE_TENANT_ID,
      clientId: AZURE_CLIENT_ID,
      clientSecret: more.clientSecret ?? AZURE_CLIENT_SECRET,
      trustedAuthority,
    },
    endpoints: { cloud: 'AzureCloud', authorityHost: more.authorityHost ?? AZURE_AUTHORITY_HOST },
    signal: new AbortController().signal,
  } as const;
}

describe('the token for storage', () => {
  test.each([
    ['https://storage.azure.com/.default'],
    [['https://management.azure.com/.default']],
    ['https://vault.azure.net/.default'],
  ])('is for storage alone, even where a server asks for %s', async (scopes) => {
    const token = await storageCredential(access()).getToken(scopes, {
      tenantId: '22222222-2222-2222-2222-222222222222',
    });
    expect(token?.token).toBe(entra.tokens.at(-1));
    expect(entra.scopes.at(-1)).toBe('https://storage.azure.com/.default');
  });

  test('that cannot be had is a failed sign-in, not a failed upload', async () => {
    const nowhere = access({ authorityHost: 'https://localhost:9' });
    await expect(storageCredential(nowhere).getToken('')).rejects.toThrow(SignInError);
  }, 30_000);

  test('never leaves over http', async () => {
    const place = { url: 'http://127.0.0.1:9/devstoreaccount1/port25', prefix: '' };
    const container = await openBlobContainer(place, access());
    await expect(container.list('')).rejects.toThrow(BlobError);
    await expect(container.list('')).rejects.toThrow(/non-TLS|https/);
  });
});
