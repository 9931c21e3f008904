import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CreationInterval } from '../../src/infer/creation-interval.ts';
import { creationInterval } from '../../src/infer/creation-interval.ts';
import { DAY_MS, earliestMs, latestMs, parseMoment } from '../../src/infer/moment.ts';
import type { Testimony, Witness } from '../../src/infer/witness.ts';
import type { InferenceReason, WitnessKind } from '../../src/model/inference-reason.ts';

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
  // A purchase and an alias of one creation: the alias speaks, since no transfer can have falsified it.
  [
    'purchase 2021-03-01T09:59:00Z, exact 2021-03-01T10:00:00Z',
    '2021-03-01T10:00:00Z..2021-03-01T10:00:00Z',
    'after high',
    'creation-exact',
  ],
  // A later purchase under another account is a transfer's, by an earlier purchase alone.
  [
    'purchase 2016-03-01, purchase 2020-03-01',
    '2016-03-01..2016-03-01',
    'before high',
    'creation-transferred creation-exact',
  ],
  // A date before the cut-off tells more than an instant of that day, which is too near to it.
  [
    'not-after 2017-11-14T10:00:00Z, not-after 2017-11-14',
    '-..2017-11-14',
    'before high',
    'creation-not-after',
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
  const near =
    '2017-11-13T23:59:59Z 2017-11-14 2017-11-14T10:00:00Z 2017-11-15 2017-11-16 2017-11-16T10:00:00Z';
  const times = fc.oneof(
    fc
      .date({ min: new Date('2010-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    fc
      .date({ min: new Date('2017-11-01'), max: new Date('2017-12-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    fc.constantFrom(...near.split(' '), '2016-03-01', '2016-03-01T12:00:00Z', '2021-03-01T12:00:00Z'),
  );
  const any = (...testimonies: readonly Testimony[]) =>
    fc.tuple(fc.constantFrom(...testimonies), times).map(([testimony, at]) => witness(testimony, at));
  const some = fc.array(any('exact', 'purchase', 'not-after', 'weak'), { maxLength: 6 });
  const OPTIONS = { numRuns: 1000 };

  const momentOf = (text: string) => {
    const moment = parseMoment(text);
    if (moment === undefined) throw new Error(`the interval ends at ${text}, which is no time`);
    return moment;
  };
  const lowerEnd = ({ notBefore }: CreationInterval) =>
    notBefore === null ? Number.NEGATIVE_INFINITY : earliestMs(momentOf(notBefore));
  const upperEnd = ({ notAfter }: CreationInterval) =>
    notAfter === null ? Number.POSITIVE_INFINITY : latestMs(momentOf(notAfter));
  const count = ({ reasons }: CreationInterval, code: InferenceReason['code']) =>
    reasons.filter((reason) => reason.code === code).length;
  const isKnown = ({ cutoff }: CreationInterval) => cutoff !== 'indeterminate';

  /** By more than the stamps of one creation may differ, which is a day, be it a calendar date. */
  const isBefore = (one: Witness, other: Witness) => earliestMs(other.moment) - latestMs(one.moment) > DAY_MS;
  const isExactKind = ({ testimony }: Witness) => testimony === 'exact' || testimony === 'purchase';

  /**
   * What the specification lets take something back: a declared date, a purchase that turns out to be a transfer, a contradiction
   * between strong witnesses, and an exact witness that stands against weak ones.
   */
  function mayTakeBack(more: Witness, without: CreationInterval, having: CreationInterval): boolean {
    if (more.testimony === 'declared') return true;
    if (count(having, 'creation-contradiction') > 0) return true;
    if (count(having, 'creation-transferred') > count(without, 'creation-transferred')) return true;
    return isExactKind(more) && count(having, 'creation-witness-set-aside') > 0;
  }

  test('a further witness never widens the interval, save where the specification says so', () => {
    fc.assert(
      fc.property(some, any('declared', 'exact', 'purchase', 'not-after', 'weak'), (known, more) => {
        const without = creationInterval(known);
        const having = creationInterval([...known, more]);
        if (mayTakeBack(more, without, having)) return;
        // The stamps of one creation lie within a day, and a calendar date is a day long.
        expect(upperEnd(having)).toBeLessThanOrEqual(upperEnd(without) + 2 * DAY_MS);
        expect(lowerEnd(having)).toBeGreaterThanOrEqual(lowerEnd(without) - 2 * DAY_MS);
        expect(without.exact && !having.exact).toBe(false);
      }),
      OPTIONS,
    );
  });

  test('a further witness never turns "before" into "after" or back, save where the specification says so', () => {
    fc.assert(
      fc.property(some, any('declared', 'exact', 'purchase', 'not-after', 'weak'), (known, more) => {
        const without = creationInterval(known);
        const having = creationInterval([...known, more]);
        if (!isKnown(without) || mayTakeBack(more, without, having)) return;
        // An exact one of the same day, which stands in the end, may itself be too near to tell.
        if (isExactKind(more) && count(having, 'creation-near-cutoff') > 0) return;
        expect(having.cutoff).toBe(without.cutoff);
      }),
      OPTIONS,
    );
  });

  test('a further bound never widens an interval of bounds, and never takes "before" back', () => {
    fc.assert(
      fc.property(fc.array(any('not-after', 'weak')), any('not-after', 'weak'), (known, more) => {
        const without = creationInterval(known);
        const having = creationInterval([...known, more]);
        if (having.notAfter !== '2017-11-14') expect(upperEnd(having)).toBeLessThanOrEqual(upperEnd(without));
        expect(having.notBefore).toBeNull();
        if (without.cutoff === 'before') expect(having.cutoff).toBe('before');
        if (without.confidence === 'high') expect(having.confidence).toBe('high');
      }),
      OPTIONS,
    );
  });

  test('a weak witness changes nothing beside an exact one, and contradicts none', () => {
    fc.assert(
      fc.property(some, any('exact', 'purchase'), any('weak'), (others, exact, weak) => {
        const known = [...others, exact];
        const without = creationInterval(known);
        const having = creationInterval([...known, weak]);
        expect(count(having, 'creation-contradiction')).toBe(count(without, 'creation-contradiction'));
        expect(count(having, 'creation-transferred')).toBe(count(without, 'creation-transferred'));
        if (!without.exact) return;
        expect({ ...having, reasons: [] }).toEqual({ ...without, reasons: [] });
      }),
      OPTIONS,
    );
  });

  test('"after" takes an exact witness, on which it rests', () => {
    fc.assert(
      fc.property(some, (all) => {
        const { cutoff, exact, notBefore } = creationInterval(all);
        if (cutoff !== 'after') return;
        expect(exact).toBe(true);
        expect(all.filter(isExactKind).map(({ moment }) => moment.text)).toContain(notBefore);
      }),
      OPTIONS,
    );
  });

  test('strong witnesses that contradict each other are named, not averaged', () => {
    fc.assert(
      fc.property(some, (all) => {
        const found = creationInterval(all);
        const told = found.reasons.find((reason) => reason.code === 'creation-contradiction');
        // What an alias says a strong witness can only contradict; a purchase gives way to an older one instead.
        const strong = all.filter(({ testimony }) => testimony !== 'weak');
        const alias = all.filter(({ testimony }) => testimony === 'exact');
        if (alias.some((one) => strong.some((other) => isBefore(other, one)))) expect(told).toBeDefined();
        if (alias.length === 0) expect(told).toBeUndefined();
        if (told === undefined) return;
        expect(found).toMatchObject({ cutoff: 'indeterminate', confidence: 'low', exact: false });
        const texts = all.map(({ moment }) => moment.text);
        for (const end of [found.notBefore, found.notAfter]) expect([null, ...texts]).toContain(end);
        for (const { kind, at } of [told.first, told.second]) {
          expect(strong.some((one) => one.kind === kind && one.moment.text === at)).toBe(true);
          // Whichever of the two is right lies within the interval, to the day.
          expect(earliestMs(momentOf(at))).toBeGreaterThanOrEqual(lowerEnd(found) - DAY_MS);
          expect(latestMs(momentOf(at))).toBeLessThanOrEqual(upperEnd(found) + DAY_MS);
        }
      }),
      OPTIONS,
    );
  });

  test('the order in which witnesses are heard decides nothing, not even the words', () => {
    const shuffled = fc
      .array(any('exact', 'purchase', 'not-after', 'weak'))
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(shuffled, fc.option(any('declared')), ([one, other], declared) => {
        const owner = declared === null ? [] : [declared];
        expect(creationInterval([...other, ...owner])).toEqual(creationInterval([...owner, ...one]));
      }),
      OPTIONS,
    );
  });

  test('a declared date stands whatever else is said', () => {
    fc.assert(
      fc.property(any('declared'), some, (declared, others) => {
        const found = creationInterval([...others, declared]);
        expect([found.notBefore, found.notAfter]).toEqual([declared.moment.text, declared.moment.text]);
        expect(found.cutoff).toBe(creationInterval([declared]).cutoff);
      }),
      OPTIONS,
    );
  });
});
