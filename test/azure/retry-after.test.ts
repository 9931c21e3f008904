import { createHttpHeaders } from '@azure/core-rest-pipeline';
import { describe, expect, test } from 'vitest';
import { remainingIn } from '../../src/azure/rate-headers.ts';
import { retryAfterMs } from '../../src/azure/retry-after.ts';

describe('the silence that an answer asks for', () => {
  test.each<{ headers: Record<string, string>; ms: number | undefined }>([
    { headers: {}, ms: undefined },
    { headers: { 'Retry-After': '' }, ms: undefined },
    { headers: { 'Retry-After': 'soon' }, ms: undefined },
    { headers: { 'Retry-After': '-5' }, ms: undefined },
    { headers: { 'Retry-After': '0' }, ms: 0 },
    { headers: { 'Retry-After': '17' }, ms: 17_000 },
    { headers: { 'Retry-After': ' 1.5 ' }, ms: 1_500 },
    { headers: { 'retry-after-ms': '250', 'Retry-After': '1' }, ms: 250 },
    { headers: { 'x-ms-retry-after-ms': '40' }, ms: 40 },
    {
      headers: { 'Retry-After': 'Mon, 23 Nov 2026 02:00:30 GMT', Date: 'Mon, 23 Nov 2026 02:00:00 GMT' },
      ms: 30_000,
    },
    {
      headers: { 'Retry-After': 'Mon, 23 Nov 2026 01:59:00 GMT', Date: 'Mon, 23 Nov 2026 02:00:00 GMT' },
      ms: 0,
    },
  ])('$headers', ({ headers, ms }) => {
    expect(retryAfterMs(createHttpHeaders(headers))).toBe(ms);
  });

  test('until a date, by this clock where the answer tells no other', () => {
    const until = new Date(Date.now() + 60_000).toUTCString();
    const ms = retryAfterMs(createHttpHeaders({ 'Retry-After': until })) ?? 0;
    expect(ms).toBeGreaterThan(57_000);
    expect(ms).toBeLessThanOrEqual(60_000);
  });
});

describe('what remains', () => {
  const headers = createHttpHeaders({
    'x-ms-ratelimit-remaining-subscription-reads': '199',
    'x-ms-ratelimit-remaining-tenant-reads': 'many',
    'x-ms-ratelimit-remaining-resource':
      'Microsoft.Compute/HighCostGet3Min;123,Microsoft.Compute/HighCostGet30Min;987',
  });

  test.each([
    { kind: 'subscription', remaining: 199 },
    { kind: 'tenant', remaining: undefined },
    { kind: 'compute', remaining: 123 },
  ] as const)('of $kind: $remaining', ({ kind, remaining }) => {
    expect(remainingIn(kind, headers)).toBe(remaining);
  });

  test.each(['', 'Microsoft.Compute/HighCostGet', 'Microsoft.Compute/HighCostGet;', ';;,,', 'x;-3'])(
    'is not known from %j',
    (text) => {
      const told = createHttpHeaders({ 'x-ms-ratelimit-remaining-resource': text });
      expect(remainingIn('compute', told)).toBeUndefined();
    },
  );
});
