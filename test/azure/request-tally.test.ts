import { expect, test } from 'vitest';
import { createRequestTally } from '../../src/azure/request-tally.ts';

test('counts every attempt once, and says how it went', () => {
  const tally = createRequestTally();
  tally.answered('a', 200);
  tally.answered('b', 429);
  tally.answered('b', 503);
  tally.failed('b');
  tally.answered('b', 200);
  tally.answered('b', 200);
  tally.answered('c', 404);
  expect(tally.counts()).toMatchObject({ total: 7, throttled: 1, retried: 3, failed: 4, notRetried: 0 });
});

test('counts the attempt after an answer that was of no use, and a failure that was left standing', () => {
  const tally = createRequestTally();
  tally.answered('a', 200);
  tally.unusable('a');
  tally.answered('a', 200);
  tally.notRetried();
  expect(tally.counts()).toMatchObject({ total: 2, retried: 1, failed: 0, notRetried: 1 });
});

test('counts the time in which anything was held back once, however much was', () => {
  let now = 0;
  const tally = createRequestTally(() => now);
  const first = tally.holding();
  now = 1_000;
  const second = tally.holding();
  now = 3_000;
  first();
  now = 4_000;
  expect(tally.counts().waitedSeconds).toBe(4);
  second();
  now = 9_000;
  expect(tally.counts().waitedSeconds).toBe(4);
  const third = tally.holding();
  now = 9_500;
  third();
  expect(tally.counts().waitedSeconds).toBe(4.5);
});

test('keeps the least that remained of each kind of bucket', () => {
  const tally = createRequestTally();
  expect(tally.counts().leastRemaining).toEqual({});
  tally.remaining('subscription', 200);
  tally.remaining('subscription', 17);
  tally.remaining('subscription', 90);
  tally.remaining('tenant', 249);
  expect(tally.counts().leastRemaining).toEqual({ subscriptionReads: 17, tenantReads: 249 });
});
