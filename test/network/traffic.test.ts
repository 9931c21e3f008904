import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AddressSet } from '../../src/network/address-set.ts';
import { addressRange, hasAddress, unionOf } from '../../src/network/address-set.ts';
import { NOWHERE } from '../../src/network/destination.ts';
import type { RuledPart } from '../../src/network/ruled-part.ts';
import { applyRules } from '../../src/network/ruled-part.ts';
import type { SecurityRule } from '../../src/network/security-rule.ts';
import type { Traffic } from '../../src/network/traffic.ts';
import { isSmall, sharedTraffic } from '../../src/network/traffic.ts';
import { rule } from './builders.ts';

/*
 * Service tags are unknown parts of the internet. Here each gets some extent after all, and what the rules make of the parts must be
 * what they make of every single address, whatever that extent is.
 */
const INTERNET = addressRange(0, 999);
const TAGS = ['storage', 'sql', 'azurecloud'] as const;
const address = fc.integer({ min: 0, max: 999 });
const set = fc
  .array(fc.tuple(address, address), { maxLength: 3 })
  .map((ranges) => unionOf(...ranges.map(([a, b]) => addressRange(Math.min(a, b), Math.max(a, b)))));
const extents = fc.record({ storage: set, sql: set, azurecloud: set });
const securityRule: fc.Arbitrary<SecurityRule> = fc
  .record({ allows: fc.boolean(), addresses: set, tags: fc.subarray([...TAGS]) })
  .map(({ allows, addresses, tags }) => ({
    fact: rule('any', 100),
    access: allows ? 'allowed' : 'denied',
    sources: { kind: 'all' },
    destination: { ...NOWHERE, addresses, tags },
    namesVirtualNetwork: false,
  }));
const rules = fc.array(securityRule, { maxLength: 6 });
type Extents = Readonly<Record<string, AddressSet>>;

const inTag = (extent: Extents, tag: string, at: number) => hasAddress(extent[tag] ?? unionOf(), at);
const holds = ({ addresses, within, beyond }: Traffic, at: number, extent: Extents) =>
  hasAddress(addresses, at) &&
  within.every((tag) => inTag(extent, tag, at)) &&
  !beyond.some((tag) => inTag(extent, tag, at));
const apply = (list: readonly SecurityRule[]) =>
  applyRules(
    list,
    list.map(() => 'covers' as const),
    INTERNET,
  );
const firstMatch = (
  list: readonly SecurityRule[],
  at: number,
  extent: Extents,
): RuledPart<SecurityRule>['effect'] =>
  list.find(
    ({ destination }) =>
      hasAddress(destination.addresses, at) || destination.tags.some((tag) => inTag(extent, tag, at)),
  )?.access ?? 'denied';

test('every address lies in exactly one part, and the first rule that matches decides', () => {
  void fc.assert(
    fc.property(rules, extents, address, (list, extent, at) => {
      const parts = apply(list).filter(({ traffic }) => holds(traffic, at, extent));
      expect(parts.map(({ effect }) => effect)).toEqual([firstMatch(list, at, extent)]);
    }),
    { numRuns: 500 },
  );
});

test('what two groups share is what both hold', () => {
  void fc.assert(
    fc.property(rules, rules, fc.tuple(extents, address), (first, second, [extent, at]) => {
      for (const a of apply(first)) {
        for (const b of apply(second)) {
          const shared = sharedTraffic(a.traffic, b.traffic);
          const both = holds(a.traffic, at, extent) && holds(b.traffic, at, extent);
          expect(shared !== undefined && holds(shared, at, extent)).toBe(both);
        }
      }
    }),
  );
});

test('small is at most 1/256, of prefixes together; service tags are small, AzureCloud is not', () => {
  const internet = addressRange(0, 255_999);
  const part = (first: number, last: number, ...within: readonly string[]): Traffic => ({
    addresses: addressRange(first, last),
    within,
    beyond: [],
  });
  expect(isSmall([part(0, 999)], internet)).toBe(true);
  expect(isSmall([part(0, 999), part(500, 999)], internet)).toBe(true);
  expect(isSmall([part(0, 999), part(1000, 1000)], internet)).toBe(false);
  expect(isSmall([part(0, 255_999, 'storage'), part(0, 9, 'azurecloud')], internet)).toBe(true);
  expect(isSmall([part(0, 255_999, 'azurecloud.westeurope')], internet)).toBe(false);
  expect(isSmall([part(0, 255_999, 'azurecloud', 'sql')], internet)).toBe(true);
});
