import type { Reading } from '../model/reading.ts';
import type { FactKind, SubscriptionFacts } from '../model/subscription-facts.ts';
import { FACT_PLAN, factKinds } from './fact-plan.ts';
import type { AzureReader } from './reader.ts';

type NotAsked = Extract<Reading<never>, { kind: 'not-asked' }>;

/**
 * Names the kind of fact that can still decide something, knowing the facts so far; `undefined` when none can. A pure function: whoever
 * collects does not judge, and whoever judges does not ask.
 */
export type NextFact = (facts: SubscriptionFacts) => FactKind | undefined;

/** Who is asked for further facts, and who says which. */
interface Asking {
  readonly reader: AzureReader;
  readonly nextFact: NextFact;
}

function withReading(facts: SubscriptionFacts, kind: FactKind, reading: Reading<unknown>): SubscriptionFacts {
  return { ...facts, readings: { ...facts.readings, [kind]: reading } as SubscriptionFacts['readings'] };
}

/** Why a further kind was left alone: all of them but the log of operations are witnesses of the creation date. */
function whySpared(kind: FactKind, noMachines: boolean): NotAsked['why'] {
  if (noMachines) return 'no-virtual-machines';
  return kind === 'machineOperations' ? 'cannot-decide' : 'cutoff-known';
}

/**
 * Asks one by one for the further kinds of fact that `nextFact` names, each at most once and none that every subscription is asked
 * for anyway; a name that would make it ask again ends it. What was not asked then says why. `noMachines`: the subscription is known
 * to have none.
 */
export async function readFurther(
  base: SubscriptionFacts,
  { reader, nextFact }: Asking,
  noMachines: boolean,
): Promise<SubscriptionFacts> {
  const open = new Set(factKinds().filter((kind) => FACT_PLAN[kind] === 'further'));
  let facts = base;
  for (let kind = nextFact(facts); kind !== undefined && open.delete(kind); kind = nextFact(facts)) {
    facts = withReading(facts, kind, await reader.read(kind, facts.subscription.id));
  }
  for (const kind of open)
    facts = withReading(facts, kind, { kind: 'not-asked', why: whySpared(kind, noMachines) });
  return facts;
}
