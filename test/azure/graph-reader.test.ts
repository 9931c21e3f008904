import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { itemsOf, type Reading } from '../../src/model/reading.ts';
import type { FactKind } from '../../src/model/subscription-facts.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import type { Fault } from '../../src/simulator/fault.ts';
import { foreignHost } from './connected.ts';
import { page } from './graph-builders.ts';
import { type BothReaders, bothReaders, GRAPH_PATH } from './graph-connected.ts';

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

interface Readers extends BothReaders {
  readonly subscription: SubscriptionId;
  readonly queries: () => readonly number[];
}

/** Both readers of a small tenant whose Resource Graph goes wrong as told, by the number of the query from 0. */
async function withFault(faultAt: (query: number) => Fault | undefined): Promise<Readers> {
  let queries = 0;
  const both = await bothReaders({
    subscriptions: 2,
    onRequest({ path }) {
      if (path !== GRAPH_PATH) return undefined;
      queries += 1;
      return faultAt(queries - 1);
    },
  });
  onTestFinished(both.close);
  const ids = itemsOf(await both.arm.subscriptions()).map(({ id }) => id);
  both.graph.prepare(ids);
  const [subscription] = ids;
  if (subscription === undefined) throw new Error('the simulator has no subscription');
  return {
    ...both,
    subscription,
    queries: () =>
      both.simulator.requests.filter(({ path }) => path === GRAPH_PATH).map(({ status }) => status),
  };
}

