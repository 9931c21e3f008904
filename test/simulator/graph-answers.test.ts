import { describe, expect, test } from 'vitest';
import { type GraphLimits, graphAnswers, isGraphQuery } from '../../src/simulator/graph-answers.ts';
import { permissions } from '../../src/simulator/graph-permissions.ts';
import { openTenant } from '../../src/simulator/tenant.ts';

const tenant = openTenant(1);
const ids = Array.from({ length: tenant.count }, (_, index) => tenant.idAt(index));

/** The subscription of the demo tenant with this key. */
function keyed(key: string): string {
  const index = ids.findIndex((_, at) => tenant.situationAt(at).key === key);
  return tenant.idAt(index);
}

interface Answered {
  readonly totalRecords: number;
  readonly count: number;
  readonly data: readonly Record<string, unknown>[];
  readonly resultTruncated: string;
  readonly $skipToken?: string;
}

function limits(changes: Partial<GraphLimits> = {}): GraphLimits {
  return { queries: 1_000, windowMs: 5_000, mostBytes: 2 ** 24, now: () => 0, ...changes };
}

function query(type: string, table = 'resources'): string {
  const columns = 'id, name, type, location, subscriptionId, kind, sku, tags, properties';
  return `${table} | where type =~ '${type}' | project ${columns} | order by id asc`;
}

function asked(body: object, of: GraphLimits = limits()) {
  return graphAnswers(tenant, of)(JSON.stringify({ subscriptions: ids, ...body }));
}

function rowsOf(type: string, table?: string): Answered {
  const reply = asked({ query: query(type, table), options: { resultFormat: 'objectArray', $top: 1000 } });
  expect(reply.status).toBe(200);
  return reply.body as Answered;
}

function codeIn({ body }: { readonly body: unknown }): unknown {
  const { error } = body as { error: { code: string; details?: readonly { code: string }[] } };
  return error.details?.[0]?.code ?? error.code;
}

