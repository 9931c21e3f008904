import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FaultPlan } from '../../src/simulator/fault-plan.ts';
import { type FaultName, namedFaults } from '../../src/simulator/named-faults.ts';
import { csvRowsOf, filesBelow } from './outsider.ts';
import { aimedAt, differences, type StruckRun, strike, struckSubscriptions } from './struck-tenant.ts';

/** Five audits go on at once, and one of them waits a minute for an answer. */
const PATIENT = { timeout: 300_000 };

let sound: StruckRun;

beforeAll(async () => {
  sound = await strike([]);
});
afterAll(() => Promise.all([sound.outsider, ...tenants].map((tenant) => tenant.leave())));

const tenants: StruckRun['outsider'][] = [];

async function audited(plan: FaultPlan, options: Parameters<typeof strike>[1] = {}): Promise<StruckRun> {
  const run = await strike(plan, options);
  tenants.push(run.outsider);
  expect(run.struck.length).toBeGreaterThan(0);
  expect(run.ended.stderr).not.toMatch(/^\s+at /m);
  const { inScope, ...parts } = run.run.summary.totals.subscriptions;
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(inScope);
  expect(inScope).toBe(run.run.subscriptions.length);
  return run;
}

function planOf(name: string): FaultPlan {
  const plan = namedFaults(name);
  if (plan === undefined) throw new Error(`there is no fault ${name}`);
  return plan;
}

/** Four subscriptions with VMs of which nothing is said anywhere else: nobody's traffic leaves through them. */
function ordinary(): string[] {
  const told = sound.run.vms.map((vm) => ({ own: vm.subscriptionId, text: JSON.stringify(vm) }));
  return sound.run.subscriptions
    .filter(({ vms, coverage }) => vms > 2 && coverage === 'complete')
    .map(({ subscriptionId }) => subscriptionId)
    .filter((id) => !told.some(({ own, text }) => own !== id && text.includes(id)))
    .slice(0, 4);
}

/** What was not struck is as it is without the fault. */
function expectNoOtherLoss(run: StruckRun): void {
  const struck = struckSubscriptions(run);
  const others = (subscription: string) => !struck.has(subscription);
  expect(run.run.subscriptions.length - struck.size).toBeGreaterThan(40);
  expect(differences(run, sound, others)).toEqual([]);
}

/** Whatever is called direct is so without the fault too. */
function expectNothingWronglyDirect({ run }: StruckRun): void {
  const verdicts = new Map(sound.run.vms.map((vm) => [vm.resourceId.toLowerCase(), vm.verdict]));
  const direct = run.vms.filter(({ verdict }) => verdict === 'direct');
  const wrongly = direct.filter(({ resourceId }) => verdicts.get(resourceId.toLowerCase()) !== 'direct');
  expect(wrongly.map(({ resourceId, reasons }) => ({ resourceId, reasons }))).toEqual([]);
}

test('without a fault the tenant is read whole', () => {
  expect(sound.ended.code).toBe(0);
  expect(sound.run.vms.length).toBeGreaterThan(400);
  expect(sound.run.summary.requests).toMatchObject({ throttled: 0, retried: 0, notRetried: 0 });
  expect(sound.run.summary.requests.leastRemaining?.subscriptionReads).toBeGreaterThan(50);
});

describe.concurrent('leaves no trace in the rows:', PATIENT, () => {
  test.each<{ name: FaultName; retried: number }>([
    { name: 'throttled', retried: 6 },
    { name: 'server-errors', retried: 12 },
    { name: 'connection-reset', retried: 6 },
    { name: 'truncated-body', retried: 6 },
    { name: 'empty-body', retried: 6 },
    { name: 'timeout', retried: 1 },
    { name: 'token-expired', retried: 1 },
    { name: 'not-registered', retried: 0 },
    { name: 'relative-link', retried: 0 },
    { name: 'items-twice', retried: 0 },
    { name: 'clock-ahead', retried: 0 },
  ])('$name', async ({ name, retried }) => {
    const run = await audited(planOf(name));
    expect(run.ended.code).toBe(0);
    expect(differences(run, sound)).toEqual([]);
    expect(run.run.summary.requests.retried).toBe(retried);
  });
});

