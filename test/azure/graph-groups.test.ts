import { describe, expect, test } from 'vitest';
import { type FetchedList, graphFetch } from '../../src/azure/graph-fetch.ts';
import { graphGroups, type Taken } from '../../src/azure/graph-groups.ts';
import type { GraphList } from '../../src/azure/graph-lists.ts';
import { graphPlace } from '../../src/azure/graph-lists.ts';
import { graphQuery } from '../../src/azure/graph-query.ts';
import { ArmError } from '../../src/azure/read-problem.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import { type Answer, fakeArm, listPath } from './fake-arm.ts';
import { fakeGraph, nicRow, type Posted, page, subscriptionNumber } from './graph-builders.ts';

const NICS = 'Microsoft.Network/networkInterfaces';
const READ_NICS = `${NICS}/read`;
const READER: Answer = [{ actions: ['*/read'], notActions: [] }];

function subscriptionRow(id: SubscriptionId) {
  return nicRow(id, 'x', { id: `/subscriptions/${id}`, type: 'microsoft.resources/subscriptions' });
}

interface Situation {
  readonly count?: number;
  readonly permissions?: Answer;
  readonly believeNone?: boolean;
  readonly concurrency?: number;
  /** What Resource Graph has of a list for the subscriptions asked about; without it, one NIC each. */
  readonly rows?: (asked: Posted) => readonly object[] | Error;
}

function isForSubscriptions({ query }: Posted): boolean {
  return query.startsWith('resourcecontainers');
}

/** Some subscriptions that Resource Graph knows, whose lists are to be taken. */
function situation({
  count = 3,
  permissions = READER,
  believeNone = true,
  concurrency = 16,
  rows,
}: Situation = {}) {
  const ids = Array.from({ length: count }, (_, at) => subscriptionNumber(at));
  const graph = fakeGraph((posted) => {
    const given = rows?.(posted);
    if (given instanceof Error) return given;
    if (given !== undefined) return page(given);
    return page(
      posted.subscriptions.map(isForSubscriptions(posted) ? subscriptionRow : (id) => nicRow(id, 'nic')),
    );
  });
  const { arm, asked } = fakeArm(
    Object.fromEntries(ids.map((id) => [listPath('Microsoft.Authorization/permissions', id), permissions])),
  );
  const groups = graphGroups({ fetch: graphFetch(graphQuery(graph.post)), concurrency, believeNone });
  groups.prepare(ids);
  return {
    ids,
    graph,
    groups,
    askedOfArm: asked,
    take(at: number, type = NICS): Promise<Taken> {
      const place = graphPlace(listPath(type, subscriptionNumber(at)));
      if (place === undefined) throw new Error(`${type} is not in Resource Graph`);
      return groups.take(place, `${type}/read`, arm);
    },
  };
}

function namesIn(taken: Taken): readonly unknown[] | string {
  return taken.kind === 'resources' ? taken.resources.map(({ name }) => name) : taken.why;
}

describe('a group of subscriptions', () => {
  test('is fetched once for all its members', async () => {
    const { take, graph, ids } = situation();
    const taken = await Promise.all(ids.map((_, at) => take(at)));
    expect(taken.map(namesIn)).toEqual([['nic'], ['nic'], ['nic']]);
    expect(graph.asked.length).toBe(2);
    expect(graph.asked[1]?.subscriptions).toEqual(ids);
  });

  test('has fewer than 300 members, and each is asked about once', async () => {
    const { take, graph, ids } = situation({ count: 500 });
    for (const at of ids.keys()) expect(namesIn(await take(at))).toEqual(['nic']);
    const nics = graph.asked.filter((posted) => !isForSubscriptions(posted));
    expect(nics.every(({ subscriptions }) => subscriptions.length < 300)).toBe(true);
    expect(nics.flatMap(({ subscriptions }) => subscriptions)).toEqual(ids);
  });

  test('is let go once the collection has moved on', async () => {
    const { take } = situation({ count: 1_000 });
    expect(namesIn(await take(0))).toEqual(['nic']);
    expect(namesIn(await take(999))).toEqual(['nic']);
    expect(namesIn(await take(1))).toBe('not-prepared');
    expect(namesIn(await take(700))).toEqual(['nic']);
  });

  test('gives a list away once, that of VMs twice: for the machines and for their power states', async () => {
    const { take } = situation();
    const vms = 'Microsoft.Compute/virtualMachines';
    expect([namesIn(await take(0)), namesIn(await take(0))]).toEqual([['nic'], 'not-answered']);
    expect([namesIn(await take(0, vms)), namesIn(await take(0, vms)), namesIn(await take(0, vms))]).toEqual([
      ['nic'],
      ['nic'],
      'not-answered',
    ]);
  });
});

