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
  expect(tally.counts()).toEqual({ total: 7, throttled: 1, retried: 3, failed: 4 });
});
