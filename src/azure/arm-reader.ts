import type { AzureReader } from '../collect/reader.ts';
import type { Reading } from '../model/reading.ts';
import type { AliasFact, FactKind, FactOf, SubscriptionFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { type SubscriptionAlias, subscriptionAlias } from './aliases.ts';
import { type ArmClientSettings, type ArmFamily, createArmClients } from './arm-clients.ts';
import { type AskArm, askArm } from './ask-arm.ts';
import { type ArmSource, SOURCES, type SubscriptionFactKind } from './sources.ts';
import { subscriptionFact } from './subscriptions.ts';

type ReadKind<K extends SubscriptionFactKind> = (subscription: SubscriptionId) => Promise<Reading<FactOf<K>>>;

/** Readies the reading of one kind of fact, subscription by subscription. */
function readerFor<K extends SubscriptionFactKind>(source: ArmSource<K>, arm: AskArm): ReadKind<K> {
  if (source.answer === 'composite') return source.open(arm);
  return (subscription) => {
    const question = { ...source, path: `/subscriptions/${subscription}/providers/${source.path}` };
    return source.answer === 'list' ? arm.list(question) : arm.one(question);
  };
}

/** Reads an Azure tenant through the SDK: only GET requests, each list followed to its end, every failure a value. */
export async function createArmReader(settings: ArmClientSettings): Promise<AzureReader> {
  const clients = await createArmClients(settings);
  const ask = (family: ArmFamily) => askArm(clients[family], settings.endpoints.resourceManager);
  // A kind is opened once: what it remembers lasts for the run.
  const readings = Object.fromEntries(
    Object.entries(SOURCES).map(([kind, source]) => [kind, readerFor<never>(source, ask(source.family))]),
  ) as { readonly [K in SubscriptionFactKind]: ReadKind<K> };
  let aliases: Promise<Reading<SubscriptionAlias>> | undefined;

  async function aliasesOf(subscription: SubscriptionId): Promise<Reading<AliasFact>> {
    aliases ??= ask('aliases').list({
      path: '/providers/Microsoft.Subscription/aliases',
      query: 'api-version=2021-10-01',
      action: 'Microsoft.Subscription/aliases/read',
      fact: subscriptionAlias,
    });
    const reading = await aliases;
    if (reading.kind === 'not-asked') return reading;
    const own = reading.items.filter((alias) => alias.subscription === subscription);
    return { ...reading, items: own.map((alias) => alias.fact) };
  }

  return {
    subscriptions(): Promise<Reading<SubscriptionFact>> {
      return ask('subscriptions').list({
        path: '/subscriptions',
        query: 'api-version=2022-12-01',
        action: 'Microsoft.Resources/subscriptions/read',
        fact: subscriptionFact,
      });
    },
    async read<K extends FactKind>(kind: K, subscription: SubscriptionId): Promise<Reading<FactOf<K>>> {
      if (kind === 'aliases') return (await aliasesOf(subscription)) as Reading<FactOf<K>>;
      return readings[kind as K & SubscriptionFactKind](subscription);
    },
    counts: () => settings.tally.counts(),
  };
}
