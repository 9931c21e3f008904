import { describe, expect, test } from 'vitest';
import type { Fault, SimulatedRequest } from '../../src/simulator/fault.ts';
import { followPlan, type PlannedFault } from '../../src/simulator/fault-plan.ts';
import { FAULT_NAMES, namedFaults } from '../../src/simulator/named-faults.ts';
import { startSimulator } from '../../src/simulator/simulator.ts';

const RESET: Fault = { kind: 'reset' };
const CUT: Fault = { kind: 'truncate' };

function request(path: string, query = ''): SimulatedRequest {
  const subscription = /^\/subscriptions\/([^/]+)/.exec(path)?.[1];
  return {
    kind: 'resource-manager',
    method: 'GET',
    path,
    query: new URLSearchParams(query),
    ...(subscription === undefined ? {} : { subscription }),
  };
}

function struck(planned: PlannedFault, ...requests: SimulatedRequest[]): (string | undefined)[] {
  const next = followPlan([planned]);
  return requests.map((one) => next(one)?.kind);
}

const A = request('/subscriptions/a/list');
const A_LATER = request('/subscriptions/a/list', '$skiptoken=MQ');
const B = request('/subscriptions/b/list');
const OTHER = request('/subscriptions/a/other');

describe('a planned fault', () => {
  test.each<{ name: string; planned: Partial<PlannedFault>; strikes: readonly boolean[] }>([
    { name: 'strikes by its path', planned: {}, strikes: [true, true, true, false, true] },
    { name: 'so many times in all', planned: { times: 2 }, strikes: [true, true, false, false, false] },
    { name: 'after so many', planned: { after: 1, times: 1 }, strikes: [false, true, false, false, false] },
    { name: 'for each path', planned: { times: 1, per: 'path' }, strikes: [true, false, true, false, false] },
    {
      name: 'for each subscription',
      planned: { after: 1, per: 'subscription' },
      strikes: [false, true, false, false, true],
    },
    { name: 'on first pages', planned: { page: 'first' }, strikes: [true, false, true, false, true] },
    { name: 'on later pages', planned: { page: 'later' }, strikes: [false, true, false, false, false] },
    {
      name: 'in the subscriptions named',
      planned: { subscriptions: ['b'] },
      strikes: [false, false, true, false, false],
    },
    { name: 'by its query', planned: { query: /skip/ }, strikes: [false, true, false, false, false] },
  ])('$name', ({ planned, strikes }) => {
    const found = struck({ path: /list$/, fault: RESET, ...planned }, A, A_LATER, B, OTHER, A);
    expect(found.map((kind) => kind !== undefined)).toEqual(strikes);
  });

  test('takes its faults in turn', () => {
    const found = struck({ path: /list$/, times: 3, fault: [RESET, CUT] }, A, OTHER, A, A, A);
    expect(found).toEqual(['reset', undefined, 'truncate', 'reset', undefined]);
  });

  test('by lot strikes the same subscriptions every time, and nothing outside any', () => {
    const all = Array.from({ length: 200 }, (_, index) => request(`/subscriptions/s-${index}/list`));
    const planned: PlannedFault = { path: /./, oneOf: 5, fault: RESET };
    const found = struck(planned, ...all);
    expect(struck(planned, ...all)).toEqual(found);
    expect(found.filter((kind) => kind !== undefined).length).toBeGreaterThan(20);
    expect(found.filter((kind) => kind !== undefined).length).toBeLessThan(60);
    expect(struck({ ...planned, oneOf: 1 }, request('/tenants'))).toEqual([undefined]);
  });

  test('leaves sign-ins alone', () => {
    expect(
      struck({ path: /./, fault: RESET }, { ...request('/t/oauth2/v2.0/token'), kind: 'sign-in' }),
    ).toEqual([undefined]);
  });

  test('gives way to the one before it', () => {
    const next = followPlan([
      { path: /list$/, times: 1, fault: RESET },
      { path: /./, fault: CUT },
    ]);
    expect([A, A, OTHER].map((one) => next(one)?.kind)).toEqual(['reset', 'truncate', 'truncate']);
  });
});

describe('the named faults', () => {
  test('are known by name; all of them together are, but for the one that takes a minute', () => {
    for (const name of FAULT_NAMES) expect(namedFaults(name)?.length).toBeGreaterThan(0);
    expect(namedFaults('all')).toEqual(
      FAULT_NAMES.filter((name) => name !== 'timeout').flatMap((name) => namedFaults(name) ?? []),
    );
    for (const name of ['everything', '', 'toString']) expect(namedFaults(name)).toBeUndefined();
  });

  test('by lot strike somebody with VMs in the demo tenant', async () => {
    const simulator = await startSimulator();
    const peopled = [...simulator.tenant.subscriptions()].filter(
      ({ id }) => [...simulator.tenant.vms(id)].length > 0,
    );
    await simulator.close();
    for (const name of FAULT_NAMES)
      for (const { oneOf } of namedFaults(name) ?? []) {
        if (oneOf === undefined) continue;
        const found = struck(
          { path: /./, oneOf, fault: RESET },
          ...peopled.map(({ id }) => request(`/subscriptions/${id}/x`)),
        );
        expect(found, `${name}, one of ${oneOf}`).toContain('reset');
      }
  });
});
