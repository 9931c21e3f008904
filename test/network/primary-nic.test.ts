import { expect, test } from 'vitest';
import type { VmFact } from '../../src/model/compute-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import { prepareWorld } from '../../src/network/network-world.ts';
import { primaryNic } from '../../src/network/primary-nic.ts';
import type { Items } from './builders.ts';
import { facts, ID, id, nic, OTHER, tenantOf, unreadable, vm } from './builders.ts';

const second = id('Microsoft.Network/networkInterfaces/nic2');
const foreign = id('Microsoft.Network/networkInterfaces/nic1', OTHER);
const upper = ID.nic.toUpperCase() as ResourceId;
const anotherVm = id('Microsoft.Compute/virtualMachines/vm2');
const both = [nic(), nic({ primary: false }, second)];

type Listed = VmFact['networkInterfaces'];

/** What the VM lists, what else is so, and the NIC that counts or the reason for none. */
const cases: readonly (readonly [words: string, listed: Listed, items: Items, expected: string])[] = [
  [
    'the one marked primary',
    [
      { id: second, primary: true },
      { id: ID.nic, primary: false },
    ],
    { networkInterfaces: both },
    second,
  ],
  ['the only one, marked or not', [{ id: ID.nic }], {}, ID.nic],
  ['the only one, marked false', [{ id: ID.nic, primary: false }], {}, ID.nic],
  ['the one that says so itself', [{ id: second }, { id: ID.nic }], { networkInterfaces: both }, ID.nic],
  [
    'two marked, one says so itself',
    [
      { id: second, primary: true },
      { id: ID.nic, primary: true },
    ],
    { networkInterfaces: both },
    ID.nic,
  ],
  ['one NIC in two spellings is one', [{ id: ID.nic }, { id: upper, primary: true }], {}, ID.nic],
  ['a reference in other letter case finds it', [{ id: upper }], {}, ID.nic],
  [
    'without a back reference it is accepted',
    [{ id: ID.nic }],
    { networkInterfaces: [{ id: ID.nic, name: 'nic1' }] },
    ID.nic,
  ],
  [
    'nobody singles one out',
    [{ id: second }, { id: ID.nic }],
    { networkInterfaces: [nic({ primary: false }), nic({ primary: false }, second)] },
    'primary-nic-unclear',
  ],
  ['no NIC', [], {}, 'no-network-interface'],
  ['no network profile', undefined, {}, 'no-network-interface'],
  ['not in the list', [{ id: second }], {}, 'nic-not-found'],
  [
    'the list cannot be read',
    [{ id: ID.nic }],
    { networkInterfaces: unreadable('read-nics') },
    'nic-not-found',
  ],
  ["in another subscription's list", [{ id: foreign }], {}, 'nic-not-found'],
  [
    'it belongs to another VM',
    [{ id: ID.nic }],
    { networkInterfaces: [nic({ virtualMachine: anotherVm })] },
    'nic-of-another-vm',
  ],
];

test.each(cases)('%s', (...[, networkInterfaces, items, expected]) => {
  const own = facts({ networkInterfaces: [nic()], ...items });
  const other = facts({ networkInterfaces: [nic({}, foreign)] }, OTHER);
  const { networkInterfaces: _, ...bare } = vm();
  const subject = networkInterfaces === undefined ? bare : { ...bare, networkInterfaces };
  const found = primaryNic(subject, prepareWorld(own, tenantOf([own, other])));
  expect(found.kind === 'found' ? found.nic.id : found.reason.code).toBe(expected);
});

test('a list that cannot be read names the missing action', () => {
  const own = facts({ networkInterfaces: unreadable('Microsoft.Network/networkInterfaces/read') });
  expect(primaryNic(vm(), prepareWorld(own, tenantOf([own])))).toMatchObject({
    reason: { why: 'unreadable', action: 'Microsoft.Network/networkInterfaces/read' },
  });
});
