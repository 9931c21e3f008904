import { describe, expect, test } from 'vitest';
import { collectSubscription } from '../../src/collect/collect-subscription.ts';
import { FACT_PLAN, factKinds } from '../../src/collect/fact-plan.ts';
import type { NextFact } from '../../src/collect/read-further.ts';
import type { FactKind } from '../../src/model/subscription-facts.ts';
import { read, scaleSet, unreadable, vm } from '../network/builders.ts';
import { type Answers, aReader, aSubscription, everythingFurther, nothingFurther } from './reader-builder.ts';

const FURTHER = factKinds().filter((kind) => FACT_PLAN[kind] === 'further');
const ONE_VM: Answers = { virtualMachines: read([vm()]) };

/** Collects a subscription; `asked` are the further kinds in the order in which they were asked for. */
async function collect(nextFact: NextFact, answers: Answers = ONE_VM) {
  const reader = aReader({ answers: () => answers });
  const facts = await collectSubscription({
    reader,
    subscription: aSubscription(1),
    collectedAt: '2026-11-23T02:00:00Z',
    nextFact,
  });
  const kinds = reader.asked.map(({ kind }) => kind);
  return { facts, kinds, asked: kinds.filter((kind) => FURTHER.includes(kind)) };
}

/** Names the kinds in turn, whatever the facts are. */
function inTurn(...kinds: readonly FactKind[]): NextFact {
  let at = 0;
  return () => kinds[at++];
}

describe('what can still decide something', () => {
  test('is asked one by one, after everything else', async () => {
    const { asked, kinds, facts } = await collect(inTurn('disks', 'billingPeriods'));
    expect(asked).toEqual(['disks', 'billingPeriods']);
    expect(kinds.slice(-2)).toEqual(['disks', 'billingPeriods']);
    expect(facts.readings.disks).toEqual({ kind: 'read', items: [], malformed: 0 });
  });

  test('is decided with all that is known so far, and was not asked before', async () => {
    const seen: string[] = [];
    await collect(({ readings }) => {
      seen.push(`${readings.roleAssignments.kind} ${readings.disks.kind} ${readings.resources.kind}`);
      if (readings.disks.kind === 'not-asked') return 'disks';
      return readings.resources.kind === 'not-asked' ? 'resources' : undefined;
    });
    expect(seen).toEqual(['read not-asked not-asked', 'read read not-asked', 'read read read']);
  });

  test('stands as not needed before the first question', async () => {
    const before: unknown[] = [];
    await collect(({ readings }) => {
      before.push(...FURTHER.map((kind) => readings[kind]));
      return undefined;
    });
    expect(before).toEqual(FURTHER.map(() => ({ kind: 'not-asked', why: 'not-needed' })));
  });

  test('is everything, each kind once, where nothing ever decides', async () => {
    const { asked } = await collect(everythingFurther);
    expect(asked.toSorted()).toEqual(FURTHER.toSorted());
  });

  test('goes on after a kind that could not be read', async () => {
    const { asked, facts } = await collect(inTurn('policyAssignments', 'disks'), {
      ...ONE_VM,
      policyAssignments: unreadable(),
    });
    expect(asked).toEqual(['policyAssignments', 'disks']);
    expect(facts.readings.policyAssignments.kind).toBe('unreadable');
  });

  test.each<[string, NextFact, readonly FactKind[]]>([
    ['always the same kind', () => 'disks', ['disks']],
    ['a kind again', inTurn('disks', 'resources', 'disks', 'billingPeriods'), ['disks', 'resources']],
    ['what every subscription is asked for', inTurn('roleAssignments', 'disks'), []],
    ['the VMs', () => 'virtualMachines', []],
  ])('ends where the answer is %s, and nothing is asked twice', async (_, nextFact, expected) => {
    const { asked, kinds } = await collect(nextFact);
    expect(asked).toEqual(expected);
    expect(new Set(kinds).size).toBe(kinds.length);
  });

  test('is not asked of a subscription that is disabled or gone', async () => {
    const gone = { code: 'SubscriptionNotFound', message: 'gone', status: 404 };
    const { asked, facts } = await collect(everythingFurther, {
      virtualMachines: { kind: 'unreadable', problem: gone, items: [] },
    });
    expect(asked).toEqual([]);
    for (const kind of FURTHER)
      expect(facts.readings[kind]).toEqual({ kind: 'not-asked', why: 'not-needed' });
  });
});

describe('what was not asked says why:', () => {
  test('the side of the cut-off is known, or the log would decide nothing', async () => {
    const { facts } = await collect(nothingFurther);
    for (const kind of FURTHER) {
      const why = kind === 'machineOperations' ? 'cannot-decide' : 'cutoff-known';
      expect(facts.readings[kind]).toEqual({ kind: 'not-asked', why });
    }
  });

  test('there are no machines', async () => {
    const { facts } = await collect(inTurn('resourceGroups'), {});
    expect(facts.readings.resourceGroups.kind).toBe('read');
    for (const kind of FURTHER.filter((each) => each !== 'resourceGroups'))
      expect(facts.readings[kind]).toEqual({ kind: 'not-asked', why: 'no-virtual-machines' });
  });

  test.each<[string, Answers]>([
    ['instances of a scale set', { scaleSets: read([scaleSet({ instances: read([vm()]) })]) }],
    ['scale sets that cannot be read', { scaleSets: unreadable() }],
    ['VMs that cannot be read', { virtualMachines: unreadable() }],
  ])('not that there are no machines where there are %s', async (_, answers) => {
    const { facts } = await collect(nothingFurther, answers);
    expect(facts.readings.disks).toEqual({ kind: 'not-asked', why: 'cutoff-known' });
  });
});
