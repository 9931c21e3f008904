import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PlatformInput, platformState } from '../../src/assess/platform-state.ts';
import type { Confidence } from '../../src/model/confidence.ts';
import type { PolicyStatus } from '../../src/model/revision.ts';
import type { NicFlag, PlatformState } from '../../src/model/verdict.ts';
import { anExemption, aPolicy } from './builders.ts';

function anInput(overrides: Partial<PlatformInput> = {}): PlatformInput {
  return {
    flag: 'not-reported',
    created: undefined,
    holdsVms: true,
    policy: aPolicy(),
    exemption: anExemption(),
    declared: undefined,
    ...overrides,
  };
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

interface Case {
  readonly row: string;
  readonly input: Partial<PlatformInput>;
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

  test('nothing but a true flag, an open policy or a dated exemption before the VM gives open', () => {
    const combination = fc.record({
      flag: fc.constantFrom<NicFlag | null>('true', 'false', 'not-reported', null),
      status: fc.constantFrom<PolicyStatus>('open', 'requestable', 'no-exemption', 'undetermined'),
      exemption: fc.constantFrom(anExemption(), observed(true), observed(false), declared),
      declared: fc.constantFrom(undefined, {}, onMayFirst),
      created: fc.constantFrom(undefined, '2020-01-01T00:00:00Z', '2025-01-01T00:00:00Z'),
    });
    fc.assert(
      fc.property(combination, ({ status, ...facts }) => {
        const { state } = platformState(anInput({ ...facts, policy: aPolicy({ status }) }));
        const madeSince = facts.declared === onMayFirst && facts.created === '2025-01-01T00:00:00Z';
        const withoutFlag = facts.flag === 'not-reported' && (status === 'open' || madeSince);
        expect(state === 'open').toBe(facts.flag === 'true' || withoutFlag);
      }),
      { numRuns: 1000 },
    );
  });
});
