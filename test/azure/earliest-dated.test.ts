import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earliestDated } from '../../src/azure/earliest-dated.ts';
import { diskWitness } from '../../src/infer/disk-witness.ts';
import { resourceWitness } from '../../src/infer/resource-witness.ts';
import type { Hearing } from '../../src/infer/witness.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import type { DatedResourceFact } from '../../src/model/subscription-facts.ts';
import { factsOf, read } from '../infer/facts.ts';
import { listPath } from './fake-arm.ts';

const made = (...times: readonly (string | undefined)[]): readonly DatedResourceFact[] =>
  times.map((createdTime, at) => ({
    id: listPath(`Microsoft.Compute/disks/n${at}`) as ResourceId,
    ...(createdTime === undefined ? {} : { createdTime }),
  }));

const kept = (...times: readonly (string | undefined)[]) =>
  earliestDated(made(...times)).map(({ createdTime }) => createdTime);

describe('of dated resources', () => {
  test('the one that was made first is kept', () => {
    const times = Array.from({ length: 5_000 }, (_, hour) =>
      new Date(1.6e12 - hour * 3_600_000).toISOString(),
    );
    expect(kept(...times)).toEqual([times.at(-1)]);
  });

  test('those without a time prove nothing, and an empty list stays empty', () => {
    expect(kept(undefined, '', ' ', '2020-01-01T00:00:00.000Z')).toEqual(['2020-01-01T00:00:00.000Z']);
    expect(kept()).toEqual([]);
  });

  test('three whose times say nothing are kept beside it, one of each sort among them', () => {
    const notSet = [
      '0001-01-01T00:00:00.000Z',
      '1601-01-01T00:00:00.000Z',
      '2007-12-31T23:59:59.999Z',
      '1970-01-01',
    ];
    expect(kept(...notSet, '2019-02-01', 'soon', '2018-02-01', 'later')).toEqual([
      notSet[0],
      notSet[1],
      'soon',
      '2018-02-01',
    ]);
  });

  test('a calendar date may mean the end of its day', () => {
    expect(kept('2018-02-01', '2018-02-01T12:00:00.000Z')).toEqual(['2018-02-01T12:00:00.000Z']);
  });
});

const anyTime = fc.oneof(
  fc.constantFrom(
    'soon',
    '2018-02-30',
    '2018-02-30T00:00:00Z',
    '3/1/2017 12:30:00 PM',
    '',
    ' ',
    '24:00',
    'T',
  ),
  fc.constantFrom('2018-02-01', '2007-12-31', ' 2016-01-01 ', '2016-01-01T00:00', '2016-01-01t00:00:00z'),
  fc.constantFrom('2016-01-01T24:00:00Z', '2016-01-01T25:00:00Z', '2016-01-01T01:00:00+14:00', '0001-01-01'),
  fc
    .date({ min: new Date('2007-12-30'), max: new Date('2008-01-03'), noInvalidDate: true })
    .map((one) => one.toISOString()),
  fc
    .date({ min: new Date('2014-01-01'), max: new Date('2020-01-01'), noInvalidDate: true })
    .map((one) => one.toISOString()),
);

/** What is heard, but for how many more there were of a time that is ignored. */
const heard = ({ witnesses, reasons }: Hearing) => ({
  witnesses,
  reasons: reasons.map((reason) => ({ ...reason, count: 1 })),
});

describe('what is inferred', () => {
  test.each([
    ['disks', diskWitness],
    ['resources', resourceWitness],
  ] as const)('is the same from the few %s as from all', (kind, witness) => {
    fc.assert(
      fc.property(fc.array(fc.option(anyTime, { nil: undefined }), { maxLength: 12 }), (times) => {
        const from = (items: readonly DatedResourceFact[]) => {
          const facts = factsOf();
          return heard(witness({ ...facts, readings: { ...facts.readings, [kind]: read(...items) } }));
        };
        const all = made(...times);
        expect(from(earliestDated(all))).toEqual(from(all));
        expect(earliestDated(all).length).toBeLessThanOrEqual(4);
      }),
    );
  });
});
