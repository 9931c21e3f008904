import { expect, test } from 'vitest';
import { afterDay } from '../../src/infer/after-day.ts';

test.each([
  ['2024-05-02T00:00:00.000Z', '2024-05-02', false],
  ['2024-05-02T23:59:59.999Z', '2024-05-02', false],
  ['2024-05-03T00:00:00.000Z', '2024-05-02', true],
  ['2024-05-03T01:00:00+02:00', '2024-05-02', false],
  ['2024-02-29T23:00:00Z', '2024-02-28', true],
  ['2024-05-03T00:00:00Z', '2024-02-30', false],
  ['2024-05-03T00:00:00Z', '2024-05-02T00:00:00Z', false],
  ['2024-05-03T00:00:00Z', '', false],
])('%s lies after the day %s: %s', (instant, day, after) => {
  expect(afterDay(Date.parse(instant), day)).toBe(after);
});