describe('nothing found', () => {
  const none = (posted: Posted) =>
    isForSubscriptions(posted) ? posted.subscriptions.map(subscriptionRow) : [];

  test('is believed of one who may read everything', async () => {
    expect(namesIn(await situation({ rows: none }).take(0))).toEqual([]);
  });

  test.each<{ name: string; of: Situation; why: string }>([
    {
      name: 'a role that names the action',
      of: { rows: none, permissions: [{ actions: [READ_NICS], notActions: [] }] },
      why: 'none-found',
    },
    {
      name: 'a cloud where it is not known what there is',
      of: { rows: none, believeNone: false },
      why: 'none-found',
    },
    {
      name: 'a role that leaves the action out',
      of: { rows: none, permissions: [{ actions: ['*/read'], notActions: [READ_NICS] }] },
      why: 'permission-not-shown',
    },
    {
      name: 'permissions that cannot be read',
      of: { rows: none, permissions: new ArmError(403, 'AuthorizationFailed', 'no') },
      why: 'permission-not-shown',
    },
    {
      name: 'a subscription that Resource Graph does not know',
      of: { rows: () => [] },
      why: 'subscription-not-known',
    },
  ])('is not believed with $name', async ({ of, why }) => {
    expect(namesIn(await situation(of).take(0))).toBe(why);
  });
});

describe('something found', () => {
  test('is believed with a role that names the action', async () => {
    const { take } = situation({ permissions: [{ actions: [READ_NICS], notActions: [] }] });
    expect(namesIn(await take(0))).toEqual(['nic']);
  });

  test('is not believed without a permission on the whole subscription: there may be more', async () => {
    expect(namesIn(await situation({ permissions: [] }).take(0))).toBe('permission-not-shown');
  });

  test('is not believed where a resource comes without its properties', async () => {
    const { take } = situation({
      rows: (posted) =>
        posted.subscriptions.map((id, at) =>
          isForSubscriptions(posted)
            ? subscriptionRow(id)
            : nicRow(id, 'nic', at === 1 ? { properties: null } : {}),
        ),
    });
    expect(await Promise.all([take(0), take(1), take(2)]).then((all) => all.map(namesIn))).toEqual([
      ['nic'],
      'not-answered',
      ['nic'],
    ]);
  });
});

test('the permissions of a subscription are asked for once', async () => {
  const { take, askedOfArm } = situation();
  await Promise.all([take(0), take(0, 'Microsoft.Network/routeTables'), take(0, 'Microsoft.Compute/disks')]);
  expect(askedOfArm.length).toBe(1);
});

test('a subscription that was not announced is left to Resource Manager', async () => {
  const { take, graph } = situation();
  expect(namesIn(await take(77))).toBe('not-prepared');
  expect(graph.asked).toEqual([]);
});

describe('a query that fails', () => {
  const down = new ArmError(503, 'ServiceUnavailable', 'Try later.');
  const LIST = graphPlace(listPath(NICS))?.list as GraphList;

  function fetchWith(reply: (posted: Posted, at: number) => unknown) {
    const graph = fakeGraph(reply);
    const fetch = graphFetch(graphQuery(graph.post));
    const ids = Array.from({ length: 8 }, (_, at) => subscriptionNumber(at));
    const sizes = () => graph.asked.map(({ subscriptions }) => subscriptions.length);
    return { fetch: (): Promise<FetchedList> => fetch(LIST, ids), ids, sizes };
  }

  test('is halved, and only the part that fails is left out', async () => {
    const bad = subscriptionNumber(5);
    const { fetch, ids, sizes } = fetchWith(({ subscriptions }) =>
      subscriptions.includes(bad) ? down : page(subscriptions.map((id) => nicRow(id, 'nic'))),
    );
    const { answered, rows } = await fetch();
    expect(answered).toEqual(ids.filter((id) => id !== bad));
    expect(rows.length).toBe(7);
    expect(sizes()).toEqual([8, 4, 4, 2, 1, 1, 2]);
  });

  test('is asked once more where its rows did not add up', async () => {
    const { fetch, sizes } = fetchWith(({ subscriptions }, at) =>
      page(
        subscriptions.map((id) => nicRow(id, 'nic')),
        at === 0 ? 9 : 8,
      ),
    );
    expect((await fetch()).answered.length).toBe(8);
    expect(sizes()).toEqual([8, 8]);
  });

  test.each([
    ['is not allowed', new ArmError(403, 'AuthorizationFailed', 'no')],
    ['is not understood', new ArmError(400, 'InvalidQuery', 'no')],
    ['comes too often', new ArmError(429, 'RateLimiting', 'no')],
  ])('because it %s is not repeated for smaller groups', async (_, error) => {
    const { fetch, sizes } = fetchWith(() => error);
    expect(await fetch()).toEqual({ answered: [], rows: [] });
    expect(sizes()).toEqual([8]);
  });

  test('again and again ends the queries of the run', async () => {
    const { fetch, sizes } = fetchWith(() => down);
    for (let time = 0; time < 10; time += 1) expect((await fetch()).answered).toEqual([]);
    expect(sizes().length).toBeLessThan(20);
  });

  test('never leaves a list that looks empty', async () => {
    const { take } = situation({
      rows: (posted) => (isForSubscriptions(posted) ? posted.subscriptions.map(subscriptionRow) : down),
    });
    expect(namesIn(await take(0))).toBe('not-answered');
  });
});