describe.concurrent('is told, and takes nothing else along:', PATIENT, () => {
  test.each<{ name: FaultName; coverage: string; says: RegExp }>([
    {
      name: 'lasting-errors',
      coverage: 'partial',
      says: /(route tables|virtual machines) not read \(50[03] /,
    },
    { name: 'lasting-throttling', coverage: 'partial', says: /^NAT gateways not read \(429 Subscription/ },
    {
      name: 'forbidden-list',
      coverage: 'partial',
      says: /^public IP addresses not read \(403 AuthorizationFailed, needs Microsoft\.Network\/publicIPAddresses\/read\)/,
    },
    {
      name: 'forbidden-subscription',
      coverage: 'unreadable',
      says: /virtual machines not read \(403 AuthorizationFailed, needs/,
    },
    { name: 'subscription-gone', coverage: 'unreadable', says: /not read \(404 SubscriptionNotFound/ },
    { name: 'subscription-gone-midway', coverage: 'partial', says: /not read \(404 SubscriptionNotFound/ },
    {
      name: 'subscription-moved',
      coverage: 'unreadable',
      says: /virtual machines not read \(401 InvalidAuthenticationTokenTenant/,
    },
    {
      name: 'repeated-link',
      coverage: 'partial',
      says: /^network security groups not read \(RepeatedLink\)/,
    },
    { name: 'endless-link', coverage: 'partial', says: /^route tables not read \(EndlessList\)/ },
    { name: 'foreign-link', coverage: 'partial', says: /^public IP addresses not read \(ForeignLink\)/ },
    { name: 'items-without-ids', coverage: 'partial', says: /not read \(MalformedItem\)/ },
  ])('$name', async ({ name, coverage, says }) => {
    const run = await audited(aimedAt(ordinary(), planOf(name)));
    expect(run.ended.code).toBe(2);
    expect(struckSubscriptions(run)).toEqual(new Set(ordinary()));
    for (const subscription of ordinary()) {
      const row = run.run.subscriptions.find(({ subscriptionId }) => subscriptionId === subscription);
      expect(row?.coverageDetail).toMatch(says);
      expect([coverage, 'unreadable']).toContain(row?.coverage);
    }
    expectNoOtherLoss(run);
    expectNothingWronglyDirect(run);
  });
});

describe.concurrent('is judged as far as the facts go:', PATIENT, () => {
  test.each<FaultName>(['items-without-properties', 'null-lists', 'unknown-words', 'item-missing'])(
    '%s',
    async (name) => {
      const run = await audited(planOf(name));
      expectNoOtherLoss(run);
      expectNothingWronglyDirect(run);
      expect(run.run.vms.map(({ resourceId }) => resourceId)).toEqual(
        sound.run.vms.map(({ resourceId }) => resourceId),
      );
    },
  );

  test('IDs in another letter case', async () => {
    const run = await audited(planOf('upper-case-ids'));
    expect(run.ended.code).toBe(0);
    const plain = ({ run: { vms } }: StruckRun) =>
      vms
        .map(({ resourceId, verdict, platform, path, egress, confidence, nicFlag }) => ({
          resourceId: resourceId.toLowerCase(),
          facts: { verdict, platform, path, egress, confidence, nicFlag },
        }))
        .toSorted((a, b) => (a.resourceId < b.resourceId ? -1 : 1));
    expect(plain(run)).toEqual(plain(sound));
  });
});

test('everything at once ends with rows for all, and a report of what is missing', async () => {
  const run = await audited(planOf('all'));
  expect(run.ended.code).toBe(2);
  expect(run.run.subscriptions.map(({ subscriptionId }) => subscriptionId)).toEqual(
    sound.run.subscriptions.map(({ subscriptionId }) => subscriptionId),
  );
  expectNothingWronglyDirect(run);
});

test('only UTC is written, whatever the clock and the time zone', async () => {
  const run = await audited(planOf('clock-ahead'), { env: { TZ: 'Asia/Kolkata' } });
  const { folder } = run.run;
  for (const file of ['run.json', 'vms.ndjson', 'subscriptions.ndjson', 'vms.csv', 'subscriptions.csv']) {
    const text = readFileSync(join(folder, file), 'utf8');
    expect(text.match(/\d{4}-\d{2}-\d{2}T\d{2}:[\d:.]+(?!\d|[\d:.]*Z)/g) ?? []).toEqual([]);
    expect(text).not.toMatch(/GMT|\+0530|\+05:30/);
  }
  expect(csvRowsOf(join(folder, 'vms.csv')).length).toBe(sound.run.vms.length);
  expect(filesBelow(folder).length).toBeGreaterThan(80);
});
