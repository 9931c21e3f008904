import { SubscriptionClient } from '@azure/arm-resources-subscriptions';
import { ClientSecretCredential } from '@azure/identity';
import { expect, test } from 'vitest';
import { startSimulator } from '../../src/simulator/simulator.ts';

test("Microsoft's own SDK signs in and lists the subscriptions, page by page", async () => {
  const simulator = await startSimulator({ pageSize: 7 });
  const tlsOptions = { ca: simulator.caCertificate };
  const credential = new ClientSecretCredential(
    simulator.tenantId,
    simulator.clientId,
    simulator.clientSecret,
    {
      authorityHost: simulator.authorityHost,
      disableInstanceDiscovery: true,
      tlsOptions,
    },
  );
  const client = new SubscriptionClient(credential, {
    endpoint: simulator.endpoint,
    tlsOptions,
  });
  const seen = new Set<string | undefined>();
  for await (const subscription of client.subscriptions.list()) seen.add(subscription.subscriptionId);
  expect(seen).toEqual(new Set([...simulator.tenant.subscriptions()].map(({ id }) => id)));
  const lists = simulator.requests.filter(({ path }) => path === '/subscriptions');
  expect(lists.length).toBeGreaterThan(5);
  await simulator.close();
});
