import { expect, test } from 'vitest';
import { retryBudget } from '../../src/azure/retry-budget.ts';

/** How many retries are granted in a row when so many requests were made. */
function granted(budget: ReturnType<typeof retryBudget>, requests: number): number {
  let count = 0;
  while (budget.spend(requests)) count += 1;
  return count;
}

test('a hundred retries are free, and ten requests pay for one more', () => {
  const budget = retryBudget();
  expect(granted(budget, 0)).toBe(100);
  expect(granted(budget, 500)).toBe(50);
  expect(granted(budget, 500)).toBe(0);
  expect(granted(budget, 510)).toBe(1);
});
