import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExitCode, type ExitQuestion, exitCode } from '../../src/cli/exit-code.ts';
import { COUNT_OF_VERDICT } from '../../src/model/finding.ts';
import type { CoverageGap, RunSummary } from '../../src/model/run.ts';
import { VERDICTS } from '../../src/model/verdict.ts';

type Subscriptions = RunSummary['totals']['subscriptions'];
type Vms = RunSummary['totals']['vms'];

const NO_VMS: Vms = {
  total: 0,
  direct: 0,
  restart: 0,
  requestExemption: 0,
  relay: 0,
  fixNetwork: 0,
  undetermined: 0,
};

const TENANT_WIDE_GAP: CoverageGap = {
  subscriptionId: null,
  subscriptionName: null,
  fact: 'subscriptions',
  required: true,
  status: 503,
  code: 'Http503',
  message: 'no',
  action: null,
};

interface Outcome {
  readonly subscriptions?: Partial<Subscriptions>;
  readonly vms?: Partial<Vms>;
  readonly coverage?: readonly CoverageGap[];
  readonly failOn?: ExitQuestion['failOn'];
  readonly allowIncomplete?: boolean;
}

function codeOf({
  subscriptions,
  vms,
  coverage = [],
  failOn = [],
  allowIncomplete = false,
}: Outcome): ExitCode {
  const none = { inScope: 0, complete: 0, partial: 0, unreadable: 0, disabled: 0, excluded: 0 };
  const totals = { subscriptions: { ...none, ...subscriptions }, vms: { ...NO_VMS, ...vms } };
  return exitCode({ run: { totals, coverage }, toDo: totals.vms, failOn, allowIncomplete });
}

interface Case extends Outcome {
  readonly name: string;
  readonly code: ExitCode;
}

const CASES: readonly Case[] = [
  { name: 'everything read', subscriptions: { complete: 3 }, code: 0 },
  { name: 'only disabled ones', subscriptions: { disabled: 2 }, code: 0 },
  { name: 'only excluded ones', subscriptions: { excluded: 2 }, code: 0 },
  {
    name: 'disabled and excluded ones beside complete ones',
    subscriptions: { complete: 1, disabled: 2, excluded: 1 },
    code: 0,
  },
  { name: 'one partial', subscriptions: { complete: 3, partial: 1 }, code: 2 },
  { name: 'one unreadable', subscriptions: { complete: 3, unreadable: 1 }, code: 2 },
  { name: 'all partial', subscriptions: { partial: 2 }, code: 2 },
  {
    name: 'a tenant-wide list not read',
    subscriptions: { complete: 3 },
    coverage: [TENANT_WIDE_GAP],
    code: 2,
  },
  {
    name: 'a list that is only of use not read',
    subscriptions: { complete: 3 },
    coverage: [{ ...TENANT_WIDE_GAP, required: false }],
    code: 0,
  },
  {
    name: 'one partial, and that is allowed',
    subscriptions: { complete: 3, partial: 1 },
    allowIncomplete: true,
    code: 0,
  },
  { name: 'nothing could be read', subscriptions: { unreadable: 2 }, code: 3 },
  {
    name: 'nothing could be read beside disabled and excluded ones',
    subscriptions: { unreadable: 1, disabled: 5, excluded: 5 },
    code: 3,
  },
  {
    name: 'nothing could be read, and incompleteness is allowed',
    subscriptions: { unreadable: 1 },
    allowIncomplete: true,
    code: 3,
  },
  {
    name: 'a verdict to fail on',
    subscriptions: { complete: 1 },
    vms: { relay: 1 },
    failOn: ['direct', 'relay'],
    code: 1,
  },
  {
    name: 'another verdict than the one to fail on',
    subscriptions: { complete: 1 },
    vms: { direct: 9, total: 9 },
    failOn: ['relay'],
    code: 0,
  },
  {
    name: 'a verdict to fail on and something not read',
    subscriptions: { complete: 1, partial: 1 },
    vms: { undetermined: 1 },
    failOn: ['undetermined'],
    code: 1,
  },
  {
    name: 'a verdict to fail on, seen before the list broke off, and nothing read',
    subscriptions: { unreadable: 1 },
    vms: { undetermined: 1 },
    failOn: ['undetermined'],
    code: 3,
  },
];

describe('the exit code', () => {
  test.each(CASES)('$code: $name', ({ code, ...outcome }) => {
    expect(codeOf(outcome)).toBe(code);
  });

  test.each(VERDICTS)('can be asked to be 1 for %s', (verdict) => {
    const vms = { [COUNT_OF_VERDICT[verdict]]: 1 };
    expect(codeOf({ subscriptions: { complete: 1 }, vms, failOn: [verdict] })).toBe(1);
  });

  test('3 beats 1 beats 2', () => {
    const few = fc.nat({ max: 2 });
    const outcome = fc.record({
      subscriptions: fc.record({
        complete: few,
        partial: few,
        unreadable: few,
        disabled: few,
        excluded: few,
      }),
      vms: fc.record(Object.fromEntries(VERDICTS.map((verdict) => [COUNT_OF_VERDICT[verdict], few]))),
      coverage: fc.constantFrom([], [TENANT_WIDE_GAP]),
      failOn: fc.subarray([...VERDICTS]),
      allowIncomplete: fc.boolean(),
    });
    fc.assert(
      fc.property(outcome, (each) => {
        const { complete, partial, unreadable } = each.subscriptions;
        const nothingRead = complete + partial === 0 && unreadable > 0;
        const failed = each.failOn.some((verdict) => (each.vms[COUNT_OF_VERDICT[verdict]] ?? 0) > 0);
        const incomplete = partial + unreadable > 0 || each.coverage.length > 0;
        const code = codeOf(each);
        if (nothingRead) expect(code).toBe(3);
        else if (failed) expect(code).toBe(1);
        else expect(code).toBe(incomplete && !each.allowIncomplete ? 2 : 0);
      }),
    );
  });
});
