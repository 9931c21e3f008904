import pMap from 'p-map';
import type { Reading, ReadProblem } from '../model/reading.ts';
import {
  type FactKind,
  SNAPSHOT_SCHEMA_VERSION,
  type SubscriptionFact,
  type SubscriptionFacts,
} from '../model/subscription-facts.ts';
import { FACT_PLAN, factKinds } from './fact-plan.ts';
import { type NextFact, readFurther } from './read-further.ts';
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
  readonly nextFact: NextFact;
}

/** What facts are about, where nothing is asked. */
type Unasked = Pick<CollectRequest, 'subscription' | 'collectedAt'>;

const NOT_VISIBLE: ReadProblem = {
  code: 'SubscriptionNotFound',
  message: 'not visible to the signed-in principal',
};

/** What a subscription that is known and not visible comes to: unreadable, and nothing else is asked. */
export function invisibleFacts(request: Unasked, problem: ReadProblem = NOT_VISIBLE): SubscriptionFacts {
  const facts = unaskedFacts(request, 'not-needed');
  return {
    ...facts,
    readings: { ...facts.readings, virtualMachines: { kind: 'unreadable', problem, items: [] } },
  };
}

/** A subscription of which nothing was asked. */
export function unaskedFacts(request: Unasked, why: NotAsked['why']): SubscriptionFacts {
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

/** What is read before the rest, and decides about it. */
type First = Pick<Readings, 'virtualMachines' | 'scaleSets'>;

function knownEmpty(reading: Reading<unknown>): boolean {
  return reading.kind === 'read' && reading.items.length === 0;
}

/** The subscription has neither VMs nor instances, and that is certain. */
function withoutMachines({ virtualMachines, scaleSets }: First): boolean {
  return knownEmpty(virtualMachines) && withoutInstances(scaleSets);
}

/** No Uniform scale set has instances, and that is certain. Those of a Flexible one are in the VM list. */
function withoutInstances(scaleSets: Readings['scaleSets']): boolean {
  return (
    scaleSets.kind === 'read' &&
    scaleSets.items.every(({ instances }) => instances.kind === 'not-asked' || knownEmpty(instances))
  );
}

function isGone(vms: Readings['virtualMachines']): boolean {
  return vms.kind === 'unreadable' && SUBSCRIPTION_GONE.has(vms.problem.code);
}

/** Why a kind need not be asked for, knowing the machines; `undefined` when it must be. */
function reasonNotToAsk(kind: FactKind, first: First): NotAsked['why'] | undefined {
  if (isGone(first.virtualMachines)) return 'not-needed';
  switch (FACT_PLAN[kind]) {
    case 'with-vms':
      return knownEmpty(first.virtualMachines) ? 'no-virtual-machines' : undefined;
    case 'with-machines':
      return withoutMachines(first) ? 'no-virtual-machines' : undefined;
    case 'further':
      return 'not-needed';
    case 'first':
    case 'always':
      return undefined;
  }
}

async function readFirst({ reader, subscription }: CollectRequest): Promise<First> {
  const virtualMachines = await reader.read('virtualMachines', subscription.id);
  const scaleSets: Readings['scaleSets'] = isGone(virtualMachines)
    ? { kind: 'not-asked', why: 'not-needed' }
    : await reader.read('scaleSets', subscription.id);
  return { virtualMachines, scaleSets };
}

/** The facts that are read of every subscription, as far as its machines call for them. */
async function readBase(request: CollectRequest, first: First): Promise<SubscriptionFacts> {
  const { reader, subscription, collectedAt } = request;
  const rest = factKinds().filter((kind) => FACT_PLAN[kind] !== 'first');
  const entries = await pMap(
    rest,
    async (kind) => {
      const why = reasonNotToAsk(kind, first);
      return [
        kind,
        why === undefined ? await reader.read(kind, subscription.id) : { kind: 'not-asked', why },
      ];
    },
    { concurrency: REQUESTS_AT_ONCE },
  );
  const readings = { ...Object.fromEntries(entries), ...first } as Readings;
  return { schemaVersion: SNAPSHOT_SCHEMA_VERSION, collectedAt, subscription, readings };
}

/**
 * Reads everything that the judgement of one subscription needs: the VMs and scale sets first, then what they call for, then one by
 * one what can still decide something. A kind that cannot be read is recorded as such and stops nothing else.
 */
export async function collectSubscription(request: CollectRequest): Promise<SubscriptionFacts> {
  const { subscription } = request;
  if (STATES_NOT_ASKED.has(subscription.state.toLowerCase()))
    return unaskedFacts(request, 'subscription-disabled');

  const first = await readFirst(request);
  const base = await readBase(request, first);
  return isGone(first.virtualMachines) ? base : readFurther(base, request, withoutMachines(first));
}
