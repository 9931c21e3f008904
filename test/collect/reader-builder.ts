import { FACT_PLAN, factKinds } from '../../src/collect/fact-plan.ts';
import type { NextFact } from '../../src/collect/read-further.ts';
import type { AzureReader } from '../../src/collect/reader.ts';
import type { Reading } from '../../src/model/reading.ts';
import type {
  FactKind,
  FactOf,
  SubscriptionFact,
  SubscriptionFacts,
} from '../../src/model/subscription-facts.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import { facts } from '../network/builders.ts';

/** What an in-memory Azure answers for one subscription; a kind that is left out is an empty list. */
export type Answers = { readonly [K in FactKind]?: Reading<FactOf<K>> };

/** One request as it was made, and how it went. */
interface Asked {
  readonly kind: FactKind;
  readonly subscription: SubscriptionId;
}

/** An Azure in memory that remembers what it was asked, in order, and how many requests were under way at once at most. */
export interface MemoryReader extends AzureReader {
  readonly asked: readonly Asked[];
  readonly mostAtOnce: () => number;
}

/** How the in-memory Azure answers. `before` runs before each answer: it may wait, abort or throw. */
export interface Behaviour {
  readonly answers?: (subscription: SubscriptionId) => Answers;
  readonly before?: (asked: Asked) => Promise<void> | void;
}

/** Lets everything else that can go on go on first. */
export function aTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** An in-memory Azure. */
export function aReader({ answers = () => ({}), before = aTurn }: Behaviour = {}): MemoryReader {
  const asked: Asked[] = [];
  let atOnce = 0;
  let most = 0;
  return {
    asked,
    mostAtOnce: () => most,
    subscriptions: () => Promise.resolve({ kind: 'read', items: [], malformed: 0 }),
    async read<K extends FactKind>(kind: K, subscription: SubscriptionId): Promise<Reading<FactOf<K>>> {
      asked.push({ kind, subscription });
      atOnce += 1;
      most = Math.max(most, atOnce);
      try {
        await before({ kind, subscription });
        return (answers(subscription)[kind] as Reading<FactOf<K>> | undefined) ?? nothing();
      } finally {
        atOnce -= 1;
      }
    },
    subscription: () => Promise.resolve(nothing()),
    managementGroupSubscriptions: () => Promise.resolve(nothing()),
    counts: () => ({ total: asked.length, throttled: 0, retried: 0, failed: 0 }),
  };
}

function nothing<T>(): Reading<T> {
  return { kind: 'read', items: [], malformed: 0 };
}

/** Nothing more can decide anything. */
export const nothingFurther: NextFact = () => undefined;

/** Everything can still decide something: each further kind in turn, until all were asked. */
export const everythingFurther: NextFact = ({ readings }) =>
  factKinds().find((kind) => FACT_PLAN[kind] === 'further' && readings[kind].kind === 'not-asked');

/** The list entry of the subscription with this number, changed as told. */
export function aSubscription(
  number: number,
  changes: Partial<Omit<SubscriptionFact, 'id'>> = {},
): SubscriptionFact {
  const id = `${String(number).padStart(8, '0')}-0000-0000-0000-000000000000`;
  return { ...facts({}, id).subscription, name: `subscription ${number}`, ...changes };
}

/** The readings that were asked for. */
export function kindsRead({ readings }: SubscriptionFacts): readonly string[] {
  return Object.entries(readings).flatMap(([kind, reading]) => (reading.kind === 'not-asked' ? [] : [kind]));
}
