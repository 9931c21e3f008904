import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ephemeralCoverage, portCoverage } from '../../src/network/port-coverage.ts';

test.each([
  [['*'], 'covers'],
  [['25'], 'covers'],
  [['20-30'], 'covers'],
  [['0-65535'], 'covers'],
  [['443', ' 25 '], 'covers'],
  [['25-25'], 'covers'],
  [['587'], 'does-not-cover'],
  [['26-65535', '0-24'], 'does-not-cover'],
  [['250', '2525'], 'does-not-cover'],
  [[], 'unclear'],
  [['smtp'], 'unclear'],
  [['30-20'], 'unclear'],
  [['0-70000'], 'unclear'],
  [['smtp', '25'], 'covers'],
] as const)('%j and port 25: %s', (entries, expected) => {
  expect(portCoverage(entries, 25)).toBe(expected);
});

test.each([
  [['*'], 'covers'],
  [['0-1023'], 'does-not-cover'],
  [['25'], 'does-not-cover'],
  [['1024'], 'covers'],
  [[], 'unclear'],
] as const)('%j and an ephemeral source port: %s', (entries, expected) => {
  expect(ephemeralCoverage(entries)).toBe(expected);
});

test('a list covers a port exactly when one of its ranges holds it', () => {
  const port = fc.integer({ min: 0, max: 65535 });
  const range = fc.tuple(port, port).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));
  void fc.assert(
    fc.property(fc.array(range, { minLength: 1, maxLength: 5 }), port, (ranges, at) => {
      const entries = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
      const expected = ranges.some(([first, last]) => first <= at && at <= last)
        ? 'covers'
        : 'does-not-cover';
      expect(portCoverage(entries, at)).toBe(expected);
    }),
  );
});
