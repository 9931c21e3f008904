import { beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/simulator/fault.ts';
import { connected } from './connected.ts';

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

const KINDS = ['virtualNetworks', 'routeTables', 'natGateways', 'publicAddresses'] as const;
const BUSY: Fault = { kind: 'answer', status: 500, body: { error: { code: 'Oops' } } };

describe('a reader', () => {
  test('lets one Retry-After silence every request of the subscription, and none of another', async () => {
    const times = new Map<string, number>();
    const tenant = await connected({
      onRequest({ path, subscription }) {
        const key = `${subscription} ${path.split('/').at(-1)}`;
        const isFirst = path.endsWith('/networkInterfaces') && !times.has(key);
        times.set(key, performance.now());
        const headers = { 'retry-after': '2' };
        return isFirst && subscription === tenant.subscription
          ? { kind: 'answer', status: 429, headers, body: {} }
          : undefined;
      },
    });
    const { reader, simulator, subscription } = tenant;
    const other = [...simulator.tenant.subscriptions()].map(({ id }) => id)[1] as typeof subscription;
    await reader.subscriptions();
    const first = reader.read('networkInterfaces', subscription);
    while (reader.counts().throttled === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const refused = performance.now();
    const readings = await Promise.all([
      first,
      ...KINDS.flatMap((kind) => [reader.read(kind, subscription), reader.read(kind, other)]),
    ]);
    expect(readings.map(({ kind }) => kind)).toEqual(readings.map(() => 'read'));
    const sentAfter = (key: string) => (times.get(key) ?? Number.NaN) - refused;
    for (const list of [
      'networkInterfaces',
      'virtualNetworks',
      'routeTables',
      'natGateways',
      'publicIPAddresses',
    ])
      expect(sentAfter(`${subscription} ${list}`)).toBeGreaterThan(1_900);
    for (const list of ['virtualNetworks', 'routeTables', 'natGateways', 'publicIPAddresses'])
      expect(sentAfter(`${other} ${list}`)).toBeLessThan(1_500);
    expect(reader.counts()).toMatchObject({ throttled: 1, retried: 1 });
    expect(reader.counts().waitedSeconds).toBeGreaterThanOrEqual(1.9);
  });

  test('reads a subscription of hundreds of pages without ever being throttled', async () => {
    const { reader, subscription } = await connected({ pageSize: 1 });
    const kinds = ['resources', 'disks', 'networkInterfaces', 'virtualMachines', 'powerStates'] as const;
    while (reader.counts().total < 280) {
      const readings = await Promise.all(kinds.map((kind) => reader.read(kind, subscription)));
      expect(readings.map(({ kind }) => kind)).toEqual(kinds.map(() => 'read'));
    }
    const { total, throttled, leastRemaining, waitedSeconds } = reader.counts();
    expect(throttled).toBe(0);
    expect(total).toBeGreaterThanOrEqual(280);
    expect(waitedSeconds).toBeGreaterThan(1);
    expect(leastRemaining?.subscriptionReads).toBeGreaterThanOrEqual(45);
    expect(leastRemaining?.compute).toBeGreaterThan(700);
  }, 60_000);

  test('stops trying again when the budget of the run is spent, and says so', async () => {
    const { reader, simulator, subscription } = await connected({
      onRequest: ({ path }) => (path.endsWith('/routeTables') ? BUSY : undefined),
    });
    for (const _ of Array.from({ length: 60 }))
      expect(await reader.read('routeTables', subscription)).toMatchObject({
        kind: 'unreadable',
        problem: { status: 500, code: 'Oops' },
      });
    const { retried, total, notRetried = 0 } = reader.counts();
    expect(total).toBe(60 + retried);
    expect(retried).toBeGreaterThanOrEqual(100);
    expect(retried).toBeLessThanOrEqual(100 + total / 10 + 1);
    expect(notRetried).toBeGreaterThan(10);
    expect(simulator.requests.filter(({ path }) => path.endsWith('/routeTables')).length).toBe(total);
    expect(await reader.read('virtualNetworks', subscription)).toMatchObject({ kind: 'read' });
  });
});
