import pMap from 'p-map';
import type { AzureReader } from '../collect/reader.ts';
import type { ScopedSubscription } from '../collect/scope.ts';
import type { SubscriptionFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { listSnapshot, readSnapshot } from '../store/snapshot.ts';

/** ARM's code for a subscription that is not there. A 403 is not that: it is there, for others. */
const NOT_THERE: ReadonlySet<string> = new Set(['SubscriptionNotFound', 'InvalidSubscriptionId']);

const AT_ONCE = 8;

/** An earlier run: its folder, the subscriptions that it knew, and how the facts of one come to be in that folder. */
export interface EarlierRun {
  readonly folder: string;
  readonly subscriptions: readonly SubscriptionId[];
  readonly bring: (id: SubscriptionId) => Promise<void>;
}

/** An earlier run whose facts lie in its folder. Where that cannot be read, it knew nothing. */
export async function earlierOnDisk(folder: string): Promise<EarlierRun> {
  const subscriptions = await listSnapshot(folder).catch(() => []);
  return { folder, subscriptions, bring: () => Promise.resolve() };
}

/** The subscription as the earlier run saw it; `undefined` where that left it out of its audit too. */
async function knownFrom(folder: string, id: SubscriptionId): Promise<SubscriptionFact | undefined> {
  const facts = await readSnapshot(folder, id).catch(() => undefined);
  if (facts === undefined) return { id, name: id, state: 'NotVisible', managedByTenants: [] };
  const { subscription, readings } = facts;
  const { virtualMachines } = readings;
  const leftOut =
    virtualMachines.kind === 'not-asked' &&
    (virtualMachines.why === 'subscription-excluded' || virtualMachines.why === 'subscription-delegated');
  return leftOut ? undefined : { ...subscription, state: 'NotVisible' };
}

/**
 * The subscriptions that an earlier run of the same scope knew and that Azure does not list any more. The list leaves out what the
 * principal may not see, so absence from it does not prove that a subscription is gone: each is asked for by its ID. One that is not
 * there is gone; one that refuses, or does not answer, stays in the run as not visible; one that answers is read like the others.
 * Where the earlier run cannot be read, nothing is missed.
 */
export async function vanishedSubscriptions(
  { folder, subscriptions, bring }: EarlierRun,
  listed: ReadonlySet<SubscriptionId>,
  reader: AzureReader,
): Promise<readonly ScopedSubscription[]> {
  const missing = subscriptions.filter((id) => !listed.has(id));
  const found = await pMap(
    missing,
    async (id): Promise<readonly ScopedSubscription[]> => {
      await bring(id);
      const before = await knownFrom(folder, id);
      if (before === undefined) return [];
      const reading = await reader.subscription(id);
      const [subscription] = reading.kind === 'read' ? reading.items : [];
      if (subscription !== undefined) return [{ kind: 'read', subscription }];
      if (reading.kind !== 'unreadable' || NOT_THERE.has(reading.problem.code)) return [];
      return [{ kind: 'not-visible', subscription: before, problem: reading.problem }];
    },
    { concurrency: AT_ONCE },
  );
  return found.flat();
}
