import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { RequestRecord } from '../../src/simulator/fault.ts';
import {
  comeFromOutside,
  type Outsider,
  type RunRead,
  readOnlyRun,
  resourceManagerRequests,
} from './outsider.ts';

/** scale.md: what every verdict needs of a subscription that fits in single pages; what is asked of each beside it; and what can decide. */
const MOST_FOR_VERDICTS = 13;
const BESIDE = [
  'providers/microsoft.billing/billingproperty/default',
  'providers/microsoft.authorization/roleassignments',
  'providers/microsoft.network/networkmanagers',
];
/** Asked only as long as it can decide something. */
const FURTHER = [
  'providers/microsoft.billing/billingperiods',
  'providers/microsoft.authorization/policyassignments',
  'resourcegroups',
  'providers/microsoft.compute/disks',
  'resources',
  'providers/microsoft.insights/eventtypes/management/values',
];
const ONLY_WITH_VMS = ['networkinterfaces', 'networksecuritygroups', 'routetables'];

let outsider: Outsider;
let run: RunRead;
let requests: readonly RequestRecord[];

beforeAll(async () => {
  outsider = await comeFromOutside({ pageSize: 1000 });
  await outsider.run(['audit', '--format', 'json']);
  run = readOnlyRun(outsider.path('reports'));
  requests = resourceManagerRequests(outsider.simulator);
});
afterAll(() => outsider.leave());

function askedOf(subscription: string): readonly RequestRecord[] {
  return requests.filter((request) => request.subscription === subscription);
}

/** Of a subscription itself, not of a resource in it: a firewall policy's rules, a hub's routes, a scale set's instances. */
function isOfSubscription({ path }: RequestRecord): boolean {
  return !path.toLowerCase().includes('/resourcegroups/');
}

function endsIn(ends: readonly string[]) {
  return ({ path, subscription }: RequestRecord): boolean => {
    const of = path.toLowerCase().split(`/subscriptions/${subscription}/`)[1];
    return of !== undefined && ends.includes(of);
  };
}

const isBeside = endsIn(BESIDE);
const isFurther = endsIn(FURTHER);

test('only GET goes to Resource Manager, and the only POST is for a token', () => {
  expect(requests.length).toBeGreaterThan(100);
  expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
  const others = outsider.simulator.requests.filter(({ method }) => method !== 'GET');
  expect(new Set(others.map(({ method, path }) => `${method} ${path}`))).toEqual(
    new Set([`POST /${outsider.simulator.tenantId}/oauth2/v2.0/token`]),
  );
});

test('with Resource Graph only its query is posted beside that', async () => {
  const queried = await comeFromOutside({ pageSize: 1000 });
  onTestFinished(() => queried.leave());
  const { code } = await queried.run(['audit', '--format', 'json', '--inventory', 'resource-graph']);
  expect(code).toBe(2);
  const { summary } = readOnlyRun(queried.path('reports'));
  expect(summary.resourceGraph?.answered).toBeGreaterThan(100);
  const sent = new Map<string, Set<string>>();
  for (const { method, path } of queried.simulator.requests)
    sent.set(method, (sent.get(method) ?? new Set()).add(path));
  expect([...sent.keys()].toSorted()).toEqual(['GET', 'POST']);
  expect(sent.get('POST')).toEqual(
    new Set([
      `/${queried.simulator.tenantId}/oauth2/v2.0/token`,
      '/providers/Microsoft.ResourceGraph/resources',
    ]),
  );
});

test('nothing is asked twice', () => {
  const asked = requests.map(({ path, query }) => `${path}${query}`.toLowerCase());
  expect(asked.filter((one, index) => asked.indexOf(one) !== index)).toEqual([]);
});

test('no subscription takes more requests than its verdicts need', () => {
  for (const { subscriptionId } of run.subscriptions) {
    const asked = askedOf(subscriptionId).filter(isOfSubscription);
    const forVerdicts = asked.filter((request) => !isBeside(request) && !isFurther(request));
    expect(forVerdicts.length).toBeLessThanOrEqual(MOST_FOR_VERDICTS);
    expect(asked.filter(isBeside).length).toBeLessThanOrEqual(BESIDE.length);
  }
});

test('further witnesses are asked for only where the side of the cut-off was open, and run.json shows what that saved', () => {
  const asked = new Set(requests.filter(isFurther).map(({ subscription }) => subscription));
  const log = FURTHER.at(-1) ?? '';
  const ofWitnesses = requests.filter((request) => isFurther(request) && !endsIn([log])(request));
  const settledAtOnce = run.subscriptions.filter(({ evidence }) =>
    evidence.some(({ fact, confidence }) => fact === 'subscription alias' && confidence === 'high'),
  );
  expect(settledAtOnce.length).toBeGreaterThan(0);
  for (const { subscriptionId } of settledAtOnce) {
    expect(ofWitnesses.map(({ subscription }) => subscription)).not.toContain(subscriptionId);
  }
  expect(asked.size).toBeGreaterThan(0);
  const { disks, machineOperations } = run.summary.optionalFacts;
  expect(disks?.spared).toBeGreaterThan(20);
  expect(machineOperations?.spared).toBeGreaterThan(50);
  expect(requests.filter(endsIn([log])).length).toBe(
    (machineOperations?.read ?? 0) + (machineOperations?.unreadable ?? 0),
  );
});

test('a subscription without VMs is not asked for what only VMs have', () => {
  const empty = run.subscriptions.filter(({ vms, coverage }) => vms === 0 && coverage === 'complete');
  expect(empty.length).toBeGreaterThan(0);
  for (const { subscriptionId } of empty) {
    const types = askedOf(subscriptionId).map(({ path }) => path.toLowerCase().split('/').at(-1) ?? '');
    expect(types).toContain('virtualnetworks');
    expect(types.filter((type) => ONLY_WITH_VMS.includes(type))).toEqual([]);
  }
});

test('a disabled or excluded subscription is not asked at all', () => {
  const quiet = run.subscriptions.filter(({ coverage }) => ['disabled', 'excluded'].includes(coverage));
  expect(quiet.length).toBeGreaterThan(1);
  expect(quiet.flatMap(({ subscriptionId }) => askedOf(subscriptionId))).toEqual([]);
});

test('run.json counts every request', () => {
  expect(run.summary.requests.total).toBe(requests.length);
  expect(run.summary.requests.failed).toBe(requests.filter(({ status }) => status >= 400).length);
});
