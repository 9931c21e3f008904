import { describe, expect, test } from 'vitest';
import { collectTenant, type TenantCollection } from '../../src/collect/collect-tenant.ts';
import type { ScopedSubscription } from '../../src/collect/scope.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { read, unreadable, vm } from '../network/builders.ts';
import {
  aReader,
  aSubscription,
  aTurn,
  everythingFurther,
  kindsRead,
  nothingFurther,
} from './reader-builder.ts';

function toRead(count: number): readonly ScopedSubscription[] {
  return Array.from({ length: count }, (_, at) => ({ kind: 'read', subscription: aSubscription(at) }));
}

interface Collected {
  readonly kept: readonly SubscriptionFacts[];
  readonly failure: unknown;
}

async function collect(changes: Partial<TenantCollection>): Promise<Collected> {
  const kept: SubscriptionFacts[] = [];
  const failure = await collectTenant({
    reader: aReader(),
    subscriptions: toRead(5),
    concurrency: 3,
    now: () => '2026-11-23T02:00:00Z',
    keep: async (facts) => {
      kept.push(facts);
    },
    nextFact: nothingFurther,
    signal: new AbortController().signal,
    ...changes,
  }).then(
    () => undefined,
    (cause: unknown) => cause,
  );
  return { kept, failure };
}

function namesOf({ kept }: Collected): readonly string[] {
  return kept.map(({ subscription }) => subscription.name).toSorted();
}

describe('collecting a tenant', () => {
  test('keeps the facts of every subscription once', async () => {
    const collected = await collect({});
    expect(collected.failure).toBeUndefined();
    expect(namesOf(collected)).toEqual([0, 1, 2, 3, 4].map((at) => `subscription ${at}`));
  });

  test('lists those left out and those not visible without asking', async () => {
    const reader = aReader();
    const { kept } = await collect({
      reader,
      subscriptions: [
        { kind: 'left-out', subscription: aSubscription(1), why: 'subscription-excluded' },
        { kind: 'left-out', subscription: aSubscription(2), why: 'subscription-delegated' },
        { kind: 'not-visible', subscription: aSubscription(3) },
      ],
    });
    expect(reader.asked).toEqual([]);
    expect(kept.map(({ readings }) => readings.virtualMachines)).toMatchObject([
      { kind: 'not-asked', why: 'subscription-excluded' },
      { kind: 'not-asked', why: 'subscription-delegated' },
      { kind: 'unreadable', problem: { code: 'SubscriptionNotFound' } },
    ]);
    expect(kept.map(kindsRead)).toEqual([[], [], ['virtualMachines']]);
  });

  test('asks of every subscription what can still decide something', async () => {
    const { kept } = await collect({ nextFact: everythingFurther, subscriptions: toRead(2) });
    for (const { readings } of kept)
      expect(readings.machineOperations).toEqual({ kind: 'read', items: [], malformed: 0 });
    const spared = await collect({ subscriptions: toRead(1) });
    expect(spared.kept.map(({ readings }) => readings.disks.kind)).toEqual(['not-asked']);
  });

  test('one that cannot be read takes nothing from the others', async () => {
    const broken = aSubscription(2).id;
    const collected = await collect({
      reader: aReader({
        answers: (id) => ({ virtualMachines: id === broken ? unreadable() : read([vm()]) }),
      }),
    });
    const readable = collected.kept.filter(({ readings }) => readings.virtualMachines.kind === 'read');
    expect(collected.kept).toHaveLength(5);
    expect(readable).toHaveLength(4);
  });

  test.each([1, 2, 7])('has at most %i subscriptions in flight', async (concurrency) => {
    const inFlight = new Set<string>();
    let most = 0;
    await collect({
      concurrency,
      subscriptions: toRead(20),
      reader: aReader({
        async before({ subscription }) {
          inFlight.add(subscription);
          most = Math.max(most, inFlight.size);
          await aTurn();
        },
      }),
      async keep({ subscription }) {
        await aTurn();
        inFlight.delete(subscription.id);
      },
    });
    expect(most).toBe(concurrency);
  });

  test('when it is interrupted takes up no further one, keeps nothing more, and throws the reason', async () => {
    const interruption = new AbortController();
    const reader = aReader({
      async before({ subscription }) {
        await aTurn();
        if (subscription === aSubscription(3).id) interruption.abort(new Error('interrupted by SIGINT'));
      },
    });
    const collected = await collect({
      reader,
      subscriptions: toRead(50),
      concurrency: 1,
      signal: interruption.signal,
    });
    expect(collected.failure).toEqual(new Error('interrupted by SIGINT'));
    expect(namesOf(collected)).toEqual(['subscription 0', 'subscription 1', 'subscription 2']);
    expect(new Set(reader.asked.map(({ subscription }) => subscription)).size).toBe(4);
  });

  test('that was interrupted before it began asks nothing', async () => {
    const reader = aReader();
    const { failure, kept } = await collect({
      reader,
      signal: AbortSignal.abort(new Error('interrupted by SIGTERM')),
    });
    expect(failure).toEqual(new Error('interrupted by SIGTERM'));
    expect([reader.asked, kept]).toEqual([[], []]);
  });

  test('whose facts cannot be kept stops, throws why, and leaves nothing running behind it', async () => {
    const reader = aReader();
    let running = 0;
    const { failure } = await collect({
      reader,
      subscriptions: toRead(50),
      async keep() {
        running += 1;
        await aTurn();
        running -= 1;
        throw new Error('the disk is full');
      },
    });
    expect(failure).toEqual(new Error('the disk is full'));
    expect(running).toBe(0);
    const asked = reader.asked.length;
    expect(new Set(reader.asked.map(({ subscription }) => subscription)).size).toBeLessThan(7);
    await aTurn();
    expect(reader.asked).toHaveLength(asked);
  });
});