describe('a list', () => {
  test('has the columns that were asked for, in the spelling of Resource Graph', () => {
    const { data, resultTruncated } = rowsOf('Microsoft.Compute/virtualMachines');
    const [row] = data;
    expect(Object.keys(row ?? {})).toEqual([
      ...['id', 'name', 'type', 'location', 'subscriptionId', 'kind', 'sku', 'tags', 'properties'],
    ]);
    expect(row).toMatchObject({
      type: 'microsoft.compute/virtualmachines',
      sku: null,
      properties: {
        extended: { instanceView: { powerState: { code: expect.stringMatching(/^PowerState\//) } } },
      },
    });
    expect(row?.['properties']).not.toHaveProperty('instanceView');
    expect(resultTruncated).toBe('false');
  });

  test('is in the order of the IDs and has each resource once', () => {
    const keys = rowsOf('microsoft.network/networkinterfaces').data.map(({ id }) => String(id).toLowerCase());
    expect(keys).toEqual([...new Set(keys)].toSorted());
  });

  test('has the NICs of scale-set instances with their flags', () => {
    const type = 'microsoft.compute/virtualmachinescalesets/virtualmachines/networkinterfaces';
    const { data } = rowsOf(type, 'computeresources');
    const flags = data.map(({ properties }) => (properties as { allowPort25Out?: boolean }).allowPort25Out);
    expect(flags).toContain(true);
    expect(flags).toContain(false);
    expect(rowsOf(type).totalRecords).toBe(0);
  });

  test('comes in pages that make up the whole', () => {
    const graph = graphAnswers(tenant, limits());
    const names: unknown[] = [];
    let token: string | undefined;
    do {
      const options = { $top: 7, ...(token === undefined ? {} : { $skipToken: token }) };
      const body = JSON.stringify({
        subscriptions: ids,
        query: query('microsoft.network/routetables'),
        options,
      });
      const answered = graph(body).body as Answered;
      names.push(...answered.data.map(({ id }) => id));
      token = answered.$skipToken;
    } while (token !== undefined);
    expect(names).toEqual(rowsOf('microsoft.network/routetables').data.map(({ id }) => id));
  });
});

describe('what may not be read', () => {
  test('is left out without a word', () => {
    const hidden = ids.filter((_, at) => tenant.situationAt(at).refused?.networkInterfaces === 'forbidden');
    expect(hidden.length).toBeGreaterThan(0);
    const { data } = rowsOf('microsoft.network/networkinterfaces');
    expect(data.filter(({ subscriptionId }) => hidden.includes(String(subscriptionId)))).toEqual([]);
    const known = rowsOf('microsoft.resources/subscriptions', 'resourcecontainers').data;
    expect(known.map(({ subscriptionId }) => subscriptionId)).toEqual(expect.arrayContaining(hidden));
  });

  test('is what the permissions leave out', () => {
    const index = ids.findIndex((_, at) => tenant.situationAt(at).refused?.networkInterfaces === 'forbidden');
    const url = (id: string) =>
      new URL(`https://localhost/subscriptions/${id}/providers/Microsoft.Authorization/permissions`);
    expect(permissions(tenant, url(tenant.idAt(index)), 20)?.body).toMatchObject({
      value: [{ actions: ['*/read'], notActions: ['Microsoft.Network/networkInterfaces/read'] }],
    });
    expect(permissions(tenant, url(keyed('connectivity')), 20)?.body).toMatchObject({
      value: [{ actions: ['*/read'], notActions: [] }],
    });
  });

  test('is refused where it is every subscription that was asked about', () => {
    const hidden = ids.filter((_, at) => tenant.situationAt(at).refused?.everything !== undefined);
    expect(hidden.length).toBeGreaterThan(0);
    expect(asked({ subscriptions: hidden, query: query('microsoft.compute/disks') }).status).toBe(403);
    const reply = asked({
      subscriptions: [...hidden, keyed('connectivity')],
      query: query('microsoft.compute/disks'),
    });
    expect(reply.status).toBe(200);
  });
});

describe('limits', () => {
  test('15 queries a window are answered, and the next says when to come again', () => {
    let now = 0;
    const graph = graphAnswers(tenant, limits({ queries: 15, now: () => now }));
    const body = JSON.stringify({
      subscriptions: [keyed('connectivity')],
      query: query('microsoft.compute/disks'),
    });
    const replies = Array.from({ length: 16 }, () => graph(body));
    expect(replies.map(({ status }) => status)).toEqual([...Array.from({ length: 15 }, () => 200), 429]);
    expect(replies[11]?.headers).toMatchObject({
      'x-ms-user-quota-remaining': '3',
      'x-ms-user-quota-resets-after': '00:00:05',
    });
    expect(replies[15]?.headers).toMatchObject({ 'retry-after': '5', 'x-ms-user-quota-remaining': '0' });
    now = 5_000;
    expect(graph(body).status).toBe(200);
  });

  test('an answer that is too large is refused', () => {
    const reply = asked({ query: query('microsoft.compute/virtualmachines') }, limits({ mostBytes: 1_000 }));
    expect([reply.status, codeIn(reply)]).toEqual([400, 'ResponsePayloadTooLarge']);
  });

  test.each<{ name: string; body: object; code: string }>([
    { name: 'no subscription', body: { subscriptions: [] }, code: 'InvalidSubscriptionsCount' },
    {
      name: 'too many subscriptions',
      body: { subscriptions: new Array(1_001).fill(ids[0]) },
      code: 'InvalidSubscriptionsCount',
    },
    { name: 'another query', body: { query: 'resources | summarize count()' }, code: 'InvalidQuery' },
    { name: 'too many rows', body: { options: { $top: 5_000 } }, code: 'InvalidTop' },
  ])('$name is refused as $code', ({ body, code }) => {
    const reply = asked({ query: query('microsoft.compute/disks'), ...body });
    expect([reply.status, codeIn(reply)]).toEqual([400, code]);
  });
});

test.each([
  ['POST', '/providers/Microsoft.ResourceGraph/resources', true],
  ['POST', '/PROVIDERS/microsoft.resourcegraph/resources', true],
  ['GET', '/providers/Microsoft.ResourceGraph/resources', false],
  ['POST', '/subscriptions', false],
])('%s %s is a query: %s', (method, path, expected) => {
  expect(isGraphQuery(method, new URL(`https://localhost${path}`))).toBe(expected);
});
