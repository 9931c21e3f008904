import { describe, expect, test } from 'vitest';
import { type SignInMethod, type SignInSettings, signInMethod } from '../../src/azure/credential.ts';

const IDS = { tenantId: 'tenant', clientId: 'client' } as const;

describe('the way of signing in', () => {
  test.each<{ settings: SignInSettings; method: SignInMethod }>([
    { settings: {}, method: 'default-chain' },
    { settings: IDS, method: 'default-chain' },
    { settings: { tenantId: 'tenant' }, method: 'default-chain' },
    { settings: { clientSecret: 'secret' }, method: 'default-chain' },
    { settings: { ...IDS, clientSecret: 'secret' }, method: 'client-secret' },
    { settings: { ...IDS, clientSecret: '' }, method: 'default-chain' },
    { settings: { ...IDS, certificatePath: '/cert.pem' }, method: 'client-certificate' },
    { settings: { ...IDS, federatedTokenFile: '/token' }, method: 'workload-identity' },
    { settings: { ...IDS, clientSecret: 'secret', certificatePath: '/cert.pem' }, method: 'client-secret' },
    {
      settings: { ...IDS, certificatePath: '/cert.pem', federatedTokenFile: '/token' },
      method: 'client-certificate',
    },
    { settings: { clientId: 'client', federatedTokenFile: '/token' }, method: 'default-chain' },
  ])('of $settings is $method', ({ settings, method }) => {
    expect(signInMethod(settings)).toBe(method);
  });
});
