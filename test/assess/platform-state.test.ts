import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { machineHistory, machineLog } from '../../src/assess/machine-history.ts';
import { type PlatformInput, platformState } from '../../src/assess/platform-state.ts';
import type { Confidence } from '../../src/model/confidence.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { PolicyStatus } from '../../src/model/revision.ts';
import type { MachineOperationFact } from '../../src/model/subscription-facts.ts';
import type { NicFlag, PlatformState } from '../../src/model/verdict.ts';
import { read } from '../network/builders.ts';
import { anExemption, aPolicy } from './builders.ts';
import { machine } from './facts-builder.ts';

/** What decides, with the VM's past as Azure tells it: when it was created, and its operations in the activity log. */
interface Given extends Partial<Omit<PlatformInput, 'since'>> {
  readonly created?: string | undefined;
  readonly log?: Reading<MachineOperationFact>;
}

const NOT_ASKED = { kind: 'not-asked', why: 'cannot-decide' } as const;

function anInput({ created, log = NOT_ASKED, ...overrides }: Given = {}): PlatformInput {
  const vm = machine('mail', created === undefined ? {} : { timeCreated: created });
  const past = machineHistory({ vm, powerState: undefined }, machineLog(log), overrides.declared?.grantedOn);
  return {
    flag: 'not-reported',
    since: past.since,
    holdsVms: true,
    policy: aPolicy(),
    exemption: anExemption(),
    declared: undefined,
    ...overrides,
  };
}

/** The operations on the VM as the activity log has them, `deallocate 2024-05-02T10:00:00Z`, in the log's own letter case. */
function logged(...lines: readonly string[]): readonly MachineOperationFact[] {
  return lines.map((line) => {
    const [operation, at = ''] = line.split(' ');
    return { machine: machine('MAIL').id, operation: operation as MachineOperationFact['operation'], at };
  });
}

const observed = (newestFlagged?: boolean) =>
  anExemption({ exemption: 'observed', anyTrue: true, newestFlagged });
const declared = anExemption({ exemption: 'declared' });
const open = aPolicy({ status: 'open' });
const never = aPolicy({ status: 'no-exemption' });
const perhapsRequestable = aPolicy({
  status: 'undetermined',
  confidence: 'low',
  possibilities: [
    { offer: 'pay-as-you-go', created: 'before', status: 'open' },
    { offer: 'pay-as-you-go', created: 'after', status: 'requestable', route: 'diagnose' },
  ],
});
const openOrNever = aPolicy({
  status: 'undetermined',
  confidence: 'low',
  possibilities: [
    { offer: 'visual-studio', created: 'before', status: 'open' },
    { offer: 'visual-studio', created: 'after', status: 'no-exemption' },
  ],
});
const onMayFirst = { grantedOn: '2024-05-01' };
const DATED = { policy: never, exemption: declared, declared: onMayFirst } as const;

/** A log that could not be read to its end. */
function brokenOff(items: readonly MachineOperationFact[]): Reading<MachineOperationFact> {
  const problem = { status: 403, code: 'AuthorizationFailed', message: 'no' };
  return { kind: 'unreadable', problem, items };
}

const LOGS = {
  empty: read<MachineOperationFact>([]),
  cycled: read(logged('deallocate 2024-05-02T20:00:00Z', 'start 2024-05-03T06:00:00Z')),
  tooEarly: read(logged('deallocate 2024-04-30T20:00:00Z', 'start 2024-05-03T06:00:00Z')),
  startedOnly: read(logged('start 2024-05-03T06:00:00Z')),
  unreadable: brokenOff([]),
};

interface Case {
  readonly row: string;
  readonly input: Given;
  readonly state: PlatformState;
  readonly confidence?: Confidence;
  readonly reason?: string;
}