function answer(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Fault {
  return { kind: 'answer', status, body, headers };
}

function keys(reading: Reading<{ readonly id: string }>): readonly string[] {
  if (reading.kind !== 'read') throw new Error(`it was ${reading.kind}`);
  return reading.items.map(({ id }) => id.toLowerCase()).toSorted();
}

/** Both readers see the same in a list of the first subscription, which is not empty. */
async function expectSame(
  { arm, graph, subscription }: Readers,
  kind: FactKind & ('virtualMachines' | 'networkInterfaces'),
): Promise<void> {
  const expected = keys(await arm.read(kind, subscription));
  expect(expected.length).toBeGreaterThan(0);
  expect(keys(await graph.read(kind, subscription))).toEqual(expected);
}

const NEVER = () => undefined;

test('a list comes from Resource Graph, signed, by one POST for the whole group', async () => {
  const reading = await withFault(NEVER);
  await expectSame(reading, 'networkInterfaces');
  const asked = reading.simulator.requests.length;
  expect(keys(await reading.graph.read('virtualMachines', reading.subscription)).length).toBeGreaterThan(0);
  expect(reading.simulator.requests.slice(asked).map(({ method, path }) => `${method} ${path}`)).toEqual([
    `POST ${GRAPH_PATH}`,
  ]);
  const states = await reading.graph.read('powerStates', reading.subscription);
  expect(itemsOf(states).map(({ powerState }) => powerState)).toContain('running');
  expect(reading.simulator.requests.length).toBe(asked + 1);
});

test('what Resource Graph does not have comes from Resource Manager', async () => {
  const reading = await withFault(NEVER);
  for (const kind of ['billingProperty', 'roleAssignments', 'resourceGroups', 'machineOperations'] as const)
    expect(await reading.graph.read(kind, reading.subscription)).toMatchObject({ kind: 'read' });
  expect(reading.queries()).toEqual([]);
});

test('before the subscriptions are announced everything comes from Resource Manager', async () => {
  const both = await bothReaders({ subscriptions: 2 });
  onTestFinished(both.close);
  const [first] = itemsOf(await both.graph.subscriptions());
  expect(
    keys(await both.graph.read('networkInterfaces', first?.id as SubscriptionId)).length,
  ).toBeGreaterThan(0);
  expect(both.graph.graphUse()).toEqual({ answered: 0, left: { 'not-prepared': 1 } });
});

test.each([
  [3, 0],
  [2, 2],
])('where %i subscriptions are worth it, 2 take %i queries', async (fewest, queries) => {
  const both = await bothReaders({ subscriptions: 2 }, fewest);
  onTestFinished(both.close);
  const ids = itemsOf(await both.graph.subscriptions()).map(({ id }) => id);
  both.graph.prepare(ids);
  for (const id of ids)
    expect(await both.graph.read('networkInterfaces', id)).toMatchObject({ kind: 'read' });
  expect(both.simulator.requests.filter(({ path }) => path === GRAPH_PATH).length).toBe(queries);
});

const TOO_LARGE = answer(400, {
  error: {
    code: 'BadRequest',
    message: 'Please provide below info when asking for support.',
    details: [{ code: 'ResponsePayloadTooLarge', message: 'Response payload size is 17000000.' }],
  },
});

describe('a fault of Resource Graph that passes', () => {
  test.each<{ name: string; fault: Fault; statuses: readonly number[] }>([
    { name: 'a 503', fault: answer(503, '<html>busy</html>'), statuses: [200, 503, 200] },
    { name: 'a broken connection', fault: { kind: 'reset' }, statuses: [200, 0, 200] },
    { name: 'half an answer', fault: { kind: 'truncate' }, statuses: [200, 200, 200] },
    { name: 'an answer that is too large', fault: TOO_LARGE, statuses: [200, 400, 200] },
    {
      name: 'a count that does not add up',
      fault: answer(200, page([], 7)),
      statuses: [200, 200, 200],
    },
  ])('such as $name is overcome', async ({ fault, statuses }) => {
    const reading = await withFault((query) => (query === 1 ? fault : undefined));
    await expectSame(reading, 'networkInterfaces');
    expect(reading.queries()).toEqual(statuses);
    expect(reading.graph.graphUse()).toEqual({ answered: 1, left: {} });
  });

  test('a 429 is waited out as its headers say, and counted', async () => {
    const refused = answer(
      429,
      {},
      { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:01' },
    );
    const reading = await withFault((query) => (query === 1 ? refused : undefined));
    const begun = performance.now();
    await expectSame(reading, 'networkInterfaces');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(990);
    expect(reading.queries()).toEqual([200, 429, 200]);
    expect(reading.graph.counts()).toMatchObject({ throttled: 1, retried: 1 });
    expect(reading.graph.counts().waitedSeconds).toBeGreaterThanOrEqual(0.9);
  });
});

describe('a fault of Resource Graph that lasts leaves the list to Resource Manager', () => {
  test.each<{ name: string; fault: Fault }>([
    { name: 'a 500', fault: answer(500, { error: { code: 'Oops', message: 'no' } }) },
    { name: 'a 403', fault: answer(403, { error: { code: 'AuthorizationFailed', message: 'no' } }) },
    { name: 'a result that is cut', fault: answer(200, page([], 0, { resultTruncated: 'true' })) },
    {
      name: 'subscriptions left out beyond 10,000',
      fault: answer(200, page([]), { 'x-ms-tenant-subscription-limit-hit': 'true' }),
    },
    { name: 'answers that are too large', fault: TOO_LARGE },
    { name: 'a proxy page', fault: answer(200, '<html>log in</html>') },
  ])('such as $name', async ({ fault }) => {
    const reading = await withFault((query) => (query === 0 ? undefined : fault));
    await expectSame(reading, 'networkInterfaces');
    expect(reading.graph.graphUse()).toEqual({ answered: 0, left: { 'not-answered': 1 } });
  });

  test('and where the subscriptions themselves are not told, all lists', async () => {
    const reading = await withFault(() => answer(403, {}));
    await expectSame(reading, 'networkInterfaces');
    await expectSame(reading, 'virtualMachines');
    expect(reading.queries()).toEqual([403]);
    expect(reading.graph.graphUse()).toEqual({ answered: 0, left: { 'subscription-not-known': 2 } });
  });

  test('such as a way to another host, which never hears of it', async () => {
    const other = await foreignHost();
    const reading = await withFault(() => answer(307, '', { location: `${other.origin}${GRAPH_PATH}` }));
    await expectSame(reading, 'networkInterfaces');
    expect(other.connections()).toBe(0);
  });
});

test('retries of both services come out of one budget: what one has spent the other has no more', async () => {
  const busy = answer(503, '<html>busy</html>', { 'x-ms-user-quota-remaining': '15' });
  const both = await bothReaders({
    subscriptions: 2,
    patience: { mostRetries: 1_000 },
    onRequest: ({ path }) => (path === GRAPH_PATH || path.endsWith('/networkInterfaces') ? busy : undefined),
  });
  onTestFinished(both.close);
  const ids = itemsOf(await both.graph.subscriptions()).map(({ id }) => id);
  both.graph.prepare(ids);
  const reading = await both.graph.read('networkInterfaces', ids[0] as SubscriptionId);
  expect(reading).toMatchObject({ kind: 'unreadable', problem: { status: 503 } });
  const [queries, gets] = [
    both.simulator.requests.filter(({ path }) => path === GRAPH_PATH),
    both.simulator.requests.filter(({ path }) => path.endsWith('/networkInterfaces')),
  ];
  expect(queries.length).toBeGreaterThan(100);
  expect(gets.length).toBeLessThan(10);
  expect(both.graph.counts().notRetried).toBeGreaterThan(1);
});
