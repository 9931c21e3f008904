import { describe, expect, test } from 'vitest';
import { bucketsOf, paceLimits } from '../../src/azure/pace-limits.ts';
import { CLOUD_NAMES } from '../../src/model/revision.ts';

const S = '11111111-aaaa-4111-8111-111111111111';
const own = { kind: 'subscription', subscription: S };
const compute = { kind: 'compute', subscription: S };

describe('the buckets of a request', () => {
  test.each([
    { path: '/subscriptions?api-version=2022-12-01', buckets: [{ kind: 'tenant' }] },
    { path: '/providers/Microsoft.Subscription/aliases', buckets: [{ kind: 'tenant' }] },
    {
      path: '/providers/Microsoft.Billing/billingAccounts/1:2/billingSubscriptions',
      buckets: [{ kind: 'tenant' }],
    },
    { path: `/subscriptions/${S}`, buckets: [own] },
    { path: `/SUBSCRIPTIONS/${S.toUpperCase()}/resourcegroups`, buckets: [own] },
    { path: `/private/subscriptions/${S}/resources`, buckets: [own] },
    { path: `/subscriptions/${S}/providers/Microsoft.Network/networkInterfaces`, buckets: [own] },
    {
      path: `/subscriptions/${S}/providers/microsoft.compute/virtualMachines?statusOnly=true`,
      buckets: [own, compute],
    },
    {
      path: `/subscriptions/${S}/resourceGroups/r/providers/Microsoft.Compute/virtualMachineScaleSets/s/virtualMachines`,
      buckets: [own, compute],
    },
    {
      path: `/subscriptions/${S}/resourceGroups/r/providers/Microsoft.Compute/virtualMachineScaleSets/s/networkInterfaces`,
      buckets: [own],
    },
  ])('$path', ({ path, buckets }) => {
    expect(bucketsOf(`https://management.azure.com${path}`)).toEqual(buckets);
  });
});

/** What Azure allows, from scale.md: at once, a second, and in an hour. */
describe('the limits of a cloud leave a fifth to others', () => {
  test.each(CLOUD_NAMES)('%s', (cloud) => {
    const { tenant, subscription, compute: vms } = paceLimits(cloud);
    expect(tenant).toEqual(subscription);
    expect(vms.capacity).toBeLessThanOrEqual(0.8 * 900);
    expect(vms.refillPerSecond * 60).toBeLessThanOrEqual(0.8 * 300);
    const anHour = tenant.capacity + 3600 * tenant.refillPerSecond;
    if (cloud === 'AzureCloud') {
      expect(tenant.capacity).toBeLessThanOrEqual(0.8 * 250);
      expect(tenant.refillPerSecond).toBeLessThanOrEqual(0.8 * 25);
      // The network provider counts 10,000 reads in five minutes.
      expect(tenant.capacity + 300 * tenant.refillPerSecond).toBeLessThanOrEqual(0.8 * 10_000);
    } else expect(anHour).toBeLessThanOrEqual(0.8 * 12_000);
  });
});
