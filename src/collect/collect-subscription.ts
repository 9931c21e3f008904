import pMap from 'p-map';
import type { Reading } from '../model/reading.ts';
import {
  type FactKind,
  SNAPSHOT_SCHEMA_VERSION,
  type SubscriptionFact,
  type SubscriptionFacts,
} from '../model/subscription-facts.ts';
import { FACT_PLAN, factKinds } from './fact-plan.ts';
import type { AzureReader } from './reader.ts';

type Readings = SubscriptionFacts['readings'];
type NotAsked = Extract<Reading<never>, { kind: 'not-asked' }>;

/** States in which a subscription answers no questions and its VMs cannot run; in every other it is read like an enabled one. */
const STATES_NOT_ASKED: ReadonlySet<string> = new Set(['disabled', 'deleted', 'expired']);

/** ARM's codes for a subscription that is not there (any more), or not for this principal. */
const SUBSCRIPTION_GONE: ReadonlySet<string> = new Set(['SubscriptionNotFound', 'InvalidSubscriptionId']);

const REQUESTS_AT_ONCE = 6;

export interface CollectRequest {
  readonly reader: AzureReader;
  readonly subscription: SubscriptionFact;
  /** ISO 8601 UTC. */
  readonly collectedAt: string;
}

/** What a subscription that was named and is not visible comes to: unreadable, and nothing else is asked. */
export function invisibleFacts(request: Omit<CollectRequest, 'reader'>): SubscriptionFacts {
  const facts = unaskedFacts(request, 'not-needed');
  const problem = { code: 'SubscriptionNotFound', message: 'not visible to the signed-in principal' };
  return {
    ...facts,
    readings: { ...facts.readings, virtualMachines: { kind: 'unreadable', problem, items: [] } },
  };
}

/** A subscription of which nothing was asked. */
export function unaskedFacts(
  request: Omit<CollectRequest, 'reader'>,
  why: NotAsked['why'],
): SubscriptionFacts {
  const readings = Object.fromEntries(
    factKinds().map((kind) => [kind, { kind: 'not-asked', why }]),
  ) as Readings;
  return {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    collectedAt: request.collectedAt,
    subscription: request.subscription,
    readings,
  };
}

/** Why a kind need not be asked for, knowing the VM list; `undefined` when it must be. */
function reasonNotToAsk(kind: FactKind, vms: Readings['virtualMachines']): NotAsked['why'] | undefined {
  if (vms.kind === 'unreadable' && SUBSCRIPTION_GONE.has(vms.problem.code)) return 'not-needed';
  const knownEmpty = vms.kind === 'read' && vms.items.length === 0;
  return FACT_PLAN[kind] === 'with-vms' && knownEmpty ? 'no-virtual-machines' : undefined;
}

/**
 * Reads everything that the judgement of one subscription needs: the VM list first, then what it calls for. A kind that cannot be
 * read is recorded as such and stops nothing else.
 */
export async function collectSubscription(request: CollectRequest): Promise<SubscriptionFacts> {
  const { reader, subscription } = request;
  if (STATES_NOT_ASKED.has(subscription.state.toLowerCase()))
    return unaskedFacts(request, 'subscription-disabled');

  const virtualMachines = await reader.read('virtualMachines', subscription.id);
  const rest = factKinds().filter((kind) => FACT_PLAN[kind] !== 'first');
  const entries = await pMap(
    rest,
    async (kind) => {
      const why = reasonNotToAsk(kind, virtualMachines);
      return [
        kind,
        why === undefined ? await reader.read(kind, subscription.id) : { kind: 'not-asked', why },
      ];
    },
    { concurrency: REQUESTS_AT_ONCE },
  );
  return {
    schemaVersion: SNAPSHOT_SCHEMA_VERSION,
    collectedAt: request.collectedAt,
    subscription,
    readings: { ...Object.fromEntries(entries), virtualMachines } as Readings,
  };
}
