import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { SignInError } from '../../src/azure/access-token.ts';
import { connectToAzure } from '../../src/azure/connect.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';

// The packages take seconds to load, which no single test shall pay for.
beforeAll(
  () =>
    Promise.all([
      import('@azure/identity'),
      import('@azure/arm-resources-subscriptions'),
      import('@azure/arm-subscriptions'),
      import('@azure/arm-compute'),
      import('@azure/arm-network'),
      import('@azure/arm-authorization'),
    ]),
  60_000,
);

async function tenant() {
  const simulator = await startSimulator({ subscriptions: 1 });
  onTestFinished(() => simulator.close());
  const { authorityHost, endpoint, tenantId, clientId, clientSecret, caCertificate } = simulator;
  return {
    simulator,
    endpoints: { cloud: 'AzureCloud', authorityHost, resourceManager: endpoint } as const,
    signIn: { tenantId, clientId, clientSecret, trustedAuthority: caCertificate },
  };
}

describe('a connection', () => {
  test('tells how it signed in, where it leads and whether the clocks agree, and no secret', async () => {
    const { endpoints, signIn } = await tenant();
    const connection = await connectToAzure(endpoints, signIn, new AbortController().signal);
    expect(connection.identity).toEqual({
      method: 'client-secret',
      credential: 'ClientSecretCredential',
      tried: [],
      claims: { kind: 'unknown' },
    });
    expect(connection.homeTenant).toBe(signIn.tenantId);
    expect(connection.endpoints).toMatchObject({
      ...endpoints,
      scope: `${endpoints.resourceManager}/.default`,
    });
    expect(connection.clock.skewSeconds()).toBeUndefined();
    await connection.reader.subscriptions();
    expect(Math.abs(connection.clock.skewSeconds() ?? Number.NaN)).toBeLessThan(10);
    expect(JSON.stringify(connection)).not.toContain(signIn.clientSecret);
  });

  test('that is refused says so', async () => {
    const { endpoints, signIn } = await tenant();
    const refused = connectToAzure(
      endpoints,
      { ...signIn, clientSecret: 'wrong' },
      new AbortController().signal,
    );
    await expect(refused).rejects.toThrow(SignInError);
    await expect(refused).rejects.not.toThrow(/wrong/);
  });
});
