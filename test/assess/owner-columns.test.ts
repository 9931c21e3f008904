import { describe, expect, test } from 'vitest';
import type { SenderEntry } from '../../src/model/declarations.ts';
import type { SubscriptionFact } from '../../src/model/subscription-facts.ts';
import { type Items, id, read, scaleSet, unreadable } from '../network/builders.ts';
import { judge, machine, subscriptionWith } from './facts-builder.ts';

type Tags = Readonly<Record<string, string>>;

const GROUP = id('x').split('/providers/')[0] as ReturnType<typeof id>;

function group(tags: Tags, name = 'RG'): NonNullable<Items['resourceGroups']> {
  return [{ id: GROUP, name, tags }];
}

/** The tags of a VM's finding; the names asked for are `Owner` and `cost center`. */
function tagsOf(items: Items, changes: Partial<Omit<SubscriptionFact, 'id'>> = {}, tagNames = ['Owner']) {
  return judge(subscriptionWith(items, changes), { tagNames }).vms.map(({ tags }) => tags);
}

describe('the owner tags of a VM', () => {
  const own = machine('mail', { tags: { owner: 'anna', other: 'x' } });
  const bare = machine('mail');
  const tagged = { tags: { OWNER: 'carla' } };

  test.each<[string, Items, Tags]>([
    [
      'its own first',
      { virtualMachines: [own], resourceGroups: group({ Owner: 'bert' }) },
      { Owner: 'anna' },
    ],
    [
      'else its resource group’s',
      { virtualMachines: [bare], resourceGroups: group({ owner: 'bert' }) },
      { Owner: 'bert' },
    ],
    [
      'else the subscription’s',
      { virtualMachines: [bare], resourceGroups: group({ stage: 'prod' }) },
      { Owner: 'carla' },
    ],
    [
      'also where the group is not listed',
      { virtualMachines: [bare], resourceGroups: [] },
      { Owner: 'carla' },
    ],
    ['but not where the groups were not read', { virtualMachines: [bare], resourceGroups: unreadable() }, {}],
    ['nor where nobody asked for them', { virtualMachines: [bare] }, {}],
    ['and its own in any case', { virtualMachines: [own], resourceGroups: unreadable() }, { Owner: 'anna' }],
  ])('are %s', (_, items, tags) => {
    expect(tagsOf(items, tagged)).toEqual([tags]);
  });

  test('are none unless they are asked for, by the names asked for', () => {
    expect(tagsOf({ virtualMachines: [own] }, {}, [])).toEqual([{}]);
    expect(tagsOf({ virtualMachines: [own] }, {}, ['OTHER', 'none'])).toEqual([{ OTHER: 'x' }]);
  });

  test('of an instance are its own, else its scale set’s, before the group’s', () => {
    const set = scaleSet({ tags: { owner: 'dora', stage: 'prod' } });
    const instances = [
      machine('pool_0', { id: `${set.id}/virtualMachines/0` as typeof set.id, tags: { stage: 'test' } }),
      machine('pool_1', { id: `${set.id}/virtualMachines/1` as typeof set.id }),
    ];
    const items = {
      scaleSets: [{ ...set, instances: read(instances) }],
      resourceGroups: group({ owner: 'bert', stage: 'dev', unit: 'hr' }),
    };
    expect(tagsOf(items, {}, ['owner', 'stage', 'unit'])).toEqual([
      { owner: 'dora', stage: 'test', unit: 'hr' },
      { owner: 'dora', stage: 'prod', unit: 'hr' },
    ]);
  });

  test('of an instance of a Flexible scale set are its set’s too', () => {
    const set = scaleSet({ orchestration: 'Flexible', tags: { owner: 'dora' } });
    const vm = machine('flex_1', { scaleSet: set.id.toUpperCase() as typeof set.id });
    expect(tagsOf({ virtualMachines: [vm], scaleSets: [set] })).toEqual([{ Owner: 'dora' }]);
  });
});

describe('the VMs that are meant to send mail', () => {
  const senders: readonly SenderEntry[] = [
    { matcher: { kind: 'pattern', name: 'mx-*' }, line: 4 },
    { matcher: { kind: 'pattern', tag: { role: 'mail' } }, line: 5 },
  ];
  const vms = [
    machine('MX-1'),
    machine('web-1'),
    machine('web-2', { tags: { Role: 'mail' } }),
    machine('web-3', { tags: { role: 'Mail' } }),
  ];

  test('are those that match any entry, and are counted', () => {
    const { vms: found, subscription } = judge(subscriptionWith({ virtualMachines: vms }), {
      declarations: { senders },
    });
    expect(found.filter(({ sender }) => sender).map(({ name }) => name)).toEqual(['MX-1', 'web-2']);
    expect(subscription.senders).toBe(2);
  });

  test('are not found by the tags of the group or the subscription, which only the columns inherit', () => {
    const inherited = { role: 'mail' };
    const items = { virtualMachines: [machine('web-1')], resourceGroups: group(inherited) };
    const { vms: found } = judge(subscriptionWith(items, { tags: inherited }), {
      declarations: { senders },
      tagNames: ['role'],
    });
    expect(found).toMatchObject([{ sender: false, tags: inherited }]);
  });

  test('are none where nothing is declared', () => {
    const { vms: found, subscription } = judge(subscriptionWith({ virtualMachines: vms }));
    expect(found.some(({ sender }) => sender)).toBe(false);
    expect(subscription.senders).toBe(0);
  });
});
