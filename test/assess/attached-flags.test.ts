import { describe, expect, test } from 'vitest';
import { allNicsRead, attachedFlags } from '../../src/assess/attached-flags.ts';
import type { NicFact } from '../../src/model/network-facts.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import { type Items, id, nic, OTHER, read, scaleSet, unreadable } from '../network/builders.ts';
import { machine, nicOf, subscriptionWith } from './facts-builder.ts';

const old = machine('old', { timeCreated: '2016-01-01T00:00:00Z' });
const young = machine('young', { timeCreated: '2024-01-01T00:00:00Z' });
const ageless = machine('ageless');

/** A NIC that nothing lists. */
function loose(virtualMachine: ResourceId | undefined): NicFact {
  const at = id('Microsoft.Network/networkInterfaces/loose');
  const base = nic({ allowPort25Out: true }, at);
  const { virtualMachine: _, ...properties } = base.properties ?? { ipConfigurations: [] };
  return { ...base, properties: { ...properties, ...(virtualMachine && { virtualMachine }) } };
}

/** A NIC that names no VM. */
function withoutBackReference(of: NicFact): NicFact {
  const { virtualMachine: _, ...properties } = of.properties ?? { ipConfigurations: [] };
  return { ...of, properties };
}

/** A list that broke off after these. */
function broken(...items: readonly NicFact[]): Reading<NicFact> {
  return { kind: 'unreadable', problem: { code: 'RepeatedLink', message: 'no' }, items };
}

const upper = (text: ResourceId) => text.toUpperCase() as ResourceId;

interface Case {
  readonly name: string;
  readonly vms: Items['virtualMachines'];
  readonly nics: Items['networkInterfaces'];
  readonly flags: readonly object[];
}

const CASES: readonly Case[] = [
  { name: 'no NICs, no flags', vms: [old], nics: [], flags: [] },
  {
    name: 'every NIC of a VM counts, with the age of its VM',
    vms: [old, young],
    nics: [nicOf(old, { allowPort25Out: true }), nicOf(young, { allowPort25Out: false })],
    flags: [
      { flag: true, createdAt: '2016-01-01T00:00:00Z' },
      { flag: false, createdAt: '2024-01-01T00:00:00Z' },
    ],
  },
  {
    name: 'a VM whose age is not known counts without it',
    vms: [ageless],
    nics: [nicOf(ageless, { allowPort25Out: true })],
    flags: [{ flag: true }],
  },
  {
    name: 'a second NIC counts too, also when the VM does not list it',
    vms: [ageless],
    nics: [nicOf(ageless, { allowPort25Out: false }), loose(ageless.id)],
    flags: [{ flag: false }, { flag: true }],
  },
  { name: 'a NIC that does not report a flag says nothing', vms: [old], nics: [nicOf(old)], flags: [] },
  {
    name: 'nor does a NIC without properties',
    vms: [old],
    nics: [{ id: nicOf(old).id, name: 'x' }],
    flags: [],
  },
  {
    name: 'a NIC of a service or a private endpoint counts for nobody',
    vms: [old],
    nics: [loose(undefined)],
    flags: [],
  },
  {
    name: 'a NIC whose VM is gone counts for nobody',
    vms: [],
    nics: [nicOf(old, { allowPort25Out: true })],
    flags: [],
  },
  {
    name: 'a NIC of a VM in another subscription counts for nobody here',
    vms: [old],
    nics: [loose(id('Microsoft.Compute/virtualMachines/old', OTHER))],
    flags: [],
  },
  {
    name: 'a NIC that names no VM belongs to the one that lists it',
    vms: [young],
    nics: [withoutBackReference(nicOf(young, { allowPort25Out: true }))],
    flags: [{ flag: true, createdAt: '2024-01-01T00:00:00Z' }],
  },
  {
    name: 'a NIC that names another VM than the one that lists it goes by its own word',
    vms: [old, young],
    nics: [nicOf(old, { allowPort25Out: true, virtualMachine: young.id })],
    flags: [{ flag: true, createdAt: '2024-01-01T00:00:00Z' }],
  },
  {
    name: 'a NIC whose reference carries no ID belongs to nobody',
    vms: [old],
    nics: [nicOf(old, { allowPort25Out: true, virtualMachine: '(reference without an ID)' as ResourceId })],
    flags: [],
  },
  {
    name: 'letter case makes no difference, in either direction',
    vms: [old, { ...ageless, networkInterfaces: [{ id: upper(nicOf(ageless).id) }] }],
    nics: [
      nicOf(old, { allowPort25Out: true, virtualMachine: upper(old.id) }),
      withoutBackReference(nicOf(ageless, { allowPort25Out: false })),
    ],
    flags: [{ flag: true, createdAt: '2016-01-01T00:00:00Z' }, { flag: false }],
  },
  {
    name: 'what was read before a list broke off counts',
    vms: [old],
    nics: broken(nicOf(old, { allowPort25Out: true })),
    flags: [{ flag: true, createdAt: '2016-01-01T00:00:00Z' }],
  },
  {
    name: 'lists that were not asked for hold nothing',
    vms: { kind: 'not-asked', why: 'subscription-disabled' },
    nics: read([nicOf(old, { allowPort25Out: true })]),
    flags: [],
  },
];

