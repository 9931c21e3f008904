import { describe, expect, test } from 'vitest';
import { collectSubscription } from '../../src/collect/collect-subscription.ts';
import { FACT_PLAN, factKinds } from '../../src/collect/fact-plan.ts';
import type { VmFact } from '../../src/model/compute-facts.ts';
import type { Reading, ReadProblem } from '../../src/model/reading.ts';
import { type FactKind, subscriptionFactsSchema } from '../../src/model/subscription-facts.ts';
import { nic, read, vm } from '../network/builders.ts';
import {
  type Answers,
  aReader,
  aSubscription,
  everythingFurther,
  kindsRead,
  nothingFurther,
} from './reader-builder.ts';

const WITH_VMS: readonly FactKind[] = [
  'networkInterfaces',
  'networkSecurityGroups',
  'powerStates',
  'routeTables',
];
const OTHERS_MAY_NEED = factKinds().filter(
  (kind) => !WITH_VMS.includes(kind) && FACT_PLAN[kind] !== 'further',
);

async function collect(answers: Answers, state = 'Enabled', nextFact = everythingFurther) {
  const reader = aReader({ answers: () => answers });
  const facts = await collectSubscription({
    reader,
    subscription: aSubscription(1, { state }),
    collectedAt: '2026-11-23T02:00:00Z',
    nextFact,
  });
  return { facts, asked: reader.asked.map(({ kind }) => kind), mostAtOnce: reader.mostAtOnce() };
}

function failing<T>(problem: Partial<ReadProblem> = {}, ...items: readonly T[]): Reading<T> {
  return {
    kind: 'unreadable',
    problem: { status: 403, code: 'AuthorizationFailed', message: 'no', ...problem },
    items,
  };
}

const oneVm: Answers = { virtualMachines: read<VmFact>([vm()]), networkInterfaces: read([nic()]) };

describe('collecting a subscription', () => {
  test('asks for the VMs first, then for everything else, each kind once and six at a time', async () => {
    const { asked, mostAtOnce, facts } = await collect(oneVm);
    expect(asked[0]).toBe('virtualMachines');
    expect(asked.toSorted()).toEqual(factKinds().toSorted());
    expect(mostAtOnce).toBe(6);
    expect(facts.readings.virtualMachines).toEqual(oneVm.virtualMachines);
    expect(facts.readings.networkInterfaces).toEqual(oneVm.networkInterfaces);
  });

  test('gives facts that a snapshot can hold', async () => {
    const { facts } = await collect(oneVm);
    expect(subscriptionFactsSchema.parse(JSON.parse(JSON.stringify(facts)))).toEqual(facts);
    expect(facts.collectedAt).toBe('2026-11-23T02:00:00Z');
  });

  test('without VMs asks only for what others may route through, and for offer and date', async () => {
    const { asked, facts } = await collect({}, 'Enabled', nothingFurther);
    expect(asked.toSorted()).toEqual(OTHERS_MAY_NEED.toSorted());
    for (const kind of WITH_VMS)
      expect(facts.readings[kind]).toEqual({ kind: 'not-asked', why: 'no-virtual-machines' });
  });

  test('asks for everything when VMs came without an ID, or when their list broke off', async () => {
    const incomplete: readonly Answers[] = [
      { virtualMachines: failing({ code: 'RepeatedLink' }, vm()) },
      { virtualMachines: failing() },
    ];
    for (const answers of incomplete) expect((await collect(answers)).asked).toHaveLength(factKinds().length);
  });

  test.each(['Enabled', 'enabled', 'Warned', 'PastDue', 'NeverHeardOf'])(
    'reads one in state %s',
    async (state) => {
      expect((await collect(oneVm, state)).asked).toHaveLength(factKinds().length);
    },
  );

  test.each(['Disabled', 'disabled', 'DELETED', 'Deleted', 'expired', 'Expired'])(
    'asks nothing of one in state %s',
    async (state) => {
      const { asked, facts } = await collect(oneVm, state);
      expect(asked).toEqual([]);
      for (const reading of Object.values(facts.readings))
        expect(reading).toEqual({ kind: 'not-asked', why: 'subscription-disabled' });
    },
  );

  test.each(['SubscriptionNotFound', 'InvalidSubscriptionId'])(
    'asks nothing more of one that answers %s',
    async (code) => {
      const { asked, facts } = await collect({ virtualMachines: failing({ status: 404, code }) });
      expect(asked).toEqual(['virtualMachines']);
      expect(facts.readings.virtualMachines).toMatchObject({ kind: 'unreadable', problem: { code } });
      expect(kindsRead(facts)).toEqual(['virtualMachines']);
    },
  );

  test('whose VMs are forbidden reads the rest all the same', async () => {
    const { facts } = await collect({ ...oneVm, virtualMachines: failing() });
    expect(facts.readings.virtualMachines.kind).toBe('unreadable');
    expect(facts.readings.networkInterfaces).toEqual(oneVm.networkInterfaces);
  });

  test.each(factKinds().filter((kind) => FACT_PLAN[kind] !== 'first'))(
    'records that %s failed, and reads every other kind',
    async (kind) => {
      const { facts, asked } = await collect({ ...oneVm, [kind]: failing() });
      expect(asked).toHaveLength(factKinds().length);
      const unread = factKinds().filter((each) => facts.readings[each].kind === 'unreadable');
      expect(unread).toEqual([kind]);
    },
  );
});
