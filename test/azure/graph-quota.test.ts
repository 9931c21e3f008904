import { describe, expect, test } from 'vitest';
import { graphQuota } from '../../src/azure/graph-quota.ts';

/** A quota on a clock that stands still unless it is waited for. */
function quotaAt() {
  let now = 1_000;
  const quota = graphQuota({
    now: () => now,
    wait(ms) {
      now += ms;
      return Promise.resolve();
    },
  });
  const { signal } = new AbortController();
  return {
    quota,
    learn: (status: number, headers: Readonly<Record<string, string>>) =>
      quota.learn(status, { get: (name) => headers[name] }),
    async waited() {
      const begun = now;
      await quota.ready(signal);
      return now - begun;
    },
  };
}

const LEFT = 'x-ms-user-quota-remaining';
const RESETS = 'x-ms-user-quota-resets-after';

describe('the quota of Resource Graph', () => {
  test('holds nothing back at first', async () => {
    expect(await quotaAt().waited()).toBe(0);
  });

  test.each<{ name: string; status: number; headers: Readonly<Record<string, string>>; ms: number }>([
    { name: 'much is left', status: 200, headers: { [LEFT]: '14', [RESETS]: '00:00:05' }, ms: 0 },
    {
      name: 'only the reserve is left',
      status: 200,
      headers: { [LEFT]: '3', [RESETS]: '00:00:04' },
      ms: 4_000,
    },
    { name: 'nothing is left', status: 200, headers: { [LEFT]: '0', [RESETS]: '00:01:02' }, ms: 62_000 },
    {
      name: 'nothing is left for an hour',
      status: 200,
      headers: { [LEFT]: '0', [RESETS]: '01:00:00' },
      ms: 3_600_000,
    },
    { name: 'it is not said for how long', status: 200, headers: { [LEFT]: '0' }, ms: 5_000 },
    { name: 'it is said in other words', status: 200, headers: { [LEFT]: '0', [RESETS]: 'soon' }, ms: 5_000 },
    { name: 'an answer is refused', status: 429, headers: { [LEFT]: '0', [RESETS]: '00:00:03' }, ms: 3_000 },
    {
      name: 'Retry-After asks for more',
      status: 429,
      headers: { [RESETS]: '00:00:03', 'retry-after': '7' },
      ms: 7_000,
    },
    { name: 'an answer is refused without a word', status: 429, headers: {}, ms: 5_000 },
  ])('waits $ms ms where $name', async ({ status, headers, ms }) => {
    const { learn, waited } = quotaAt();
    learn(status, headers);
    expect(await waited()).toBe(ms);
    expect(await waited()).toBe(0);
  });

  test('is kept to four in five of the documented one where the headers are missing', async () => {
    const { learn, waited } = quotaAt();
    let sum = 0;
    for (let query = 0; query < 12; query += 1) {
      learn(200, {});
      sum += await waited();
    }
    expect(sum).toBeCloseTo(5_000);
  });

  test('is not shortened by a later answer that knows less', async () => {
    const { learn, waited } = quotaAt();
    learn(429, { [RESETS]: '00:00:05' });
    learn(200, { [LEFT]: '10', [RESETS]: '00:00:01' });
    expect(await waited()).toBe(5_000);
  });
});
