import { describe, expect, test } from 'vitest';
import { attachedFlags } from '../../src/assess/attached-flags.ts';
import type { NicFact } from '../../src/model/network-facts.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import { type Items, id, nic, OTHER, read } from '../network/builders.ts';
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
