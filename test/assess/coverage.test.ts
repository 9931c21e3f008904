import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOf, FACT_NAMES } from '../../src/assess/coverage.ts';
import { factKinds } from '../../src/collect/fact-plan.ts';
import type { Coverage } from '../../src/model/finding.ts';
import type { Reading, ReadProblem } from '../../src/model/reading.ts';
import type { FactKind } from '../../src/model/subscription-facts.ts';
import { OWN, unreadable } from '../network/builders.ts';
import { machine, subscriptionWith } from './facts-builder.ts';

const OPTIONAL: readonly FactKind[] = [
  'networkManagers',
  'roleAssignments',
  'billingProperty',
  'aliases',
  'billingSubscriptions',
  'billingPeriods',
  'policyAssignments',
  'resourceGroups',
  'disks',
  'resources',
  'machineOperations',
];
const REQUIRED = factKinds().filter((kind) => !OPTIONAL.includes(kind));
const DECIDING = REQUIRED.filter((kind) => kind !== 'virtualMachines');

const forbidden = unreadable<never>('Microsoft.Network/x/read');

function coverageWith(readings: Partial<Record<FactKind, Reading<never>>>) {
  return coverageOf(subscriptionWith({ virtualMachines: [machine('vm')], ...readings }));
}

function failure(problem: ReadProblem): Reading<never> {
  return { kind: 'unreadable', problem, items: [] };
}

describe('coverage', () => {
  test('is complete when everything was read, with nothing to tell', () => {
    expect(coverageWith({})).toEqual({ coverage: 'complete', detail: null, gaps: [] });
  });

  test.each(DECIDING)('is partial when %s cannot be read, and names them', (kind) => {
    const { coverage, detail, gaps } = coverageWith({ [kind]: forbidden });
    expect(coverage).toBe('partial');
    expect(detail).toBe(
      `${FACT_NAMES[kind]} not read (403 AuthorizationFailed, needs Microsoft.Network/x/read)`,
    );
    expect(gaps).toEqual([
      {
        subscriptionId: OWN,
        subscriptionName: 'sub',
        fact: FACT_NAMES[kind],
        required: true,
        status: 403,
        code: 'AuthorizationFailed',
        message: 'no',
        action: 'Microsoft.Network/x/read',
      },
    ]);
  });

  test.each(OPTIONAL)('stays complete when %s cannot be read, and names them', (kind) => {
    const { coverage, detail, gaps } = coverageWith({ [kind]: forbidden });
    expect(coverage).toBe('complete');
    expect(detail).toContain(`${FACT_NAMES[kind]} not read`);
    expect(gaps).toMatchObject([{ fact: FACT_NAMES[kind], required: false }]);
  });

  test('is unreadable when the VM list is, whatever else was read, and names that too', () => {
    const { coverage, detail } = coverageWith({ virtualMachines: forbidden, routeTables: forbidden });
    expect(coverage).toBe('unreadable');
    expect(detail).toMatch(/^virtual machines not read .+; route tables not read /);
  });

  test('of a VM list that broke off is unreadable, though VMs were seen', () => {
    const broken = { ...unreadable(), items: [machine('seen')] };
    expect(coverageOf(subscriptionWith({ virtualMachines: broken })).coverage).toBe('unreadable');
  });

  test.each(REQUIRED)('is partial when items of %s came without an ID', (kind) => {
    const { coverage, gaps } = coverageWith({ [kind]: { kind: 'read', items: [], malformed: 2 } });
    expect(coverage).toBe('partial');
    expect(gaps).toMatchObject([
      { code: 'MalformedItem', message: '2 items have no ID and were left out', action: null, status: null },
    ]);
  });

  test.each(OPTIONAL)('takes no notice of malformed items of %s', (kind) => {
    const { coverage, gaps } = coverageWith({ [kind]: { kind: 'read', items: [], malformed: 1 } });
    expect([coverage, gaps]).toEqual(['complete', []]);
  });

  test('tells a failure without an answer and without an action in its own words', () => {
    const { detail } = coverageWith({ natGateways: failure({ code: 'Timeout', message: 'took too long' }) });
    expect(detail).toBe('NAT gateways not read (Timeout)');
  });

  test('what need not be asked for is no gap', () => {
    const { coverage, gaps } = coverageWith({
      networkInterfaces: { kind: 'not-asked', why: 'no-virtual-machines' },
    });
    expect([coverage, gaps]).toEqual(['complete', []]);
  });

  test.each<Unasked>([
    {
      why: 'subscription-disabled',
      changes: { state: 'Deleted' },
      coverage: 'disabled',
      detail: 'state Deleted',
    },
    {
      why: 'subscription-excluded',
      changes: {},
      coverage: 'excluded',
      detail: 'left out by --exclude-subscription',
    },
    {
      why: 'subscription-delegated',
      changes: { tenantId: 'bbbbbbbb-0000-0000-0000-000000000000' },
      coverage: 'excluded',
      detail:
        'delegated from bbbbbbbb-0000-0000-0000-000000000000; name it with --subscription to include it',
    },
    {
      why: 'subscription-delegated',
      changes: {},
      coverage: 'excluded',
      detail: 'delegated from another tenant; name it with --subscription to include it',
    },
  ])('of one not asked because $why says "$detail"', ({ why, changes, coverage, detail }) => {
    const readings = Object.fromEntries(factKinds().map((kind) => [kind, { kind: 'not-asked', why }]));
    expect(coverageOf(subscriptionWith(readings, changes))).toEqual({ coverage, detail, gaps: [] });
  });
});

