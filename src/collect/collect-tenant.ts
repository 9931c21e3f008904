import pMap from 'p-map';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import {
  type CollectRequest,
  collectSubscription,
  invisibleFacts,
  unaskedFacts,
} from './collect-subscription.ts';
import type { AzureReader } from './reader.ts';
import type { ScopedSubscription } from './scope.ts';

export interface TenantCollection {
  readonly reader: AzureReader;
  readonly subscriptions: readonly ScopedSubscription[];
  /** Subscriptions in flight at once. */
  readonly concurrency: number;
  /** The time, ISO 8601 UTC. */
  readonly now: () => string;
  /** Takes one subscription's facts to where they are kept; they are let go here afterwards. */
  readonly keep: (facts: SubscriptionFacts) => Promise<void>;
  /** What of the further kinds to ask next of a subscription, as {@link CollectRequest.nextFact}. */
  readonly nextFact: CollectRequest['nextFact'];
  readonly signal: AbortSignal;
}

function factsOf(
  scoped: ScopedSubscription,
  { reader, now, nextFact }: TenantCollection,
): Promise<SubscriptionFacts> {
  const request = { subscription: scoped.subscription, collectedAt: now() };
  switch (scoped.kind) {
    case 'read':
      return collectSubscription({ ...request, reader, nextFact });
    case 'left-out':
      return Promise.resolve(unaskedFacts(request, scoped.why));
    case 'not-visible':
      return Promise.resolve(invisibleFacts(request, scoped.problem));
  }
}

/**
 * Collects subscription by subscription, each isolated from the others, and holds no facts beyond those in flight. When the signal
 * aborts, or facts cannot be kept, no further subscription is taken up; once those in flight have ended, the reason is thrown.
 */
export async function collectTenant(collection: TenantCollection): Promise<void> {
  const { reader, subscriptions, concurrency, signal } = collection;
  reader.prepare?.(
    subscriptions.flatMap(({ kind, subscription }) => (kind === 'read' ? subscription.id : [])),
  );
  const broken = new AbortController();
  const halted = AbortSignal.any([signal, broken.signal]);
  await pMap(
    subscriptions,
    async (scoped) => {
      if (halted.aborted) return;
      const facts = await factsOf(scoped, collection);
      if (halted.aborted) return;
      await collection.keep(facts).catch((cause: unknown) => broken.abort(cause));
    },
    { concurrency },
  );
  halted.throwIfAborted();
}
