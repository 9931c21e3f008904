import type { AzureReader } from '../collect/reader.ts';
import type { Reading } from '../model/reading.ts';
import type { FactKind, FactOf, SubscriptionFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import { type ArmClientSettings, type ArmFamily, createArmClients } from './arm-clients.ts';
import { type AskArm, askArm } from './ask-arm.ts';
import { readManagementGroup } from './read-management-group.ts';
import { type ArmSource, SOURCES } from './sources.ts';
import { SUBSCRIPTION_ACTION, subscriptionFact } from './subscriptions.ts';

type ReadKind<K extends FactKind> = (subscription: SubscriptionId) => Promise<Reading<FactOf<K>>>;

/** Readies the reading of one kind of fact, subscription by subscription. */
function readerFor<K extends FactKind>(source: ArmSource<K>, arm: AskArm): ReadKind<K> {
  if (source.answer === 'composite') return source.open(arm);
  const { keep } = source;
  return async (subscription) => {
    const question = { ...source, path: `/subscriptions/${subscription}/${source.path}` };
    if (source.answer === 'one') return arm.one(question);
    const reading = await arm.list(question);
    return keep === undefined || reading.kind === 'not-asked'
      ? reading
      : { ...reading, items: keep(reading.items) };
  };
}

/**
 * Reads an Azure tenant through the SDK: only GET requests, each list followed to its end, every failure a value. `answered` may put
 * another source of answers before Resource Manager.
 */
export async function createArmReader(
  settings: ArmClientSettings,
  answered: (arm: AskArm) => AskArm = (arm) => arm,
): Promise<AzureReader> {
  const clients = await createArmClients(settings);
  const ask = (family: ArmFamily) => answered(askArm(clients[family], settings.endpoints.resourceManager));
  // A kind is opened once: what it remembers lasts for the run.
  const readings = Object.fromEntries(
    Object.entries(SOURCES).map(([kind, source]) => [kind, readerFor<never>(source, ask(source.family))]),
  ) as { readonly [K in FactKind]: ReadKind<K> };

  return {
    subscriptions(): Promise<Reading<SubscriptionFact>> {
      return ask('subscriptions').list({
        path: '/subscriptions',
        query: API_VERSIONS.subscriptions,
        action: SUBSCRIPTION_ACTION,
        fact: subscriptionFact,
      });
    },
    subscription(id): Promise<Reading<SubscriptionFact>> {
      return ask('subscriptions').one({
        path: `/subscriptions/${id}`,
        query: API_VERSIONS.subscriptions,
        action: SUBSCRIPTION_ACTION,
        fact: subscriptionFact,
      });
    },
    read<K extends FactKind>(kind: K, subscription: SubscriptionId): Promise<Reading<FactOf<K>>> {
      return readings[kind](subscription);
    },
    managementGroupSubscriptions: (group) => readManagementGroup(ask('subscriptions'), group),
    counts: () => settings.tally.counts(),
  };
}
