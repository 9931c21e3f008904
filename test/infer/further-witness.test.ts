import { describe, expect, test } from 'vitest';
import { furtherWitness } from '../../src/infer/further-witness.ts';
import type { FactKind, SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import type { Times } from './facts.ts';
import { factsOf, forbidden, read } from './facts.ts';

const OLD = '2016-03-01T12:00:00Z';
const YOUNG = '2021-03-01T12:00:00Z';
const NEAR = '2017-11-15T12:00:00Z';
const ALL = 'billingSubscriptions billingPeriods policyAssignments resourceGroups disks resources'.split(' ');

/** The lists that are asked for one after the other, when none of them yields anything. */
function asked(times: Times, declaredOn?: string): readonly string[] {
  let facts = factsOf({ vms: [YOUNG], ...times });
  const kinds: FactKind[] = [];
  for (;;) {
    const next = furtherWitness(facts, declaredOn);
    if (next === undefined) return kinds;
    kinds.push(next);
    facts = withReading(facts, next, read());
  }
}

function withReading(facts: SubscriptionFacts, kind: FactKind, reading: unknown): SubscriptionFacts {
  return { ...facts, readings: { ...facts.readings, [kind]: reading } };
}

describe('what to ask for while the side of the cut-off is open', () => {
  test.for<readonly [string, Times, readonly string[]]>([
    ['nothing strong is known', {}, ALL],
    ['a role assignment is younger', { roles: [YOUNG] }, ALL],
    ['a role assignment is too near to tell', { roles: [NEAR] }, ALL],
    ['a purchase is too near: a weak witness is set aside', { purchases: [NEAR] }, ALL.slice(1, 3)],
    ['a purchase was a transfer', { purchases: [NEAR], roles: ['2017-11-14T01:00:00Z'] }, ALL.slice(1)],
    ['an alias is too near, and stands whatever is said', { aliases: [NEAR] }, []],
    ['strong witnesses contradict each other', { aliases: [YOUNG], roles: [OLD] }, []],
    ['a purchase and an alias contradict each other', { aliases: [YOUNG], purchases: [OLD] }, []],
  ])('%s', ([, times, kinds]) => {
    expect(asked(times)).toEqual(kinds);
  });

  test.for<readonly [string, Times]>([
    ['a role assignment', { roles: [OLD] }],
    ['an alias before', { aliases: [OLD] }],
    ['an alias after', { aliases: [YOUNG] }],
    ['a machine', { vms: [OLD] }],
    ['an instance', { instances: [OLD] }],
  ])('nothing once %s tells', ([, times]) => {
    expect(asked(times)).toEqual([]);
  });

  test.each([
    ['2016-03-01', []],
    ['2021-03-01', []],
    ['2017-11-15', []],
    ['some day', ALL],
  ])('declared for %s: %j', (declaredOn, kinds) => {
    expect(asked({}, declaredOn)).toEqual(kinds);
  });

  test.each(['vms', 'instances'])('for a subscription with %s only', (list) => {
    expect(furtherWitness(factsOf({ [list]: [undefined] }), undefined)).toBe('billingSubscriptions');
  });

  test('nothing for a subscription without machines, or of which none could be read', () => {
    expect(furtherWitness(factsOf({ instances: [] }), undefined)).toBeUndefined();
    expect(furtherWitness(factsOf({}, { virtualMachines: forbidden() }), undefined)).toBeUndefined();
  });

  test('a list that could not be read is not asked for again', () => {
    const refused = factsOf({ vms: [YOUNG] }, { billingSubscriptions: forbidden() });
    expect(furtherWitness(refused, undefined)).toBe('billingPeriods');
  });

  test('the first list that settles the side is the last', () => {
    const facts = factsOf({ vms: [YOUNG], purchases: [] });
    expect(furtherWitness(facts, undefined)).toBe('billingPeriods');
    const settled = withReading(facts, 'billingPeriods', read({ name: '201603', endDate: '2016-03-31' }));
    expect(furtherWitness(settled, undefined)).toBeUndefined();
  });
});
