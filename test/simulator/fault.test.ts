import { afterEach, expect, test } from 'vitest';
import type { Fault, SimulatedRequest } from '../../src/simulator/fault.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type LocalClient, localClient, type Page } from './local-client.ts';

const LIST = '/subscriptions?api-version=2022-12-01';

let simulator: Simulator;
let client: LocalClient;

async function startWith(fault: Fault): Promise<void> {
  const onRequest = (request: SimulatedRequest) => (request.kind === 'sign-in' ? undefined : fault);
  simulator = await startSimulator({ onRequest });
  client = localClient(simulator);
}

afterEach(async () => {
  client.close();
  await simulator.close();
});

test('another answer, with its headers', async () => {
  const body = { error: { code: 'ServerTimeout', message: 'Try again.' } };
  await startWith({ kind: 'answer', status: 503, body, headers: { 'retry-after': '7' } });
  const { answer, ...got } = await client.get(LIST);
  expect(got).toEqual({ status: 503, body });
  expect(answer.headers['retry-after']).toBe('7');
  expect(simulator.requests.at(-1)).toMatchObject({ status: 503 });
});

test('a connection that is reset', async () => {
  await startWith({ kind: 'reset' });
  await expect(client.get(LIST)).rejects.toThrow(/hang up|ECONNRESET/);
  expect(simulator.requests.at(-1)).toMatchObject({ path: '/subscriptions', status: 0 });
});

test('a body that breaks off', async () => {
  await startWith({ kind: 'truncate' });
  await expect(client.get(LIST)).rejects.toThrow(/aborted|ECONNRESET/);
});

test('a delay before the right answer', async () => {
  await startWith({ kind: 'delay', ms: 120 });
  const before = performance.now();
  expect((await client.get(LIST)).status).toBe(200);
  expect(performance.now() - before).toBeGreaterThan(100);
});

test('a link without a host', async () => {
  await startWith({ kind: 'next-link', link: 'relative' });
  const { body } = await client.get(LIST);
  expect((body as Page).nextLink).toMatch(/^\/subscriptions\?/);
});

test('a link to the page itself', async () => {
  await startWith({ kind: 'next-link', link: 'repeated' });
  const { body } = await client.get(LIST);
  expect((body as Page).nextLink).toBe(`${simulator.endpoint}${LIST}`);
});

test('a chain without an end, whose pages are empty', async () => {
  await startWith({ kind: 'next-link', link: 'endless' });
  const seen = new Set<string>();
  let next: string | undefined = LIST;
  for (let turn = 0; turn < 30; turn += 1) {
    const page: Page = (await client.get(next ?? '')).body as Page;
    if (turn > 0) expect(page.value).toEqual([]);
    next = page.nextLink;
    seen.add(String(next));
  }
  expect(seen.size).toBe(30);
});

test('a link to another host', async () => {
  await startWith({ kind: 'next-link', link: 'foreign', origin: 'https://collector.example' });
  const { body } = await client.get(LIST);
  expect((body as Page).nextLink).toMatch(/^https:\/\/collector\.example\/subscriptions\?/);
});

test('the right answer with other headers', async () => {
  await startWith({ kind: 'headers', headers: { date: 'Sat, 01 Jan 2050 00:00:00 GMT' } });
  const { answer, status } = await client.get(LIST);
  expect([status, answer.headers['date']]).toEqual([200, 'Sat, 01 Jan 2050 00:00:00 GMT']);
});

test('a list with something wrong in its items', async () => {
  await startWith({ kind: 'items', what: 'without-ids' });
  const { body } = await client.get(LIST);
  expect((body as Page).value.length).toBeGreaterThan(1);
  expect((body as Page).value.filter((item) => 'id' in item)).toEqual([]);
});
