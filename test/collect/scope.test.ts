import { describe, expect, test } from 'vitest';
import { resolveScope, type ScopeRequest } from '../../src/collect/scope.ts';
import type { SubscriptionFact } from '../../src/model/subscription-facts.ts';
import { aSubscription } from './reader-builder.ts';

const HOME = 'aaaaaaaa-0000-0000-0000-000000000000';
const ELSEWHERE = 'bbbbbbbb-0000-0000-0000-000000000000';

const own = aSubscription(1, { tenantId: HOME });
const other = aSubscription(2, { tenantId: HOME });
const delegated = aSubscription(3, { tenantId: ELSEWHERE });
const unknown = aSubscription(4);
const hidden = aSubscription(9);

interface Case {
  readonly name: string;
  readonly visible: readonly SubscriptionFact[];
  readonly only?: readonly SubscriptionFact[];
  readonly groups?: readonly (readonly SubscriptionFact[])[];
  readonly exclude?: readonly SubscriptionFact[];
  readonly homeTenant?: string | undefined;
  /** Number of the subscription, and what becomes of it. */
  readonly scope: readonly string[];
}

const ALL = [other, own, delegated, unknown];

const CASES: readonly Case[] = [
  {
    name: 'by default everything at home, in order of IDs, and what is delegated is listed',
    visible: ALL,
    scope: ['1 read', '2 read', '3 subscription-delegated', '4 read'],
  },
  { name: 'nothing visible', visible: [], scope: [] },
  {
    name: 'where the home tenant is not known nothing counts as delegated',
    visible: ALL,
    homeTenant: undefined,
    scope: ['1 read', '2 read', '3 read', '4 read'],
  },
  { name: 'only the named ones', visible: ALL, only: [other], scope: ['2 read'] },
  { name: 'a delegated one is read when it is named', visible: ALL, only: [delegated], scope: ['3 read'] },
  {
    name: 'a named one that is not visible stands in the list as such',
    visible: ALL,
    only: [hidden, own],
    scope: ['1 read', '9 not-visible'],
  },
  { name: 'named twice is read once', visible: ALL, only: [own, own], scope: ['1 read'] },
  {
    name: 'named twice and not visible is listed once',
    visible: [],
    only: [hidden, hidden],
    scope: ['9 not-visible'],
  },
  { name: 'listed twice by Azure is read once', visible: [own, other, own], scope: ['1 read', '2 read'] },
  {
    name: 'an excluded one is listed as excluded',
    visible: ALL,
    exclude: [own],
    scope: ['1 subscription-excluded', '2 read', '3 subscription-delegated', '4 read'],
  },
  {
    name: 'excluded wins over named',
    visible: ALL,
    only: [own, other],
    exclude: [own],
    scope: ['1 subscription-excluded', '2 read'],
  },
  {
    name: 'excluded wins over delegated, also when it is named',
    visible: ALL,
    only: [delegated],
    exclude: [delegated],
    scope: ['3 subscription-excluded'],
  },
  {
    name: 'excluding what is not visible changes nothing',
    visible: [own],
    exclude: [hidden],
    scope: ['1 read'],
  },
  {
    name: 'one that is named, excluded and not visible is nobody’s gap',
    visible: ALL,
    only: [own, hidden],
    exclude: [hidden],
    scope: ['1 read'],
  },
  { name: 'only what is below a named group', visible: ALL, groups: [[own]], scope: ['1 read'] },
  {
    name: 'what is below several groups and what is named by itself, each once',
    visible: [own, other, unknown, delegated],
    groups: [[own, other], [other]],
    only: [unknown, own],
    scope: ['1 read', '2 read', '4 read'],
  },
  { name: 'a group without subscriptions is nothing, not everything', visible: ALL, groups: [[]], scope: [] },
  {
    name: 'a member that is not visible stands in the list as such',
    visible: ALL,
    groups: [[own, hidden]],
    scope: ['1 read', '9 not-visible'],
  },
  {
    name: 'excluded wins over a group',
    visible: ALL,
    groups: [[own, other, hidden]],
    exclude: [own, hidden],
    scope: ['1 subscription-excluded', '2 read'],
  },
  {
    name: 'what is below a group is of its tenant, whatever the settings name as home',
    visible: ALL,
    groups: [[delegated]],
    scope: ['3 read'],
  },
];

describe('the scope of a run', () => {
  test.each(CASES)('$name', ({ visible, only = [], groups = [], exclude = [], scope, ...rest }) => {
    const request: ScopeRequest = {
      only: only.map(({ id }) => id),
      groups: groups.map((members, at) => ({ name: `group-${at}`, members: members.map(({ id }) => id) })),
      exclude: exclude.map(({ id }) => id),
      homeTenant: 'homeTenant' in rest ? rest.homeTenant : HOME,
    };
    const found = resolveScope(visible, request).map(
      (each) =>
        `${Number(each.subscription.id.slice(0, 8))} ${each.kind === 'left-out' ? each.why : each.kind}`,
    );
    expect(found).toEqual(scope);
  });

  test('one that is not visible goes by its ID and is in no state that Azure knows', () => {
    const [found] = resolveScope([], { only: [hidden.id], groups: [], exclude: [] });
    expect(found?.subscription).toEqual({
      id: hidden.id,
      name: hidden.id,
      state: 'NotVisible',
      managedByTenants: [],
    });
  });
});
