import { describe, expect, test } from 'vitest';
import { collectSubscription } from '../../src/collect/collect-subscription.ts';
import { factKinds } from '../../src/collect/fact-plan.ts';
import type { AzureReader } from '../../src/collect/reader.ts';
import type { ScaleSetFact } from '../../src/model/compute-facts.ts';
import type { Reading } from '../../src/model/reading.ts';
import type { FactKind, FactOf, SubscriptionFact } from '../../src/model/subscription-facts.ts';
import { id, OWN, unreadable, vm } from '../network/builders.ts';
import { everythingFurther } from './reader-builder.ts';

const NONE: Reading<never> = { kind: 'read', items: [], malformed: 0 };
const NOT_NEEDED: Reading<never> = { kind: 'not-asked', why: 'not-needed' };
const OF_MACHINES: readonly FactKind[] = ['networkInterfaces', 'networkSecurityGroups', 'routeTables'];

function read<T>(...items: readonly T[]): Reading<T> {
  return { kind: 'read', items, malformed: 0 };
}

function scaleSet(instances: ScaleSetFact['instances']): ScaleSetFact {
  const lists = { instances, networkInterfaces: NONE, publicAddresses: NOT_NEEDED };
  return { id: id('Microsoft.Compute/virtualMachineScaleSets/web'), name: 'web', ...lists };
}

/** The kinds asked for, in order, of a subscription that answers so; whatever is left out is empty. */
async function askedOf(answers: { readonly [K in FactKind]?: Reading<FactOf<K>> }) {
  const asked: FactKind[] = [];
  const reader: AzureReader = {
    subscriptions: () => Promise.resolve(NONE),
    subscription: () => Promise.resolve(NONE),
    managementGroupSubscriptions: () => Promise.resolve(NONE),
    read<K extends FactKind>(kind: K): Promise<Reading<FactOf<K>>> {
      asked.push(kind);
      return Promise.resolve((answers[kind] as Reading<FactOf<K>> | undefined) ?? NONE);
    },
    counts: () => ({ total: 0, throttled: 0, retried: 0, failed: 0 }),
  };
  const facts = await collectSubscription({
    reader,
    subscription: {
      id: OWN,
      name: 'sub',
      state: 'Enabled',
      managedByTenants: [],
    } as unknown as SubscriptionFact,
    collectedAt: '2026-11-23T02:00:00Z',
    nextFact: everythingFurther,
  });
  return { asked, facts };
}

describe('what a subscription is asked for', () => {
  test('begins with its VMs and scale sets, each kind once', async () => {
    const { asked } = await askedOf({ virtualMachines: read(vm()) });
    expect(asked.slice(0, 2)).toEqual(['virtualMachines', 'scaleSets']);
    expect(asked.toSorted()).toEqual(factKinds().toSorted());
  });

  test('with instances and no VMs is all but power states', async () => {
    const { asked, facts } = await askedOf({ scaleSets: read(scaleSet(read(vm()))) });
    expect(asked.toSorted()).toEqual(
      factKinds()
        .filter((kind) => kind !== 'powerStates')
        .toSorted(),
    );
    expect(facts.readings.powerStates).toEqual({ kind: 'not-asked', why: 'no-virtual-machines' });
    expect(facts.readings.scaleSets).toMatchObject({ kind: 'read', items: [{ name: 'web' }] });
  });

  test.each<[string, Reading<ScaleSetFact>]>([
    ['no scale sets', NONE],
    ['a Flexible scale set', read(scaleSet(NOT_NEEDED))],
    ['a scale set without instances', read(scaleSet(NONE))],
  ])('with no VMs and %s is nothing that only they need', async (_, scaleSets) => {
    const { asked, facts } = await askedOf({ scaleSets });
    for (const kind of OF_MACHINES) {
      expect(asked).not.toContain(kind);
      expect(facts.readings[kind]).toEqual({ kind: 'not-asked', why: 'no-virtual-machines' });
    }
  });

  test.each<[string, Reading<ScaleSetFact>]>([
    ['scale sets', unreadable()],
    ['instances of a scale set', read(scaleSet(unreadable()))],
  ])('with no VMs and unreadable %s is what they might need', async (_, scaleSets) => {
    const { asked } = await askedOf({ scaleSets });
    expect(asked).toEqual(expect.arrayContaining([...OF_MACHINES]));
  });

  test('that is gone is nothing more', async () => {
    const problem = { status: 404, code: 'SubscriptionNotFound', message: 'gone' };
    const { asked, facts } = await askedOf({ virtualMachines: { kind: 'unreadable', problem, items: [] } });
    expect(asked).toEqual(['virtualMachines']);
    expect(facts.readings.scaleSets).toEqual(NOT_NEEDED);
  });
});