describe('the flags that tell of an exemption', () => {
  test.each(CASES)('$name', ({ vms = [], nics = [], flags }) => {
    const facts = subscriptionWith({ virtualMachines: vms, networkInterfaces: nics });
    expect(attachedFlags(facts)).toEqual(flags);
  });
});

const instance = `${scaleSet().id}/virtualMachines/3` as ResourceId;
const instanceNic = `${instance}/networkInterfaces/nic` as ResourceId;
const member = { id: instance, name: 'set_3', timeCreated: '2024-01-01T00:00:00Z' };
const listing = { ...member, networkInterfaces: [{ id: instanceNic, primary: true }] };
const ofInstance = (flag: boolean, virtualMachine: ResourceId = instance) =>
  nic({ allowPort25Out: flag, virtualMachine }, instanceNic);

interface SetCase {
  readonly name: string;
  readonly set: Partial<ReturnType<typeof scaleSet>>;
  readonly flags: readonly object[];
}

const SET_CASES: readonly SetCase[] = [
  {
    name: 'a NIC of an instance counts, with the age of the instance',
    set: { instances: read([listing]), networkInterfaces: read([ofInstance(true)]) },
    flags: [{ flag: true, createdAt: '2024-01-01T00:00:00Z' }],
  },
  {
    name: 'also where the instance came without a network profile, in any letter case',
    set: { instances: read([member]), networkInterfaces: read([ofInstance(false, upper(instance))]) },
    flags: [{ flag: false, createdAt: '2024-01-01T00:00:00Z' }],
  },
  {
    name: 'and where the NIC names no instance',
    set: {
      instances: read([listing]),
      networkInterfaces: read([withoutBackReference(ofInstance(true))]),
    },
    flags: [{ flag: true, createdAt: '2024-01-01T00:00:00Z' }],
  },
  {
    name: 'a NIC of an instance that is gone counts for nobody',
    set: { instances: read([]), networkInterfaces: read([ofInstance(true)]) },
    flags: [],
  },
  {
    name: 'nor one whose instances could not be read',
    set: { instances: unreadable(), networkInterfaces: read([ofInstance(true)]) },
    flags: [],
  },
  {
    name: 'a NIC that reports no flag says nothing',
    set: { instances: read([listing]), networkInterfaces: read([nic({}, instanceNic)]) },
    flags: [],
  },
];

describe('the flags of NICs of scale-set instances', () => {
  test.each(SET_CASES)('$name', ({ set, flags }) => {
    expect(attachedFlags(subscriptionWith({ scaleSets: [scaleSet(set)] }))).toEqual(flags);
  });

  test('stand beside those of VMs', () => {
    const [{ set } = { set: {} }] = SET_CASES;
    const facts = subscriptionWith({
      virtualMachines: [old],
      networkInterfaces: [nicOf(old, { allowPort25Out: false })],
      scaleSets: [scaleSet(set)],
    });
    expect(attachedFlags(facts).map(({ flag }) => flag)).toEqual([false, true]);
  });
});

const notNeeded = { kind: 'not-asked', why: 'not-needed' } as const;
const noVms = { kind: 'not-asked', why: 'no-virtual-machines' } as const;

describe('whether every NIC was read', () => {
  test.each<{ name: string; items: Items; all: boolean }>([
    { name: 'nothing there', items: {}, all: true },
    { name: 'no VMs, so that NICs were not asked for', items: { networkInterfaces: noVms }, all: true },
    { name: 'no VMs, though NICs are unreadable', items: { networkInterfaces: unreadable() }, all: true },
    { name: 'VMs and NICs', items: { virtualMachines: [old], networkInterfaces: [nicOf(old)] }, all: true },
    {
      name: 'VMs without NICs',
      items: { virtualMachines: [old], networkInterfaces: unreadable() },
      all: false,
    },
    { name: 'NICs without VMs', items: { virtualMachines: unreadable() }, all: false },
    {
      name: 'NICs of which some',
      items: { virtualMachines: [old], networkInterfaces: broken(nicOf(old)) },
      all: false,
    },
    { name: 'no scale sets', items: { scaleSets: unreadable() }, all: false },
    {
      name: 'a disabled subscription',
      items: { virtualMachines: notNeeded, networkInterfaces: notNeeded, scaleSets: notNeeded },
      all: false,
    },
    { name: 'a Uniform scale set', items: { scaleSets: [scaleSet()] }, all: true },
    {
      name: 'a Flexible scale set, whose lists are not asked for',
      items: { scaleSets: [scaleSet({ instances: notNeeded, networkInterfaces: notNeeded })] },
      all: true,
    },
    {
      name: 'a scale set without instances',
      items: { scaleSets: [scaleSet(), scaleSet({ instances: unreadable() })] },
      all: false,
    },
    {
      name: 'a scale set without NICs',
      items: { scaleSets: [scaleSet({ networkInterfaces: unreadable() }), scaleSet()] },
      all: false,
    },
    {
      name: 'a scale set without public addresses',
      items: { scaleSets: [scaleSet({ publicAddresses: unreadable() })] },
      all: true,
    },
  ])('of one with $name read: $all', ({ items, all }) => {
    expect(allNicsRead(subscriptionWith(items))).toBe(all);
  });
});
