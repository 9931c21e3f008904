import type { AzureReader } from '../collect/reader.ts';
import type { Reading } from '../model/reading.ts';
import type { AliasFact, FactKind, FactOf, SubscriptionFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { type SubscriptionAlias, subscriptionAlias } from './aliases.ts';
import { type ArmClientSettings, createArmClients } from './arm-clients.ts';
import type { ArmGet } from './arm-get.ts';
import { followList } from './arm-list.ts';
import { ArmError, readProblem } from './read-problem.ts';
import { SOURCES, type SubscriptionFactKind } from './sources.ts';
import { subscriptionFact } from './subscriptions.ts';

/** A provider that was never registered in a subscription has no resources there: the list is empty, not unreadable. */
const NOT_REGISTERED: ReadonlySet<string> = new Set([
  'MissingSubscriptionRegistration',
  'SubscriptionNotRegistered',
]);

interface ListRequest<T> {
  readonly get: ArmGet;
  readonly url: string;
  readonly action: string;
  readonly fact: (raw: unknown) => T | undefined;
}

/** Reads a list to its end; on failure the items of the pages before it are kept. */
async function readList<T>(request: ListRequest<T>): Promise<Reading<T>> {
  const items: T[] = [];
  let malformed = 0;
  try {
    await followList(request.get, request.url, (raw) => {
      const item = request.fact(raw);
      if (item === undefined) malformed += 1;
      else items.push(item);
    });
    return { kind: 'read', items, malformed };
  } catch (cause) {
    if (cause instanceof ArmError && NOT_REGISTERED.has(cause.code))
      return { kind: 'read', items: [], malformed: 0 };
    return { kind: 'unreadable', problem: readProblem(cause, request.action), items };
  }
}

/** Reads one object; it is the only item of its reading. */
async function readOne<T>(request: ListRequest<T>): Promise<Reading<T>> {
  try {
    const item = request.fact(await request.get(request.url));
    return { kind: 'read', items: item === undefined ? [] : [item], malformed: item === undefined ? 1 : 0 };
  } catch (cause) {
    return { kind: 'unreadable', problem: readProblem(cause, request.action), items: [] };
  }
}

/** Reads an Azure tenant through the SDK: only GET requests, each list followed to its end, every failure a value. */
export async function createArmReader(settings: ArmClientSettings): Promise<AzureReader> {
  const clients = await createArmClients(settings);
  const root = settings.endpoints.resourceManager;
  let aliases: Promise<Reading<SubscriptionAlias>> | undefined;

  async function aliasesOf(subscription: SubscriptionId): Promise<Reading<AliasFact>> {
    aliases ??= readList({
      get: clients.aliases,
      url: `${root}/providers/Microsoft.Subscription/aliases?api-version=2021-10-01`,
      action: 'Microsoft.Subscription/aliases/read',
      fact: subscriptionAlias,
    });
    const reading = await aliases;
    if (reading.kind === 'not-asked') return reading;
    const own = reading.items.filter((alias) => alias.subscription === subscription);
    return { ...reading, items: own.map((alias) => alias.fact) };
  }

  function fromSource<K extends SubscriptionFactKind>(
    kind: K,
    subscription: SubscriptionId,
  ): Promise<Reading<FactOf<K>>> {
    const source = SOURCES[kind];
    const request = {
      get: clients[source.family],
      url: `${root}/subscriptions/${subscription}/providers/${source.path}?${source.query}`,
      action: source.action,
      fact: source.fact,
    };
    return source.answer === 'list' ? readList(request) : readOne(request);
  }

  return {
    subscriptions(): Promise<Reading<SubscriptionFact>> {
      return readList({
        get: clients.subscriptions,
        url: `${root}/subscriptions?api-version=2022-12-01`,
        action: 'Microsoft.Resources/subscriptions/read',
        fact: subscriptionFact,
      });
    },
    async read<K extends FactKind>(kind: K, subscription: SubscriptionId): Promise<Reading<FactOf<K>>> {
      if (kind === 'aliases') return (await aliasesOf(subscription)) as Reading<FactOf<K>>;
      return fromSource(kind as K & SubscriptionFactKind, subscription);
    },
    counts: () => settings.tally.counts(),
  };
}