interface Unasked {
  readonly why: string;
  readonly changes: Parameters<typeof subscriptionWith>[1];
  readonly coverage: Coverage;
  readonly detail: string;
}

describe('coverage adds up', () => {
  const anyProblem = fc.record({
    status: fc.constantFrom(400, 403, 404, 429, 500, 503),
    code: fc.constantFrom('AuthorizationFailed', 'NotFound', 'Http503', 'RepeatedLink'),
    message: fc.constant('no'),
  });
  const anyReading = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Reading<never>>({ kind: 'read', items: [], malformed: 0 }) },
    { weight: 1, arbitrary: anyProblem.map(failure) },
    {
      weight: 1,
      arbitrary: fc
        .nat({ max: 2 })
        .map((malformed): Reading<never> => ({ kind: 'read', items: [], malformed })),
    },
    {
      weight: 1,
      arbitrary: fc.constant<Reading<never>>({ kind: 'not-asked', why: 'not-needed' }),
    },
  );
  const anyReadings = fc.record(
    Object.fromEntries(factKinds().map((kind) => [kind, anyReading])) as Record<FactKind, typeof anyReading>,
  );

  test('no loss goes unnoticed, and what was not lost is not reported', () => {
    fc.assert(
      fc.property(anyReadings, (readings) => {
        fc.pre(readings.virtualMachines.kind !== 'not-asked');
        const { coverage, detail, gaps } = coverageOf(subscriptionWith(readings));
        const lost = factKinds().filter((kind) => {
          const reading = readings[kind];
          const malformed = reading.kind === 'read' && reading.malformed > 0;
          return reading.kind === 'unreadable' || (malformed && !OPTIONAL.includes(kind));
        });
        expect(gaps.map(({ fact }) => fact).toSorted()).toEqual(
          lost.map((kind) => FACT_NAMES[kind]).toSorted(),
        );
        for (const { fact } of gaps) expect(detail).toContain(fact);
        const expected = lost.some((kind) => REQUIRED.includes(kind)) ? 'partial' : 'complete';
        const vms = readings.virtualMachines.kind;
        expect(coverage).toBe(vms === 'unreadable' ? 'unreadable' : expected);
      }),
      { numRuns: 500 },
    );
  });
});
