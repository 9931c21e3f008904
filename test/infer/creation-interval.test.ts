import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creationInterval } from '../../src/infer/creation-interval.ts';
import { latestMs, parseMoment } from '../../src/infer/moment.ts';
import type { Testimony, Witness } from '../../src/infer/witness.ts';
import type { WitnessKind } from '../../src/model/inference-reason.ts';

const KIND = {
  declared: 'declared-date',
  exact: 'alias',
  purchase: 'billing-subscription',
  'not-after': 'role-assignment',
  weak: 'virtual-machine',
} as const satisfies Record<Testimony, WitnessKind>;

function witness(testimony: Testimony, at: string): Witness {
  const moment = parseMoment(at);
  if (moment === undefined) throw new Error(`the test's time ${at} is malformed`);
  return { kind: KIND[testimony], testimony, moment, subject: 'x', source: 'a test' };
}

/** `exact 2016-03-01, weak 2015-01-01` as witnesses. */
function witnesses(text: string): readonly Witness[] {
  return text === ''
    ? []
    : text.split(', ').map((one) => {
        const [testimony = '', at = ''] = one.split(' ');
        return witness(testimony as Testimony, at);
      });
}

/** Witnesses; then notBefore..notAfter, side of the cut-off, confidence; then the reasons. `-` is no bound. */
const CASES = [
  ['', '-..-', 'indeterminate low', 'creation-unknown'],
  // One of each kind, on each side.
  ['declared 2016-03-01', '2016-03-01..2016-03-01', 'before high', 'creation-declared'],
  ['declared 2018-03-01', '2018-03-01..2018-03-01', 'after high', 'creation-declared'],
  [
    'declared 2017-11-15',
    '2017-11-15..2017-11-15',
    'indeterminate high',
    'creation-declared creation-near-cutoff',
  ],
  [
    'exact 2021-03-01T10:00:00Z',
    '2021-03-01T10:00:00Z..2021-03-01T10:00:00Z',
    'after high',
    'creation-exact',
  ],
  ['purchase 2016-03-01', '2016-03-01..2016-03-01', 'before high', 'creation-exact'],
  ['purchase 2020-03-01', '2020-03-01..2020-03-01', 'after medium', 'creation-exact'],
  ['not-after 2016-03-01', '-..2016-03-01', 'before high', 'creation-not-after'],
  ['not-after 2020-03-01', '-..2020-03-01', 'indeterminate low', 'creation-not-after'],
  ['not-after 2017-11-15', '-..2017-11-15', 'indeterminate low', 'creation-not-after creation-near-cutoff'],
  ['weak 2016-03-01', '-..2016-03-01', 'before low', 'creation-not-after'],
  ['weak 2020-03-01', '-..2020-03-01', 'indeterminate low', 'creation-not-after'],
  // Two that only bound: the earliest is the bound, and a strong one carries "before" where it can.
  ['not-after 2020-03-01, not-after 2016-03-01', '-..2016-03-01', 'before high', 'creation-not-after'],
  [
    'not-after 2016-03-01, weak 2015-03-01',
    '-..2015-03-01',
    'before high',
    'creation-not-after creation-not-after',
  ],
  [
    'not-after 2020-03-01, weak 2016-03-01',
    '-..2016-03-01',
    'before low',
    'creation-not-after creation-not-after',
  ],
  ['not-after 2016-03-01, weak 2020-03-01', '-..2016-03-01', 'before high', 'creation-not-after'],
  // An exact one and a later bound agree.
  ['exact 2021-03-01, not-after 2022-03-01', '2021-03-01..2021-03-01', 'after high', 'creation-exact'],
  ['exact 2021-03-01, weak 2022-03-01', '2021-03-01..2021-03-01', 'after high', 'creation-exact'],
  ['purchase 2016-03-01, not-after 2020-03-01', '2016-03-01..2016-03-01', 'before high', 'creation-exact'],
  // An exact one stands against a weak one.
  [
    'exact 2021-03-01, weak 2016-03-01',
    '2021-03-01..2021-03-01',
    'after high',
    'creation-exact creation-witness-set-aside',
  ],
  [
    'purchase 2020-03-01, weak 2016-03-01',
    '2020-03-01..2020-03-01',
    'after medium',
    'creation-exact creation-witness-set-aside',
  ],
  // A purchase date that a strong witness precedes is a transfer's.
  [
    'purchase 2020-03-01, not-after 2016-03-01',
    '-..2016-03-01',
    'before high',
    'creation-transferred creation-not-after',
  ],
  [
    'purchase 2020-03-01, not-after 2019-03-01',
    '-..2019-03-01',
    'indeterminate low',
    'creation-transferred creation-not-after',
  ],
  [
    'purchase 2020-03-01, not-after 2019-03-01, weak 2016-03-01',
    '-..2016-03-01',
    'before low',
    'creation-transferred creation-not-after creation-not-after',
  ],
  [
    'purchase 2022-03-01, exact 2021-03-01',
    '2021-03-01..2021-03-01',
    'after high',
    'creation-transferred creation-exact',
  ],
  // Any other contradiction between strong witnesses leaves the cut-off open.
  ['exact 2021-03-01, not-after 2020-03-01', '-..2021-03-01', 'indeterminate low', 'creation-contradiction'],
  ['exact 2021-03-01, not-after 2016-03-01', '-..2021-03-01', 'indeterminate low', 'creation-contradiction'],
  ['exact 2016-03-01, not-after 2015-03-01', '-..2016-03-01', 'indeterminate low', 'creation-contradiction'],
  [
    'exact 2021-03-01, purchase 2020-03-01',
    '2020-03-01..2021-03-01',
    'indeterminate low',
    'creation-contradiction',
  ],
  [
    'exact 2021-03-01, purchase 2022-03-01, not-after 2016-03-01',
    '-..2021-03-01',
    'indeterminate low',
    'creation-transferred creation-contradiction',
  ],
  [
    'exact 2021-03-01, not-after 2020-03-01, weak 2016-03-01',
    '-..2021-03-01',
    'indeterminate low',
    'creation-contradiction',
  ],
  // A declared date wins over all of them, and what it outweighs is shown.
  [
    'declared 2018-03-01, not-after 2016-03-01',
    '2018-03-01..2018-03-01',
    'after high',
    'creation-declared creation-witness-set-aside',
  ],
  [
    'declared 2016-03-01, exact 2021-03-01, purchase 2020-03-01, not-after 2020-03-01, weak 2020-03-01',
    '2016-03-01..2016-03-01',
    'before high',
    'creation-declared creation-witness-set-aside creation-witness-set-aside',
  ],
  [
    'declared 2018-03-01, weak 2016-03-01, purchase 2018-03-01',
    '2018-03-01..2018-03-01',
    'after high',
    'creation-declared creation-witness-set-aside',
  ],
  // Stamps of one creation may come in any order within a day, unless the cut-off lies between them.
  [
    'exact 2021-03-01T10:00:00Z, not-after 2021-03-01T09:59:00Z',
    '2021-03-01T10:00:00Z..2021-03-01T10:00:00Z',
    'after high',
    'creation-exact',
  ],
  [
    'declared 2018-03-01, not-after 2018-02-28T20:00:00Z',
    '2018-03-01..2018-03-01',
    'after high',
    'creation-declared',
  ],
  [
    'purchase 2017-11-17T00:00:00Z, not-after 2017-11-16T20:00:00Z',
    '-..2017-11-16T20:00:00Z',
    'indeterminate low',
    'creation-transferred creation-not-after creation-near-cutoff',
  ],
] as const;

