import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Bucket,
  type BucketLimits,
  drawn,
  fullBucket,
  isFull,
  learned,
  readyAt,
  throttled,
} from '../../src/azure/pace-bucket.ts';

const LIMITS: BucketLimits = { capacity: 200, refillPerSecond: 20, reserve: 50 };

/** Draws as soon as allowed, so many times; tells when each left. */
function leaving(start: Bucket, count: number, begin = 0) {
  const times: number[] = [];
  let bucket = start;
  let now = begin;
  for (let turn = 0; turn < count; turn += 1) {
    now = readyAt(bucket, now);
    bucket = drawn(bucket, now);
    times.push(now);
  }
  return { times, bucket };
}

/** The most by which any window holds more than a bucket of this size gives. */
function excess(times: readonly number[], { capacity, refillPerSecond }: BucketLimits): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const [first, from] of times.entries())
    for (let last = first; last < times.length; last += 1) {
      const given = capacity + (((times[last] ?? from) - from) / 1000) * refillPerSecond;
      most = Math.max(most, last - first + 1 - given);
    }
  return most;
}

const limits = fc.record({
  capacity: fc.integer({ min: 1, max: 40 }),
  refillPerSecond: fc.integer({ min: 1, max: 50 }),
  reserve: fc.integer({ min: 0, max: 20 }),
});

/** What can happen to a bucket, after a pause. */
const happening = fc.record({
  after: fc.integer({ min: 0, max: 3_000 }),
  what: fc.oneof(
    fc.record({ kind: fc.constant('ask' as const), count: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ kind: fc.constant('learn' as const), remaining: fc.integer({ min: 0, max: 100 }) }),
    fc.record({ kind: fc.constant('refuse' as const), ms: fc.integer({ min: 0, max: 5_000 }) }),
  ),
});

describe('a bucket', () => {
  test('gives what it holds at once, and then one by one', () => {
    const { times } = leaving(fullBucket(LIMITS, 0), 203);
    expect(times.slice(0, 200)).toEqual(Array.from({ length: 200 }, () => 0));
    expect(times.slice(200)).toEqual([50, 100, 150]);
  });

  test('never gives more than it holds and refills, in any window, whatever happens to it', () => {
    fc.assert(
      fc.property(limits, fc.array(happening, { maxLength: 12 }), (size, happenings) => {
        let bucket = fullBucket(size, 0);
        let now = 0;
        const times: number[] = [];
        for (const { after, what } of happenings) {
          now += after;
          if (what.kind === 'learn')
            bucket = learned(bucket, { remaining: what.remaining, underWay: 0 }, now);
          else if (what.kind === 'refuse') bucket = throttled(bucket, now + what.ms, now);
          else {
            const left = leaving(bucket, what.count, now);
            bucket = left.bucket;
            times.push(...left.times);
            now = left.times.at(-1) ?? now;
          }
        }
        expect(excess(times, size)).toBeLessThan(0.001);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
    );
  });

  test('is silent until the time that was asked for, and comes back one by one', () => {
    const { times } = leaving(throttled(fullBucket(LIMITS, 0), 7_000, 0), 4);
    expect(times).toEqual([7_000, 7_050, 7_100, 7_150]);
  });

  test('keeps the longer of two silences, in either order', () => {
    fc.assert(
      fc.property(fc.nat(60_000), fc.nat(60_000), fc.nat(1_000), (first, second, later) => {
        const once = throttled(fullBucket(LIMITS, 0), first, 0);
        const twice = throttled(once, later + second, later);
        expect(readyAt(twice, later)).toBeGreaterThanOrEqual(Math.max(first, later + second));
      }),
    );
  });

  test.each([
    { remaining: 249, underWay: 0, waits: 0 },
    { remaining: 52, underWay: 0, waits: 0 },
    { remaining: 52, underWay: 2, waits: 50 },
    { remaining: 30, underWay: 0, waits: 1_050 },
    { remaining: 0, underWay: 0, waits: 2_550 },
    { remaining: 0, underWay: 100_000, waits: 10_050 },
  ])('with $remaining left and $underWay under way waits $waits ms', ({ waits, ...told }) => {
    expect(readyAt(learned(fullBucket(LIMITS, 0), told, 0), 0)).toBeCloseTo(waits, 6);
  });

  test('allows itself no more because Azure says that much remains', () => {
    const { bucket, times } = leaving(fullBucket(LIMITS, 0), 200);
    const told = learned(bucket, { remaining: 11_999, underWay: 0 }, times.at(-1) ?? 0);
    expect(readyAt(told, 0)).toBe(50);
  });

  test('is forgotten only where nothing is owed', () => {
    const used = drawn(fullBucket(LIMITS, 0), 0);
    expect(isFull(used, 0)).toBe(false);
    expect(isFull(used, 50)).toBe(true);
    expect(isFull(throttled(fullBucket(LIMITS, 0), 20_000, 0), 19_999)).toBe(false);
  });
});
