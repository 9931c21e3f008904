import { describe, expect, test } from 'vitest';
import { type FactQuestion, nextFact } from '../../src/assess/next-fact.ts';
import { NO_DECLARATIONS, type SubscriptionDeclaration } from '../../src/model/declarations.ts';
import type { RevisionName } from '../../src/model/revision.ts';
import type { FactKind, SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { type Items, read, unreadable } from '../network/builders.ts';
import { machine, nicOf, subscriptionWith } from './facts-builder.ts';

const vm = machine('mail', { timeCreated: '2019-01-01T00:00:00Z' });
const ONE_VM: Items = { virtualMachines: [vm], networkInterfaces: [nicOf(vm)] };
const KNOWN: Items = { ...ONE_VM, aliases: [{ name: 'young', createdTime: '2021-03-01T00:00:00Z' }] };
const GRANTED = { exemption: { grantedOn: '2024-05-01' } };

interface Asked {
  readonly items: Items;
  readonly quotaId?: string;
  readonly declared?: SubscriptionDeclaration;
  readonly tagNames?: readonly string[];
  readonly revision?: RevisionName;
}

function ask({ items, quotaId = 'PayAsYouGo_2014-09-01', ...asked }: Asked): readonly FactKind[] {
  let facts: SubscriptionFacts = subscriptionWith(items, { quotaId });
  const { declared, tagNames = [], revision = '2020-11' } = asked;
  const subscriptions = new Map(declared === undefined ? [] : [[facts.subscription.id, declared] as const]);
  const question: FactQuestion = {
    cloud: 'AzureCloud',
    revision,
    declarations: { ...NO_DECLARATIONS, subscriptions },
    tagNames,
  };
  const kinds: FactKind[] = [];
  for (let kind = nextFact(facts, question); kind !== undefined; kind = nextFact(facts, question)) {
    expect(kinds).not.toContain(kind);
    kinds.push(kind);
    facts = { ...facts, readings: { ...facts.readings, [kind]: read([]) } };
  }
  return kinds;
}

const WITNESSES = [
  'billingSubscriptions',
  'billingPeriods',
  'policyAssignments',
  'resourceGroups',
  'disks',
  'resources',
];

describe('the facts that are worth asking for one by one', () => {
  test('are none where the side of the cut-off is known', () => {
    expect(ask({ items: KNOWN })).toEqual([]);
  });

  test('are the further witnesses, each once, while it is not', () => {
    expect(ask({ items: ONE_VM })).toEqual(WITNESSES);
  });

  test('are the resource groups for their tags, and only where there are machines', () => {
    expect(ask({ items: KNOWN, tagNames: ['owner'] })).toEqual(['resourceGroups']);
    expect(ask({ items: {}, tagNames: ['owner'] })).toEqual([]);
    const asked = ask({ items: ONE_VM, tagNames: ['owner'] });
    expect(asked[0]).toBe('resourceGroups');
    expect(asked.toSorted()).toEqual(WITNESSES.toSorted());
  });

  test('never hold one whose answer is there, also where it could not be read', () => {
    const items = { ...KNOWN, resourceGroups: unreadable<never>(), machineOperations: unreadable<never>() };
    expect(ask({ items, tagNames: ['owner'], declared: GRANTED })).toEqual([]);
  });

  test.each<[string, Asked, boolean]>([
    ['an exemption with a day and a NIC without a flag', { items: KNOWN, declared: GRANTED }, true],
    ['an exemption without a day', { items: KNOWN, declared: { exemption: {} } }, false],
    ['no exemption', { items: KNOWN }, false],
    [
      'a NIC with a flag',
      {
        items: { ...KNOWN, networkInterfaces: [nicOf(vm, { allowPort25Out: false })] },
        declared: GRANTED,
      },
      false,
    ],
    [
      'a VM made since',
      {
        items: { ...KNOWN, virtualMachines: [{ ...vm, timeCreated: '2024-06-01T00:00:00Z' }] },
        declared: GRANTED,
      },
      false,
    ],
    [
      'a subscription that is open anyway',
      { items: KNOWN, declared: { ...GRANTED, offer: 'enterprise-agreement' } },
      false,
    ],
    [
      'one that only the current revision has open',
      { items: KNOWN, declared: { ...GRANTED, createdOn: '2016-01-01', offer: 'other' } },
      true,
    ],
  ])('with %s: %o', (_, asked, needed) => {
    expect(ask(asked).includes('machineOperations')).toBe(needed);
  });
});