describe('the creation interval', () => {
  test.for(CASES)('%s: %s', ([given, bounds, verdict, codes]) => {
    for (const all of [witnesses(given), [...witnesses(given)].reverse()]) {
      const { notBefore, notAfter, exact, cutoff, confidence, reasons } = creationInterval(all);
      expect(`${notBefore ?? '-'}..${notAfter ?? '-'}`).toBe(bounds);
      expect(exact).toBe(notBefore !== null && notBefore === notAfter);
      expect(`${cutoff} ${confidence}`).toBe(verdict);
      expect(reasons.map(({ code }) => code).join(' ')).toBe(codes);
    }
  });
});

describe('always', () => {
  const times = fc.oneof(
    fc
      .date({ min: new Date('2010-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    fc
      .date({ min: new Date('2017-11-01'), max: new Date('2017-12-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  );
  const any = (...testimonies: readonly Testimony[]) =>
    fc.tuple(fc.constantFrom(...testimonies), times).map(([testimony, at]) => witness(testimony, at));
  const boundOf = (text: string | null) => {
    const moment = text === null ? undefined : parseMoment(text);
    return moment === undefined ? Number.POSITIVE_INFINITY : latestMs(moment);
  };

  test('a further bound never widens an interval of bounds, and never takes "before" back', () => {
    fc.assert(
      fc.property(fc.array(any('not-after', 'weak')), any('not-after', 'weak'), (known, more) => {
        const without = creationInterval(known);
        const having = creationInterval([...known, more]);
        expect(boundOf(having.notAfter)).toBeLessThanOrEqual(boundOf(without.notAfter));
        expect(having.notBefore).toBeNull();
        if (without.cutoff === 'before') expect(having.cutoff).toBe('before');
        if (without.confidence === 'high') expect(having.confidence).toBe('high');
      }),
    );
  });

  test('a weak witness changes nothing beside an exact one', () => {
    fc.assert(
      fc.property(
        fc.array(any('exact', 'purchase', 'not-after', 'weak')),
        any('exact', 'purchase'),
        any('weak'),
        (others, exact, weak) => {
          const known = [...others, exact];
          const without = creationInterval(known);
          if (!without.exact) return;
          expect({ ...creationInterval([...known, weak]), reasons: [] }).toEqual({ ...without, reasons: [] });
        },
      ),
    );
  });

  test('"after" takes an exact witness, and no witness is lost from sight when strong ones contradict each other', () => {
    fc.assert(
      fc.property(fc.array(any('exact', 'purchase', 'not-after', 'weak')), (all) => {
        const { cutoff, exact, reasons } = creationInterval(all);
        if (cutoff === 'after') expect(exact).toBe(true);
        if (reasons.some(({ code }) => code === 'creation-contradiction'))
          expect(cutoff).toBe('indeterminate');
      }),
    );
  });

  test('the order in which witnesses are heard decides nothing', () => {
    fc.assert(
      fc.property(
        fc
          .array(any('exact', 'purchase', 'not-after', 'weak'))
          .chain((all) =>
            fc.shuffledSubarray(all, { minLength: all.length }).map((other) => [all, other] as const),
          ),
        ([one, other]) => {
          const { cutoff, confidence, notAfter } = creationInterval(one);
          const again = creationInterval(other);
          expect([again.cutoff, again.confidence]).toEqual([cutoff, confidence]);
          expect(boundOf(again.notAfter)).toBe(boundOf(notAfter));
        },
      ),
    );
  });

  test('a declared date stands whatever else is said', () => {
    fc.assert(
      fc.property(
        any('declared'),
        fc.array(any('exact', 'purchase', 'not-after', 'weak')),
        (declared, others) => {
          const found = creationInterval([...others, declared]);
          expect([found.notBefore, found.notAfter]).toEqual([declared.moment.text, declared.moment.text]);
        },
      ),
    );
  });
});
