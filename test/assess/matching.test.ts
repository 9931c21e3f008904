import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Matchable, matches, matchesName, tagValue } from '../../src/assess/matching.ts';
import { keyOf } from '../../src/model/resource-id.ts';
import type { Matcher } from '../../src/model/review.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import { ID, id, OTHER, OWN } from '../network/builders.ts';

describe('a name pattern', () => {
  test.each([
    ['mx-1', 'mx-1', true],
    ['mx-1', 'MX-1', true],
    ['mx-1', 'mx-10', false],
    ['mx-*', 'mx-', true],
    ['MX-*', 'mx-west-1', true],
    ['mx-*', 'amx-1', false],
    ['*', '', true],
    ['*-mx', 'west-mx', true],
    ['*-mx', 'west-mx-1', false],
    ['*mx*', 'the-mx-of-west', true],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['a*b*c', 'abbc', true],
    ['a*b*c', 'acb', false],
    ['a**c', 'abc', true],
    ['mx.1', 'mx-1', false],
    ['mx-[12]', 'mx-1', false],
    ['', 'mx', false],
    ['', '', true],
  ])('%s on %s: %s', (pattern, name, expected) => {
    expect(matchesName(pattern, name)).toBe(expected);
  });

  test('matches whatever stands for its stars', () => {
    const piece = fc.stringMatching(/^[a-z.-]{0,4}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(piece, piece), { minLength: 1 }), (pairs) => {
        const pattern = pairs.map(([fixed]) => fixed).join('*');
        const name = pairs.map(([fixed, any], at) => (at === 0 ? fixed : any + fixed)).join('');
        expect(matchesName(pattern, name)).toBe(true);
        expect(matchesName(`${pattern}!`, name)).toBe(false);
      }),
    );
  });

  test('answers at once, also where many stars fit in many ways', () => {
    expect(matchesName(`${'a*'.repeat(500)}b`, 'a'.repeat(5000))).toBe(false);
  });
});

describe('a tag', () => {
  test.each([
    [{ role: 'mail' }, 'role', 'mail'],
    [{ Role: 'mail' }, 'rOLE', 'mail'],
    [{ role: '' }, 'role', ''],
    [{}, 'role', undefined],
    [undefined, 'role', undefined],
    [{ role: 'mail' }, 'constructor', undefined],
  ])('of %j called %s is %s', (tags, name, value) => {
    expect(tagValue(tags, name)).toBe(value);
  });
});

const SET = id('Microsoft.Compute/virtualMachineScaleSets/pool');

/** An instance of a scale set, with its own name and tags and those of its set. */
const instance: Matchable = {
  subscription: OWN as SubscriptionId,
  keys: [keyOf(ID.vm), keyOf(SET)],
  names: ['pool_0', 'pool'],
  tags: [{ Role: 'web' }, { role: 'mail', stage: 'prod' }],
};

const whole: Matchable = { ...instance, keys: [], names: ['sales'], tags: [{ role: 'mail' }] };

describe('a matcher', () => {
  test.each<[string, Matcher, boolean]>([
    ['its key', { kind: 'vm', key: keyOf(ID.vm) }, true],
    ['the key of its scale set', { kind: 'vm', key: keyOf(SET) }, true],
    ['another key', { kind: 'vm', key: keyOf(ID.nic) }, false],
    ['the subscription as a whole', { kind: 'subscription', id: OWN as SubscriptionId }, false],
    ['its name', { kind: 'pattern', name: 'pool_*' }, true],
    ['the name of its scale set', { kind: 'pattern', name: 'pool' }, true],
    ['a tag of its scale set', { kind: 'pattern', tag: { stage: 'prod' } }, true],
    ['a tag that it has itself, otherwise', { kind: 'pattern', tag: { role: 'mail' } }, false],
    ['a tag that it has itself', { kind: 'pattern', tag: { ROLE: 'web' } }, true],
    ['a tag with another spelling of the value', { kind: 'pattern', tag: { role: 'Web' } }, false],
    ['every tag', { kind: 'pattern', tag: { role: 'web', stage: 'prod' } }, true],
    ['one tag of two', { kind: 'pattern', tag: { role: 'web', stage: 'test' } }, false],
    ['name and tag', { kind: 'pattern', name: 'pool*', tag: { role: 'web' } }, true],
    ['name without the tag', { kind: 'pattern', name: 'pool*', tag: { role: 'x' } }, false],
    ['tag without the name', { kind: 'pattern', name: 'x*', tag: { role: 'web' } }, false],
    ['nothing stated', { kind: 'pattern' }, false],
  ])('of an instance by %s', (_, matcher, expected) => {
    expect(matches(matcher, instance)).toBe(expected);
  });

  test.each<[string, Matcher, boolean]>([
    ['its ID', { kind: 'subscription', id: OWN as SubscriptionId }, true],
    ['another ID', { kind: 'subscription', id: OTHER as SubscriptionId }, false],
    ['a VM', { kind: 'vm', key: keyOf(ID.vm) }, false],
    ['its name', { kind: 'pattern', name: 'sal*' }, true],
    ['its tag', { kind: 'pattern', tag: { role: 'mail' } }, true],
  ])('of a subscription by %s', (_, matcher, expected) => {
    expect(matches(matcher, whole)).toBe(expected);
  });
});
