import pMap from 'p-map';
import { FACT_NAMES, OPTIONAL_FACTS } from '../assess/coverage.ts';
import { FACT_COST } from '../assess/fact-cost.ts';
import { collectSubscription } from '../collect/collect-subscription.ts';
import { FACT_PLAN, factKinds } from '../collect/fact-plan.ts';
import type { AzureReader } from '../collect/reader.ts';
import type { ScopedSubscription } from '../collect/scope.ts';
import type { DoctorFact } from '../model/doctor.ts';
import type { FactKind, SubscriptionFact, SubscriptionFacts } from '../model/subscription-facts.ts';

/** How subscriptions are asked: with what, when (ISO 8601 UTC), and how many at once. */
export interface Probe {
  readonly reader: AzureReader;
  readonly checkedAt: string;
  readonly concurrency: number;
  readonly signal: AbortSignal;
}

const SAMPLE = 5;

/** The subscriptions to ask: all, or a few spread evenly over the list. */
export function sampleOf(scope: readonly ScopedSubscription[], all: boolean): readonly SubscriptionFact[] {
  const readable = scope.flatMap((one) => (one.kind === 'read' ? [one.subscription] : []));
  if (all || readable.length <= SAMPLE) return readable;
  const step = readable.length / SAMPLE;
  return readable.filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step));
}

/** Every further kind is asked for, whether it decides anything or not: the question is whether it can be read. */
function unaskedFurther(facts: SubscriptionFacts): FactKind | undefined {
  return factKinds().find(
    (kind) => FACT_PLAN[kind] === 'further' && facts.readings[kind].kind === 'not-asked',
  );
}

function factOf(kind: FactKind, asked: readonly SubscriptionFacts[]): DoctorFact {
  const readings = asked.map(({ subscription, readings: all }) => ({ subscription, reading: all[kind] }));
  const number = (wanted: string) => readings.filter(({ reading }) => reading.kind === wanted).length;
  return {
    fact: FACT_NAMES[kind],
    required: !OPTIONAL_FACTS.includes(kind),
    read: number('read'),
    notAsked: number('not-asked'),
    unreadable: readings.flatMap(({ subscription, reading }) => {
      if (reading.kind !== 'unreadable') return [];
      const { status, code, message, action } = reading.problem;
      const { id: subscriptionId, name: subscriptionName } = subscription;
      const where = { subscriptionId, subscriptionName };
      return [{ ...where, status: status ?? null, code, message, action: action ?? null }];
    }),
    cost: FACT_COST[kind],
  };
}

/** Asks every kind of fact of the given subscriptions, as an audit would, and tells what could be read. Facts are let go. */
export async function probeFacts(
  subscriptions: readonly SubscriptionFact[],
  { reader, checkedAt, concurrency, signal }: Probe,
): Promise<readonly DoctorFact[]> {
  const asked = await pMap(
    subscriptions,
    async (subscription) => {
      signal.throwIfAborted();
      const request = { reader, subscription, collectedAt: checkedAt, nextFact: unaskedFurther };
      return withoutItems(await collectSubscription(request));
    },
    { concurrency },
  );
  signal.throwIfAborted();
  return factKinds().map((kind) => factOf(kind, asked));
}

/** Only the outcome of each reading is kept: of a whole tenant the facts would fill the memory. */
function withoutItems(facts: SubscriptionFacts): SubscriptionFacts {
  const readings = Object.fromEntries(
    Object.entries(facts.readings).map(([kind, reading]) => [
      kind,
      reading.kind === 'not-asked' ? reading : { ...reading, items: [] },
    ]),
  );
  return { ...facts, readings: readings as SubscriptionFacts['readings'] };
}
