import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastStart } from '../../src/infer/last-start.ts';
import { operationsByMachine } from '../../src/infer/operations-by-machine.ts';
import { parseResourceId } from '../../src/model/resource-id.ts';
import type { MachineOperationFact } from '../../src/model/subscription-facts.ts';

const VM =
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm';

function operation(kind: MachineOperationFact['operation'], at: string, id = VM): MachineOperationFact {
  const machine = parseResourceId(id);
  if (machine === undefined) throw new Error('the test’s machine has no ID');
  return { machine, operation: kind, at };
}

/** `deallocate 03T10:00, start 03T11:00` as operations of May 2024; the exemption was granted on the 2nd. */
function operations(text: string): readonly MachineOperationFact[] {
  return text.split(', ').map((one) => {
    const [kind = '', at = ''] = one.split(' ');
    return operation(kind as MachineOperationFact['operation'], `2024-05-${at}:00Z`);
  });
}

const at = (time: string) => (time === '' ? null : `2024-05-${time}:00Z`);

describe('the last start', () => {
  test.for([
    // What was done, the last start, and the cycle after the 2nd.
    ['start 03T11:00', '03T11:00', '', ''],
    ['deallocate 03T10:00', '', '', ''],
    ['deallocate 03T10:00, start 03T11:00', '03T11:00', '03T10:00', '03T11:00'],
    ['start 03T10:00, deallocate 03T11:00', '03T10:00', '', ''],
    ['deallocate 03T10:00, start 03T10:00', '03T10:00', '', ''],
    // The day itself does not count, its end included; what came before counts even less.
    ['deallocate 02T10:00, start 02T11:00', '02T11:00', '', ''],
    ['deallocate 02T23:59, start 03T00:00', '03T00:00', '', ''],
    ['deallocate 03T00:00, start 03T00:01', '03T00:01', '03T00:00', '03T00:01'],
    ['deallocate 01T10:00, start 04T10:00', '04T10:00', '', ''],
    ['start 01T10:00, deallocate 03T10:00', '01T10:00', '', ''],
    // The last deallocation that a start followed counts, also where it is deallocated again, with the start that followed it.
    [
      'deallocate 03T10:00, start 03T11:00, deallocate 04T10:00, start 04T11:00',
      '04T11:00',
      '04T10:00',
      '04T11:00',
    ],
    ['deallocate 03T10:00, start 03T11:00, deallocate 04T10:00', '03T11:00', '03T10:00', '03T11:00'],
    ['deallocate 03T10:00, start 03T11:00, start 05T11:00', '05T11:00', '03T10:00', '03T11:00'],
    // A reimage boots an instance and deallocates nothing.
    ['reimage 03T10:00', '03T10:00', '', ''],
    ['reimage 03T10:00, start 03T11:00', '03T11:00', '', ''],
    ['start 03T10:00, reimage 03T11:00', '03T11:00', '', ''],
    ['deallocate 02T10:00, reimage 03T11:00', '03T11:00', '', ''],
    ['deallocate 03T10:00, reimage 03T11:00', '03T11:00', '03T10:00', '03T11:00'],
  ] as const)('%s', ([text, started, deallocatedAt, startedAt]) => {
    const cycle = startedAt === '' ? null : { deallocatedAt: at(deallocatedAt), startedAt: at(startedAt) };
    expect(lastStart(operations(text), '2024-05-02')).toEqual({ startedAt: at(started), cycle });
  });

  test('is not in an empty log', () => {
    expect(lastStart([], '2024-05-02')).toEqual({ startedAt: null, cycle: null });
  });

  test.each([undefined, '2024-02-30', 'spring', '2024-05-02T00:00:00Z'])('granted on %s: no cycle', (day) => {
    const known = operations('deallocate 03T10:00, start 03T11:00');
    expect(lastStart(known, day)).toEqual({ startedAt: at('03T11:00'), cycle: null });
  });

  test('reads offsets, and ignores times that are none', () => {
    const known = [
      operation('deallocate', '2024-05-03T01:00:00+02:00'),
      operation('start', 'soon'),
      operation('start', '2024-05-09'),
      operation('start', '2024-05-04T00:00:00.1234567Z'),
    ];
    expect(lastStart(known, '2024-05-02')).toEqual({
      startedAt: '2024-05-04T00:00:00.1234567Z',
      cycle: null,
    });
  });
});

