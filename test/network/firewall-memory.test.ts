import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { firewallPassage } from '../../src/network/firewall-passage.ts';
import { firewallSketch } from '../../src/network/firewall-sketch.ts';
import { WHOLE_INTERNET } from '../../src/network/internet.ts';
import { collection, firewall, networkRule } from './builders.ts';

/* A firewall is judged once for all sources that stand alike among its rules. What it remembers must never be another source's answer. */
const address = fc.integer({ min: 0, max: 40 });
const text = (number: number) => `10.0.0.${number}`;
const sources = fc.oneof(
  fc.constant('*'),
  address.map(text),
  fc.tuple(address, address).map(([a, b]) => `${text(Math.min(a, b))}-${text(Math.max(a, b))}`),
);
const destinations = fc.constantFrom('*', '0.0.0.0/1', '8.8.8.8', 'Storage');
const rule = fc
  .record({ sources: fc.array(sources, { minLength: 1, maxLength: 2 }), destinations })
  .map((each) => networkRule({ sources: each.sources, destinations: [each.destinations] }));
const collections = fc.array(
  fc
    .record({ action: fc.constantFrom('Allow', 'Deny'), rules: fc.array(rule, { maxLength: 3 }) })
    .map(({ action, rules }) => collection(action, rules)),
  { maxLength: 4 },
);

test('a firewall that was asked before answers like one that was not', () => {
  void fc.assert(
    fc.property(collections, fc.array(address, { minLength: 1, maxLength: 20 }), (classicRules, asked) => {
      const fact = firewall({ classicRules });
      const known = firewallSketch(fact);
      for (const each of asked) {
        const source = { address: 0x0a000000 + each, subnet: undefined, groups: [] };
        const fresh = firewallPassage(firewallSketch(fact), source, WHOLE_INTERNET);
        expect(firewallPassage(known, source, WHOLE_INTERNET)).toEqual(fresh);
      }
    }),
  );
});