/** The table of domain.md, "Platform state of a VM", row by row. */
const CASES: readonly Case[] = [
  {
    row: 'a quota ID that cannot hold VMs: undetermined whatever the flag',
    input: { holdsVms: false, flag: 'true' },
    state: 'undetermined',
    reason: 'quota-cannot-hold-vms',
  },
  { row: 'no single NIC counts: undetermined', input: { flag: null, policy: open }, state: 'undetermined' },
  {
    row: 'flag true under an open policy: open',
    input: { flag: 'true', policy: open },
    state: 'open',
    confidence: 'high',
    reason: 'flag-allows',
  },
  {
    row: 'flag true against the policy: open, and a deallocation may end it',
    input: { flag: 'true', policy: never, exemption: observed(true) },
    state: 'open',
    confidence: 'medium',
    reason: 'flag-allows-against-policy',
  },
  {
    row: 'flag true with a declared exemption: open without that warning',
    input: { flag: 'true', policy: never, exemption: observed(true), declared: {} },
    state: 'open',
    confidence: 'high',
  },
  {
    row: 'flag false, policy open, no flag true: the flag contradicts the policy',
    input: { flag: 'false', policy: open },
    state: 'undetermined',
    reason: 'flag-contradicts-policy',
  },
  {
    row: 'flag false, policy open, another flag true: restart at medium',
    input: { flag: 'false', policy: open, exemption: anExemption({ anyTrue: true, newestFlagged: false }) },
    state: 'restart',
    confidence: 'medium',
  },
  {
    row: 'flag false, exemption declared: restart at medium',
    input: { flag: 'false', policy: never, exemption: declared, declared: {} },
    state: 'restart',
    confidence: 'medium',
  },
  {
    row: 'flag false, exemption observed, newest VM allowed: restart at medium',
    input: { flag: 'false', exemption: observed(true) },
    state: 'restart',
    confidence: 'medium',
  },
  {
    row: 'flag false, exemption observed, newest VM blocked: the permission may be ending',
    input: { flag: 'false', exemption: observed(false) },
    state: 'restart',
    confidence: 'low',
    reason: 'permission-may-be-ending',
  },
  {
    row: 'flag false, exemption observed, no creation times: the permission may be ending',
    input: { flag: 'false', exemption: observed() },
    state: 'restart',
    confidence: 'low',
    reason: 'permission-may-be-ending',
  },
  {
    row: 'flag false, policy requestable: request',
    input: { flag: 'false' },
    state: 'request',
    confidence: 'high',
  },
  {
    row: 'flag false, policy undetermined with a requestable candidate: request',
    input: { flag: 'false', policy: perhapsRequestable },
    state: 'request',
    confidence: 'low',
  },
  {
    row: 'flag false, policy undetermined without one: blocked',
    input: { flag: 'false', policy: openOrNever },
    state: 'blocked',
    confidence: 'low',
  },
  { row: 'flag false, never lifted: blocked', input: { flag: 'false', policy: never }, state: 'blocked' },
  {
    row: 'not reported, policy open: open as sure as the policy',
    input: { policy: aPolicy({ status: 'open', confidence: 'low' }) },
    state: 'open',
    confidence: 'low',
  },
  {
    row: 'not reported, policy open, exemption declared all the same: the policy row comes first',
    input: { policy: open, declared: onMayFirst },
    state: 'open',
  },
  {
    row: 'not reported, declared with a date, VM made the day after: open',
    input: { policy: never, exemption: declared, declared: onMayFirst, created: '2024-05-02T00:00:00Z' },
    state: 'open',
    reason: 'created-after-exemption',
  },
  {
    row: 'not reported, declared with a date, VM made on that day: restart',
    input: { policy: never, exemption: declared, declared: onMayFirst, created: '2024-05-01T23:59:59Z' },
    state: 'restart',
    confidence: 'low',
  },
  {
    row: 'not reported, declared with a date, VM age unknown: restart',
    input: { policy: never, exemption: declared, declared: onMayFirst },
    state: 'restart',
    confidence: 'low',
    reason: 'start-after-exemption-not-known',
  },
  {
    row: 'not reported, declared with a date, VM age unreadable: restart',
    input: { policy: never, exemption: declared, declared: onMayFirst, created: 'yesterday' },
    state: 'restart',
  },
  {
    row: 'not reported, declared with a date, deallocated and then started after it: open',
    input: {
      ...DATED,
      log: read(logged('start 2024-05-03T06:00:00Z', 'deallocate 2024-05-02T20:00:00Z')),
    },
    state: 'open',
    confidence: 'medium',
    reason: 'cycled-after-exemption',
  },
  {
    row: 'not reported, declared with a date, deallocated and started after it and deallocated again: open',
    input: {
      ...DATED,
      log: read(
        logged(
          'deallocate 2024-05-02T20:00:00Z',
          'start 2024-05-03T06:00:00Z',
          'deallocate 2024-05-04T06:00:00Z',
        ),
      ),
    },
    state: 'open',
    reason: 'cycled-after-exemption',
  },
  {
    row: 'not reported, declared with a date, the log shows it before a failure: open',
    input: {
      ...DATED,
      log: brokenOff(logged('deallocate 2024-05-02T20:00:00Z', 'start 2024-05-03T06:00:00Z')),
    },
    state: 'open',
    reason: 'cycled-after-exemption',
  },
  {
    row: 'not reported, declared with a date, deallocated on that day: restart',
    input: {
      ...DATED,
      log: read(logged('deallocate 2024-05-01T23:59:59Z', 'start 2024-05-02T06:00:00Z')),
    },
    state: 'restart',
    confidence: 'low',
    reason: 'no-cycle-in-log',
  },
  {
    row: 'not reported, declared with a date, started and never deallocated: restart',
    input: { ...DATED, log: read(logged('start 2024-05-03T06:00:00Z')) },
    state: 'restart',
    confidence: 'low',
    reason: 'no-cycle-in-log',
  },
  {
    row: 'not reported, declared with a date, deallocated and not started since: restart',
    input: {
      ...DATED,
      log: read(logged('start 2024-05-02T06:00:00Z', 'deallocate 2024-05-03T06:00:00Z')),
    },
    state: 'restart',
    confidence: 'low',
    reason: 'no-cycle-in-log',
  },
  {
    row: 'not reported, declared with a date, a scale-set instance reimaged without deallocation: restart',
    input: { ...DATED, log: read(logged('reimage 2024-05-03T06:00:00Z')) },
    state: 'restart',
    reason: 'no-cycle-in-log',
  },
  {
    row: 'not reported, declared with a date, nothing in the log: restart',
    input: { ...DATED, log: read([]) },
    state: 'restart',
    confidence: 'low',
    reason: 'no-cycle-in-log',
  },
  {
    row: 'not reported, declared with a date, log not readable: restart',
    input: { ...DATED, log: brokenOff(logged('start 2024-05-03T06:00:00Z')) },
    state: 'restart',
    confidence: 'low',
    reason: 'activity-log-not-read',
  },
  {
    row: 'not reported, declared with a date, made after it and never cycled: open',
    input: { ...DATED, created: '2024-05-02T00:00:00Z', log: read([]) },
    state: 'open',
    reason: 'created-after-exemption',
  },
  {
    row: 'flag false, deallocated and started after a declared exemption: the flag decides',
    input: {
      ...DATED,
      flag: 'false',
      log: read(logged('deallocate 2024-05-02T20:00:00Z', 'start 2024-05-03T06:00:00Z')),
    },
    state: 'restart',
    confidence: 'medium',
  },
  {
    row: 'not reported, declared without a date: restart at low',
    input: { policy: never, exemption: declared, declared: {}, created: '2026-01-01T00:00:00Z' },
    state: 'restart',
    confidence: 'low',
    reason: 'exemption-undated',
  },
  {
    row: 'not reported, observed on other VMs: restart at low',
    input: { policy: never, exemption: observed(true) },
    state: 'restart',
    confidence: 'low',
  },
  { row: 'not reported, requestable: request', input: {}, state: 'request' },
  { row: 'not reported, never lifted: blocked', input: { policy: never }, state: 'blocked' },
  {
    row: 'not reported, policy undetermined: undetermined',
    input: { policy: perhapsRequestable },
    state: 'undetermined',
  },
];