describe('always', () => {
  const GRANT = '2024-05-10';
  const kinds = fc.constantFrom<MachineOperationFact['operation']>('start', 'deallocate', 'reimage');
  const between = (from: string, to: string) =>
    fc
      .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
      // Whole hours, so that several operations often share an instant.
      .map((date) => `${date.toISOString().slice(0, 13)}:00:00Z`);
  const any = (times: fc.Arbitrary<string>) =>
    fc.tuple(kinds, times).map(([kind, time]) => operation(kind, time));
  const log = fc.array(any(between('2024-05-08', '2024-05-14')));
  const cycled = (known: readonly MachineOperationFact[]) => lastStart(known, GRANT).cycle !== null;

  test('operations in any order give the same answer', () => {
    const shuffled = log.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        expect(lastStart(other, GRANT)).toEqual(lastStart(one, GRANT));
      }),
    );
  });

  test('an operation up to the day of the grant decides nothing about the cycle', () => {
    fc.assert(
      fc.property(log, any(between('2024-04-01', '2024-05-10T23:59:59Z')), (known, earlier) => {
        expect(cycled([...known, earlier])).toBe(cycled(known));
      }),
    );
  });

  test('a further operation never takes a cycle back, nor moves the last start back', () => {
    fc.assert(
      fc.property(log, any(between('2024-05-08', '2024-05-14')), (known, more) => {
        const before = lastStart(known, GRANT);
        const after = lastStart([...known, more], GRANT);
        if (before.cycle !== null) expect(after.cycle).not.toBeNull();
        expect((after.startedAt ?? '') >= (before.startedAt ?? '')).toBe(true);
      }),
    );
  });

  test('a grant on an earlier day never takes a cycle back', () => {
    fc.assert(
      fc.property(
        log,
        fc.integer({ min: 7, max: 14 }),
        fc.integer({ min: 0, max: 6 }),
        (known, day, less) => {
          const on = (date: number) => `2024-05-${String(date).padStart(2, '0')}`;
          if (lastStart(known, on(day)).cycle === null) return;
          expect(lastStart(known, on(day - less)).cycle).not.toBeNull();
        },
      ),
    );
  });

  test('a cycle is a deallocation after the day and a later start that are both in the log', () => {
    fc.assert(
      fc.property(log, (known) => {
        const { cycle } = lastStart(known, GRANT);
        const possible = known.some(
          (down) =>
            down.operation === 'deallocate' &&
            down.at.slice(0, 10) > GRANT &&
            known.some((up) => up.operation !== 'deallocate' && up.at > down.at),
        );
        expect(cycle !== null).toBe(possible);
        if (cycle === null) return;
        expect(cycle.startedAt > cycle.deallocatedAt).toBe(true);
        expect(known.some((one) => one.operation !== 'deallocate' && one.at === cycle.startedAt)).toBe(true);
        expect(known.some((one) => one.operation === 'deallocate' && one.at === cycle.deallocatedAt)).toBe(
          true,
        );
      }),
    );
  });
});

test('operations belong to their machine, however the log spells its ID', () => {
  const [down, up, other] = [
    operation('deallocate', '2024-05-03T10:00:00Z'),
    operation('start', '2024-05-03T11:00:00Z', `${VM.toUpperCase()}/`),
    operation('start', '2024-05-03T11:00:00Z', `${VM}2`),
  ];
  const byMachine = operationsByMachine([down, up, other]);
  expect([...byMachine.entries()]).toEqual([
    [VM.toLowerCase(), [down, up]],
    [`${VM}2`.toLowerCase(), [other]],
  ]);
});
