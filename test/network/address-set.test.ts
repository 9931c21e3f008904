import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AddressSet } from '../../src/network/address-set.ts';
import {
  addressRange,
  differenceOf,
  hasAddress,
  intersectionOf,
  isEmpty,
  isWithin,
  sizeOf,
  unionOf,
} from '../../src/network/address-set.ts';
import { WHOLE_INTERNET } from '../../src/network/internet.ts';
import { ipPrefix, ipv4Number } from '../../src/network/ip-prefix.ts';
import { prefixList } from '../../src/network/prefix-list.ts';

const LAST = 2 ** 32 - 1;
/** Few and small numbers, so that ranges touch and overlap, with the ends of the address space among them. */
const address = fc.oneof(
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: LAST - 20, max: LAST }),
  fc.integer({ min: 0, max: LAST }),
);
const range = fc.tuple(address, address).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));
const ranges = fc.array(range, { maxLength: 6 });
const setOf = (list: readonly [number, number][]): AddressSet =>
  unionOf(...list.map(([a, b]) => addressRange(a, b)));
const holds = (list: readonly [number, number][], at: number) => list.some(([a, b]) => a <= at && at <= b);

describe('laws of address sets', () => {
  test('membership is that of the ranges, whatever the operation', () => {
    void fc.assert(
      fc.property(ranges, ranges, address, (a, b, at) => {
        const [setA, setB] = [setOf(a), setOf(b)];
        expect(hasAddress(setA, at)).toBe(holds(a, at));
        expect(hasAddress(unionOf(setA, setB), at)).toBe(holds(a, at) || holds(b, at));
        expect(hasAddress(intersectionOf(setA, setB), at)).toBe(holds(a, at) && holds(b, at));
        expect(hasAddress(differenceOf(setA, setB), at)).toBe(holds(a, at) && !holds(b, at));
      }),
    );
  });

  test('equal sets have one form: ascending, alternating, never touching', () => {
    void fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const { boundaries } = setOf([...a, ...b]);
        expect(boundaries.every((each, index) => index === 0 || each > (boundaries[index - 1] ?? 0))).toBe(
          true,
        );
        expect(unionOf(setOf(b), setOf(a)).boundaries).toEqual(boundaries);
        expect(boundaries.length % 2).toBe(0);
      }),
    );
  });

  test('sizes add up, parts divide the whole', () => {
    void fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const [setA, setB] = [setOf(a), setOf(b)];
        const [shared, left] = [intersectionOf(setA, setB), differenceOf(setA, setB)];
        expect(sizeOf(shared) + sizeOf(left)).toBe(sizeOf(setA));
        expect(sizeOf(unionOf(setA, setB))).toBe(sizeOf(setA) + sizeOf(setB) - sizeOf(shared));
        expect(unionOf(shared, left)).toEqual(setA);
        expect(isWithin(shared, setB)).toBe(true);
        expect(isEmpty(intersectionOf(left, setB))).toBe(true);
      }),
    );
  });
});

describe('prefixes', () => {
  test.each([
    ['10.0.0.0/8', 10 * 2 ** 24, 2 ** 24],
    ['10.1.2.3/8', 10 * 2 ** 24, 2 ** 24],
    ['255.255.255.255', LAST, 1],
    ['0.0.0.0/0', 0, 2 ** 32],
    [' 8.8.8.8/32 ', 134744072, 1],
  ])('%s', (text, first, size) => {
    const prefix = ipPrefix(text);
    expect(
      prefix.kind === 'ipv4' ? [prefix.addresses.boundaries[0], sizeOf(prefix.addresses)] : prefix,
    ).toEqual([first, size]);
  });

  test.each(['10.0.0.0/33', '10.0.0', '010.0.0.1', '1.2.3.4.5', '', 'Internet', '10.0.0.0/', '0x0a.0.0.1'])(
    '%j is none',
    (text) => {
      expect(ipPrefix(text).kind).toBe('not-a-prefix');
    },
  );

  test('IPv6 is recognised', () => {
    expect([ipPrefix('::/0').kind, ipPrefix('fd00::1').kind]).toEqual(['ipv6', 'ipv6']);
  });
});

describe('the internet', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '20.0.0.1',
    '192.0.0.9',
    '223.255.255.255',
    '100.63.255.255',
    '172.32.0.0',
  ])('%s is on it', (text) => {
    expect(hasAddress(WHOLE_INTERNET, ipv4Number(text) ?? -1)).toBe(true);
  });

  test.each([
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '168.63.129.16',
    '169.254.169.254',
    '172.31.255.255',
    '192.0.2.1',
    '192.168.0.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '0.1.2.3',
  ])('%s is not', (text) => {
    expect(hasAddress(WHOLE_INTERNET, ipv4Number(text) ?? -1)).toBe(false);
  });

  test('a /8 is more than 1/256 of it, a /9 is less', () => {
    const share = (text: string) => sizeOf(prefixList([text])) / sizeOf(WHOLE_INTERNET);
    expect(share('20.0.0.0/8')).toBeGreaterThan(1 / 256);
    expect(share('20.0.0.0/9')).toBeLessThan(1 / 256);
  });
});
