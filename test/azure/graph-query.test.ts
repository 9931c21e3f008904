import { describe, expect, test } from 'vitest';
import { GRAPH_LISTS, graphPlace } from '../../src/azure/graph-lists.ts';
import { graphQuery } from '../../src/azure/graph-query.ts';
import { ArmError } from '../../src/azure/read-problem.ts';
import { answer, fakeGraph, nicRow, page, paged, subscriptionNumber } from './graph-builders.ts';

const ONE = subscriptionNumber(1);
const TWO = subscriptionNumber(2);
const NICS = graphPlace(`/subscriptions/${ONE}/providers/Microsoft.Network/networkInterfaces`)?.list;
if (NICS === undefined) throw new Error('Resource Graph has no NICs');
const LIST = NICS;

const TOO_LARGE = new ArmError(400, 'ResponsePayloadTooLarge', 'Response payload size is 17000000');

function nics(count: number) {
  return Array.from({ length: count }, (_, at) => nicRow(ONE, `nic${at}`));
}

describe('a list', () => {
  test('is read page by page to its end, with the same question each time', async () => {
    const graph = fakeGraph((posted) => paged(nics(2_500), posted));
    const rows = await graphQuery(graph.post)(LIST, [ONE, TWO]);
    expect(rows.length).toBe(2_500);
    expect(graph.asked.map(({ options }) => options.$skipToken)).toEqual([undefined, '1000', '2000']);
    expect(new Set(graph.asked.map(({ query }) => query)).size).toBe(1);
    expect(graph.asked[0]).toMatchObject({
      subscriptions: [ONE, TWO],
      options: { resultFormat: 'objectArray', $top: 1_000 },
    });
  });

  test('may be empty', async () => {
    const graph = fakeGraph(() => page([]));
    expect(await graphQuery(graph.post)(LIST, [ONE])).toEqual([]);
  });

  test.each<{ name: string; replies: readonly unknown[]; code: string }>([
    {
      name: 'is cut and has no next page',
      replies: [page(nics(2), 2, { resultTruncated: 'true' })],
      code: 'ResultTruncated',
    },
    {
      name: 'is cut, said as a boolean',
      replies: [page([], 0, { resultTruncated: true })],
      code: 'ResultTruncated',
    },
    {
      name: 'leaves out subscriptions beyond the ten thousandth',
      replies: [answer(page(nics(2)), { 'x-ms-tenant-subscription-limit-hit': 'true' })],
      code: 'SubscriptionLimitHit',
    },
    { name: 'brings fewer rows than there are', replies: [page(nics(2), 3)], code: 'RowCountMismatch' },
    { name: 'brings a row twice', replies: [page([...nics(1), ...nics(1)])], code: 'RowCountMismatch' },
    {
      name: 'counts other rows than it brings',
      replies: [page(nics(2), 2, { count: 3 })],
      code: 'RowCountMismatch',
    },
    {
      name: 'grows between two pages',
      replies: [page(nics(1), 2, { $skipToken: 'a' }), page([nicRow(ONE, 'other')], 3, { $skipToken: 'b' })],
      code: 'RowsMoved',
    },
    {
      name: 'comes back to a page',
      replies: [page(nics(1), 3, { $skipToken: 'a' }), page([nicRow(ONE, 'other')], 3, { $skipToken: 'a' })],
      code: 'EndlessList',
    },
    {
      name: 'goes on without anything new',
      replies: [page(nics(1), 2, { $skipToken: 'a' }), page(nics(1), 2, { $skipToken: 'b' })],
      code: 'EndlessList',
    },
    {
      name: 'is of a subscription that was not asked for',
      replies: [page([nicRow(TWO, 'x')])],
      code: 'ForeignRow',
    },
    {
      name: 'does not say whose a row is',
      replies: [page([nicRow(ONE, 'x', { subscriptionId: undefined })])],
      code: 'ForeignRow',
    },
    { name: 'is something else', replies: [{ value: [] }], code: 'NotAGraphAnswer' },
    {
      name: 'comes as a table',
      replies: [page([], 0, { data: { columns: [], rows: [] } })],
      code: 'NotAGraphAnswer',
    },
  ])('that $name is refused as $code', async ({ replies, code }) => {
    const graph = fakeGraph((_, at) => replies[at]);
    await expect(graphQuery(graph.post)(LIST, [ONE])).rejects.toMatchObject({ code });
  });
});

describe('pages that are too large', () => {
  test('are halved, from the beginning, and stay small for the list', async () => {
    const graph = fakeGraph((posted) => (posted.options.$top > 300 ? TOO_LARGE : paged(nics(400), posted)));
    const read = graphQuery(graph.post);
    expect((await read(LIST, [ONE])).length).toBe(400);
    expect(graph.asked.map(({ options }) => options.$top)).toEqual([1_000, 500, 250, 250]);
    await read(LIST, [ONE]);
    expect(graph.asked.slice(4).map(({ options }) => options.$top)).toEqual([250, 250]);
  });

  test('in the middle of a list begin it anew, because a token belongs to its page size', async () => {
    const graph = fakeGraph((posted) =>
      posted.options.$skipToken !== undefined && posted.options.$top === 1_000
        ? TOO_LARGE
        : paged(nics(1_200), posted),
    );
    expect((await graphQuery(graph.post)(LIST, [ONE])).length).toBe(1_200);
    expect(graph.asked.map(({ options }) => [options.$top, options.$skipToken])).toEqual([
      [1_000, undefined],
      [1_000, '1000'],
      [500, undefined],
      [500, '500'],
      [500, '1000'],
    ]);
  });

  test('are given up at a few rows', async () => {
    const graph = fakeGraph(() => TOO_LARGE);
    await expect(graphQuery(graph.post)(LIST, [ONE])).rejects.toBe(TOO_LARGE);
    expect(graph.asked.length).toBeLessThan(10);
  });
});

test('every list is of one type and ordered by ID', async () => {
  const graph = fakeGraph(() => page([]));
  for (const list of GRAPH_LISTS) await graphQuery(graph.post)(list, [ONE]);
  const types = graph.asked.map(
    ({ query }) => /^\w+ \| where type =~ '([a-z./]+)' \| .* \| order by id asc$/.exec(query)?.[1],
  );
  expect(new Set(types).size).toBe(GRAPH_LISTS.length);
  expect(types).toContain('microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces');
});