describe('platform state', () => {
  test.each(CASES)('$row', ({ input, state, confidence, reason }) => {
    const found = platformState(anInput(input));
    expect(found.state).toBe(state);
    if (confidence !== undefined) expect(found.confidence).toBe(confidence);
    if (reason !== undefined) expect(found.reasons.map(({ code }) => code)).toContain(reason);
  });

  test('nothing but a true flag, an open policy or a dated exemption before the VM or its cycle gives open', () => {
    const combination = fc.record({
      flag: fc.constantFrom<NicFlag | null>('true', 'false', 'not-reported', null),
      status: fc.constantFrom<PolicyStatus>('open', 'requestable', 'no-exemption', 'undetermined'),
      exemption: fc.constantFrom(anExemption(), observed(true), observed(false), declared),
      declared: fc.constantFrom(undefined, {}, onMayFirst),
      created: fc.constantFrom(undefined, '2020-01-01T00:00:00Z', '2025-01-01T00:00:00Z'),
      log: fc.constantFrom(NOT_ASKED, ...Object.values(LOGS)),
    });
    fc.assert(
      fc.property(combination, ({ status, ...facts }) => {
        const { state } = platformState(anInput({ ...facts, policy: aPolicy({ status }) }));
        const madeSince = facts.declared === onMayFirst && facts.created === '2025-01-01T00:00:00Z';
        const cycled = facts.declared === onMayFirst && facts.log === LOGS.cycled;
        const withoutFlag = facts.flag === 'not-reported' && (status === 'open' || madeSince || cycled);
        expect(state === 'open').toBe(facts.flag === 'true' || withoutFlag);
      }),
      { numRuns: 1000 },
    );
  });
});
