import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault, SimulatedRequest } from '../../src/simulator/fault.ts';
import { comeFromOutside, type Ended, type Outsider, type RunRead, readOnlyRun } from './outsider.ts';

const SUBSCRIPTIONS = 20;
const FORBIDDEN: Fault = {
  kind: 'answer',
  status: 403,
  body: { error: { code: 'AuthorizationFailed', message: "no authorization to perform action 'X/read'" } },
};
const BROKEN: Fault = { kind: 'answer', status: 500, body: { error: { code: 'InternalServerError' } } };
const NOT_REGISTERED: Fault = {
  kind: 'answer',
  status: 409,
  body: { error: { code: 'MissingSubscriptionRegistration', message: 'not registered' } },
};

/** What goes wrong in which subscription (by its place in the list), and what its row must say. */
const INJECTED = [
  {
    at: 2,
    list: 'virtualMachines',
    fault: BROKEN,
    coverage: 'unreadable',
    says: /virtual machines not read \(500 InternalServerError\)/,
  },
  {
    at: 3,
    list: '',
    fault: FORBIDDEN,
    coverage: 'unreadable',
    says: /virtual machines not read \(403 AuthorizationFailed, needs X\/read\)/,
  },
  {
    at: 4,
    list: 'networkInterfaces',
    fault: { kind: 'reset' },
    coverage: 'partial',
    says: /^network interfaces not read \(ECONNRESET\)$/,
  },
  {
    at: 5,
    list: 'networkSecurityGroups',
    fault: { kind: 'truncate' },
    coverage: 'partial',
    says: /^network security groups not read \(/,
  },
  {
    at: 6,
    list: 'routeTables',
    fault: { kind: 'answer', status: 429, body: {} },
    coverage: 'partial',
    says: /^route tables not read \(429 Http429\)$/,
  },
  {
    at: 7,
    list: 'loadBalancers',
    fault: { kind: 'next-link', link: 'repeated' },
    coverage: 'partial',
    says: /^load balancers not read \(RepeatedLink\)$/,
  },
  {
    at: 8,
    list: 'natGateways',
    fault: { kind: 'next-link', link: 'foreign', origin: 'https://example.org' },
    coverage: 'partial',
    says: /^NAT gateways not read \(ForeignLink\)$/,
  },
  {
    at: 9,
    list: 'publicIPAddresses',
    fault: { kind: 'answer', status: 200, body: '<html>busy</html>' },
    coverage: 'partial',
    says: /^public IP addresses not read \(/,
  },
  {
    at: 10,
    list: 'default',
    fault: FORBIDDEN,
    coverage: 'complete',
    says: /^billing property not read \(403 AuthorizationFailed, needs X\/read\)$/,
  },
  { at: 11, list: 'azureFirewalls', fault: NOT_REGISTERED, coverage: 'complete', says: /^$/ },
  {
    at: 12,
    list: 'virtualMachines',
    fault: { kind: 'answer', status: 404, body: { error: { code: 'SubscriptionNotFound' } } },
    coverage: 'unreadable',
    says: /virtual machines not read \(404 SubscriptionNotFound\)/,
  },
] as const satisfies readonly { at: number; list: string; fault: Fault; coverage: string; says: RegExp }[];

let sound: Outsider;
let faulty: Outsider;
let ended: Ended;
let expected: RunRead;
let found: RunRead;

function idsOf({ simulator }: Outsider): string[] {
  return [...simulator.tenant.subscriptions()].map(({ id }) => id);
}

beforeAll(async () => {
  let ids: readonly string[] = [];
  const faultFor = ({ path, subscription }: SimulatedRequest): Fault | undefined =>
    INJECTED.find(({ at, list }) => subscription === ids[at] && path.endsWith(list))?.fault;
  sound = await comeFromOutside({ subscriptions: SUBSCRIPTIONS });
  faulty = await comeFromOutside({ subscriptions: SUBSCRIPTIONS, onRequest: faultFor });
  ids = idsOf(faulty);
  [, ended] = await Promise.all([
    sound.run(['audit', '--format', 'json']),
    faulty.run(['audit', '--format', 'json']),
  ]);
  expected = readOnlyRun(sound.path('reports'));
  found = readOnlyRun(faulty.path('reports'));
});
afterAll(() => Promise.all([sound.leave(), faulty.leave()]));

function rowOf(run: RunRead, at: number) {
  const row = run.subscriptions.find(({ subscriptionId }) => subscriptionId === idsOf(faulty)[at]);
  if (row === undefined) throw new Error(`subscription ${at} has no row`);
  return row;
}

/** It says in how many subscriptions of the tenant a virtual hub may have been missed. */
const ABOUT_OTHERS = 'virtual-hub-not-found';

/** The further witnesses of the creation date, which this tenant's principal may mostly not read. */
const FURTHER_WITNESS =
  /^(purchase dates of billing accounts|billing periods|policy assignments|resource groups|disks|creation times of resources) not read/;

function detailOf({ coverageDetail }: RunRead['subscriptions'][number]): string {
  const parts = coverageDetail?.split('; ') ?? [];
  return parts.filter((part) => !FURTHER_WITNESS.test(part)).join('; ');
}

describe('a tenant in which some things go wrong', () => {
  test('is audited to its end; the exit code says that it is not all there', () => {
    expect(ended.code).toBe(2);
    expect(ended.stderr).not.toMatch(/^\s+at /m);
    expect(found.subscriptions.length).toBe(SUBSCRIPTIONS);
    const { inScope, complete, partial, unreadable, disabled, excluded } = found.summary.totals.subscriptions;
    expect(complete + partial + unreadable + disabled + excluded).toBe(inScope);
    expect({ partial, unreadable }).toEqual({
      partial: INJECTED.filter(({ coverage }) => coverage === 'partial').length,
      unreadable: INJECTED.filter(({ coverage }) => coverage === 'unreadable').length,
    });
    expect(found.summary.requests.retried).toBeGreaterThan(0);
    expect(found.summary.requests.throttled).toBeGreaterThan(0);
  });

  test.each(INJECTED)('says what is missing in subscription $at: $says', ({ at, coverage, says }) => {
    const row = rowOf(found, at);
    expect(row.coverage).toBe(coverage);
    expect(detailOf(row)).toMatch(says);
    const gaps = found.summary.coverage.filter(({ subscriptionId }) => subscriptionId === row.subscriptionId);
    expect(gaps.length > 0).toBe(row.coverageDetail !== null);
  });

  test('loses nothing of the subscriptions in which nothing went wrong', () => {
    const struck = new Set(INJECTED.map(({ at }) => idsOf(faulty)[at] ?? ''));
    const timeless = (run: RunRead) => ({
      subscriptions: run.subscriptions.filter(({ subscriptionId }) => !struck.has(subscriptionId)),
      vms: run.vms
        .filter(({ subscriptionId }) => !struck.has(subscriptionId))
        .map((vm) => ({
          ...vm,
          firstSeen: '',
          verdictSince: '',
          reasons: vm.reasons.filter(({ code }) => code !== ABOUT_OTHERS),
        })),
    });
    expect(timeless(found).vms.length).toBeGreaterThan(50);
    expect(timeless(found)).toEqual(timeless(expected));
  });

  test('keeps the VMs where only a part is missing, and calls none direct for want of a required fact', () => {
    for (const { at, coverage } of INJECTED) {
      const own = (run: RunRead) =>
        run.vms.filter(({ subscriptionId }) => subscriptionId === idsOf(faulty)[at]);
      const verdicts = new Map(own(expected).map((vm) => [vm.resourceId, vm.verdict]));
      const kept = coverage === 'unreadable' ? [] : [...verdicts.keys()];
      expect(own(found).map((vm) => vm.resourceId)).toEqual(kept);
      const direct = own(found).filter(({ verdict }) => coverage === 'partial' && verdict === 'direct');
      for (const vm of direct) expect(verdicts.get(vm.resourceId)).toBe('direct');
    }
  });
});

describe('a fault that passes', () => {
  test('is overcome without a trace in the rows', async () => {
    const struck = new Map<string, number>();
    const passing: readonly Fault[] = [
      { kind: 'answer', status: 503, body: '<html><body>Service Unavailable</body></html>' },
      { kind: 'reset' },
      { kind: 'truncate' },
      { kind: 'answer', status: 429, headers: { 'retry-after': '1' }, body: {} },
      { kind: 'answer', status: 401, body: { error: { code: 'ExpiredAuthenticationToken' } } },
    ];
    const outsider = await comeFromOutside({
      subscriptions: SUBSCRIPTIONS,
      onRequest: ({ kind, path }) => {
        const nth = struck.size;
        if (kind === 'sign-in' || struck.has(path) || !/\/(virtualMachines|networkInterfaces)$/.test(path))
          return undefined;
        struck.set(path, nth);
        return passing[nth % passing.length];
      },
    });
    try {
      const { code } = await outsider.run(['audit', '--format', 'json']);
      expect(code).toBe(0);
      const run = readOnlyRun(outsider.path('reports'));
      expect(run.subscriptions).toEqual(expected.subscriptions);
      expect(run.summary.requests.retried).toBeGreaterThanOrEqual(struck.size / 2);
      const tokens = outsider.simulator.requests.filter(({ method }) => method === 'POST');
      expect(tokens.length).toBeLessThanOrEqual(1 + Math.ceil(struck.size / passing.length));
    } finally {
      await outsider.leave();
    }
  });

  test('in the list of subscriptions, half-way, is told and does not pass for the whole tenant', async () => {
    const outsider = await comeFromOutside({
      subscriptions: 6,
      pageSize: 3,
      onRequest: ({ path, query }) =>
        path === '/subscriptions' && query.has('$skiptoken') ? FORBIDDEN : undefined,
    });
    try {
      const { code } = await outsider.run(['audit', '--format', 'json']);
      expect(code).toBe(2);
      const run = readOnlyRun(outsider.path('reports'));
      expect(run.subscriptions.length).toBe(3);
      expect(run.summary.coverage).toContainEqual(
        expect.objectContaining({ subscriptionId: null, required: true, status: 403 }),
      );
    } finally {
      await outsider.leave();
    }
  });
});
