import type { SubscriptionId } from '../model/subscription-id.ts';
import type { AskArm } from './ask-arm.ts';
import { type Grant, grantOf, type Permission, readPermissions } from './graph-access.ts';
import type { FetchedList, GraphFetch } from './graph-fetch.ts';
import { GRAPH_SUBSCRIPTIONS, type GraphList, type GraphPlace, graphOwner } from './graph-lists.ts';
import type { GraphRow } from './graph-rows.ts';

/** Why a list is left to Resource Manager. */
export type LeftToArm =
  | 'not-prepared'
  | 'subscription-not-known'
  | 'permission-not-shown'
  | 'not-answered'
  | 'none-found';

/** A list as Resource Graph has it, or why it proves nothing. */
export type Taken =
  | { readonly kind: 'resources'; readonly resources: readonly GraphRow['resource'][] }
  | { readonly kind: 'ask-arm'; readonly why: LeftToArm };

export interface GraphGroups {
  /** Says which subscriptions will be read, in the order in which they will be. */
  prepare(subscriptions: readonly SubscriptionId[]): void;
  /** Takes a list out; what was taken is let go. `arm` is asked what the principal may do. */
  take(place: GraphPlace, action: string, arm: AskArm): Promise<Taken>;
}

export interface GroupSettings {
  readonly fetch: GraphFetch;
  /** Subscriptions that are read at once. */
  readonly concurrency: number;
  /** Whether all that Microsoft lists as supported is known to be there, so that nothing found means that there is nothing. */
  readonly believeNone: boolean;
}

/**
 * Subscriptions of a query: Microsoft advises fewer than 300. With 100 VMs each, the rows of a group that are not yet taken stay well
 * below 200 MiB.
 */
const GROUP_SIZE = 200;

/** What is left of a list, and how often it will still be asked for. */
interface Slice {
  readonly resources: GraphRow['resource'][];
  uses: number;
}

/** By owner: a subscription, or a scale set. */
type Slices = Map<string, Slice>;

/** What is held of some subscriptions until they have been read. */
interface Group {
  readonly members: readonly SubscriptionId[];
  readonly lists: Map<GraphList, Promise<Slices>>;
  readonly permissions: Map<SubscriptionId, Promise<readonly Permission[]>>;
  known?: Promise<ReadonlySet<SubscriptionId>>;
}

/** Cuts an answer up by owner. One of whose resources the properties are missing is left out as a whole. */
function slicesOf(list: GraphList, { answered, rows }: FetchedList): Slices {
  const slices: Slices = new Map();
  if (list.table !== 'computeresources')
    for (const id of answered) slices.set(`/subscriptions/${id}`, { resources: [], uses: list.uses });
  const broken = new Set<string>();
  for (const { id, whole, resource } of rows) {
    const owner = graphOwner(list, id);
    if (!whole) broken.add(owner);
    const slice = slices.get(owner) ?? { resources: [], uses: list.uses };
    slice.resources.push(resource);
    slices.set(owner, slice);
  }
  for (const owner of broken) slices.delete(owner);
  return slices;
}

/** Who is asked what the principal may do, where and with which action. */
interface Asked {
  readonly subscription: string;
  readonly action: string;
  readonly arm: AskArm;
}

function askArm(why: LeftToArm): Taken {
  return { kind: 'ask-arm', why };
}

/** Does one piece of work after the other. */
function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

function cut(subscriptions: readonly SubscriptionId[]): Group[] {
  const count = Math.ceil(subscriptions.length / GROUP_SIZE);
  return Array.from({ length: count }, (_, at) => ({
    members: subscriptions.slice(at * GROUP_SIZE, (at + 1) * GROUP_SIZE),
    lists: new Map(),
    permissions: new Map(),
  }));
}

/** The groups, of which only those are held that subscriptions are now read from; the others are empty or forgotten. */
function heldGroups(concurrency: number) {
  const held = 2 + Math.floor(concurrency / GROUP_SIZE);
  const places = new Map<string, number>();
  let groups: (Group | undefined)[] = [];
  let newest = 0;

  return {
    prepare(subscriptions: readonly SubscriptionId[]): void {
      groups = cut(subscriptions);
      newest = 0;
      places.clear();
      for (const [at, id] of subscriptions.entries()) places.set(id, Math.floor(at / GROUP_SIZE));
    },
    groupOf(subscription: string): Group | undefined {
      const place = places.get(subscription);
      if (place === undefined) return undefined;
      newest = Math.max(newest, place);
      groups.fill(undefined, 0, Math.max(0, newest - held + 1));
      return groups[place];
    },
  };
}

/**
 * Hands out what Resource Graph knows, list by list and subscription by subscription. A list is fetched for a whole group when it is
 * first asked for, one list after the other, and let go when it has been taken or when the collection has moved on.
 *
 * Resource Graph leaves out without a word what the principal may not read, and what it does not know. So a list counts only where
 * Resource Graph knows the subscription, and Resource Manager says that the principal may read such resources in all of it. That there
 * are none is believed only of one who may read everything, which is the one case that Microsoft describes; of a scale set, whose
 * lists are asked for only where it is to hold instances, it is never believed.
 */
export function graphGroups({ fetch, concurrency, believeNone }: GroupSettings): GraphGroups {
  const { prepare, groupOf } = heldGroups(concurrency);
  const enqueue = inTurn();

  function knownIn(group: Group): Promise<ReadonlySet<SubscriptionId>> {
    group.known ??= enqueue(async () => {
      const { rows } = await fetch(GRAPH_SUBSCRIPTIONS, group.members);
      return new Set(rows.map(({ subscription }) => subscription));
    });
    return group.known;
  }

  function slicesIn(group: Group, list: GraphList): Promise<Slices> {
    const slices =
      group.lists.get(list) ?? enqueue(async () => slicesOf(list, await fetch(list, group.members)));
    group.lists.set(list, slices);
    return slices;
  }

  function permissionsIn(group: Group, subscription: SubscriptionId, arm: AskArm) {
    const permissions = group.permissions.get(subscription) ?? readPermissions(arm, subscription);
    group.permissions.set(subscription, permissions);
    return permissions;
  }

  /** How far the principal may read such resources, of a subscription that Resource Graph knows. */
  async function grantIn(
    group: Group,
    { subscription, action, arm }: Asked,
  ): Promise<Exclude<Grant, 'unknown'> | LeftToArm> {
    const known = await knownIn(group);
    const member = group.members.find((id) => id === subscription);
    if (member === undefined || !known.has(member)) return 'subscription-not-known';
    const grant = grantOf(await permissionsIn(group, member, arm), action);
    return grant === 'unknown' ? 'permission-not-shown' : grant;
  }

  async function takeFrom(group: Group, { list, owner }: GraphPlace, grant: Grant): Promise<Taken> {
    const slices = await slicesIn(group, list);
    const slice = slices.get(owner);
    if (slice === undefined) return askArm(list.table === 'computeresources' ? 'none-found' : 'not-answered');
    slice.uses -= 1;
    if (slice.uses === 0) slices.delete(owner);
    const { resources } = slice;
    const proved = resources.length > 0 || (believeNone && grant === 'everything');
    return proved ? { kind: 'resources', resources } : askArm('none-found');
  }

  return {
    prepare,
    async take(place, action, arm) {
      const group = groupOf(place.subscription);
      if (group === undefined) return askArm('not-prepared');
      const grant = await grantIn(group, { subscription: place.subscription, action, arm });
      return grant === 'everything' || grant === 'named' ? takeFrom(group, place, grant) : askArm(grant);
    },
  };
}
