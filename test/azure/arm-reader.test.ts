import { get } from 'node:https';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FactKind } from '../../src/model/subscription-facts.ts';
import type { Fault, SimulatedRequest } from '../../src/simulator/fault.ts';
import { connected, foreignHost } from './connected.ts';

// The packages take seconds to load, which no single test shall pay for.
beforeAll(
  () =>
    Promise.all([
      import('@azure/identity'),
      import('@azure/arm-resources-subscriptions'),
      import('@azure/arm-subscriptions'),
      import('@azure/arm-compute'),
      import('@azure/arm-network'),
      import('@azure/arm-authorization'),
    ]),
  60_000,
);

const KINDS = [
  'virtualMachines',
  'powerStates',
  'networkInterfaces',
  'networkSecurityGroups',
  'routeTables',
  'virtualNetworks',
  'publicAddresses',
  'publicPrefixes',
  'natGateways',
  'loadBalancers',
  'firewalls',
  'roleAssignments',
  'billingProperty',
  'aliases',
  'policyAssignments',
  'resourceGroups',
  'disks',
  'resources',
  'machineOperations',
] as const satisfies readonly FactKind[];

const LIST = '/networkInterfaces';

/** A fault for the NIC list: every time, or only the first `times`. */
function onList(fault: Fault, times = Number.POSITIVE_INFINITY) {
  let left = times;
  return ({ path }: SimulatedRequest): Fault | undefined => {
    if (!path.endsWith(LIST) || left === 0) return undefined;
    left -= 1;
    return fault;
  };
}

function answer(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Fault {
  return { kind: 'answer', status, body, headers };
}

function nic(name: string): object {
  const id = `/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/networkInterfaces/${name}`;
  return { id, name, properties: { ipConfigurations: [] } };
}

describe('a tenant that answers', () => {
  test('is read in every kind, page by page, with the NIC flag that the typed client would drop', async () => {
    const { reader, simulator, subscription } = await connected({ pageSize: 3 });
    for (const kind of KINDS)
      expect(await reader.read(kind, subscription)).toMatchObject({ kind: 'read', malformed: 0 });
    const vms = [...simulator.tenant.vms(subscription)];
    const machines = await reader.read('virtualMachines', subscription);
    const interfaces = await reader.read('networkInterfaces', subscription);
    if (machines.kind !== 'read' || interfaces.kind !== 'read') throw new Error('not read');
    expect(machines.items.map(({ id }) => id).toSorted()).toEqual(
      vms.map(({ resourceId }) => resourceId).toSorted(),
    );
    const flags = interfaces.items.map(({ properties }) => properties?.allowPort25Out);
    expect(new Set(flags)).toEqual(new Set([true, false]));
  });

  test('has its subscriptions listed, and its aliases asked for once however many want them', async () => {
    const { reader, simulator, asked } = await connected();
    const listed = await reader.subscriptions();
    if (listed.kind !== 'read') throw new Error('not read');
    expect(listed.items.map(({ id }) => id)).toEqual(
      [...simulator.tenant.subscriptions()].map(({ id }) => id),
    );
    await Promise.all(listed.items.map(({ id }) => reader.read('aliases', id)));
    expect(asked('/aliases').length).toBe(1);
  });

  test('has the subscriptions below a management group listed, by whoever may read it', async () => {
    const { reader, subscription } = await connected();
    const reading = await reader.managementGroupSubscriptions('contoso');
    expect(reading).toMatchObject({ kind: 'read', items: expect.arrayContaining([subscription]) });
    expect(await reader.managementGroupSubscriptions('nowhere')).toMatchObject({
      kind: 'unreadable',
      problem: { status: 403, action: 'Microsoft.Management/managementGroups/descendants/read' },
    });
  });

  test('has its billing accounts asked for once however many subscriptions want them', async () => {
    const { reader, asked } = await connected();
    const listed = await reader.subscriptions();
    if (listed.kind !== 'read') throw new Error('not read');
    await Promise.all(listed.items.map(({ id }) => reader.read('billingSubscriptions', id)));
    const paths = [...asked('/billingAccounts'), ...asked('/billingSubscriptions')].map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(1);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('tells by how much the clocks differ, once it has answered', async () => {
    const { reader, clock } = await connected();
    expect(clock.skewSeconds()).toBeUndefined();
    await reader.subscriptions();
    expect(Math.abs(clock.skewSeconds() ?? Number.NaN)).toBeLessThan(10);
  });

  test('is signed in to once for many requests at once', async () => {
    const { reader, subscription, signIns } = await connected();
    await Promise.all(KINDS.map((kind) => reader.read(kind, subscription)));
    expect(signIns()).toBe(1);
  });

  test('says who is asking', async () => {
    const { reader, subscription, asked } = await connected();
    await reader.read('routeTables', subscription);
    expect(asked('/routeTables')[0]).toMatchObject({ method: 'GET', query: '?api-version=2025-05-01' });
  });
});

describe('a link', () => {
  test('to another host is refused, and the host never hears of it', async () => {
    const other = await foreignHost();
    const { reader, subscription } = await connected({
      trusted: [other.authority],
      onRequest: onList({ kind: 'next-link', link: 'foreign', origin: other.origin }),
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({
      kind: 'unreadable',
      problem: { code: 'ForeignLink', message: expect.stringContaining(new URL(other.origin).host) },
    });
    if (reading.kind === 'unreadable') expect(reading.items.length).toBeGreaterThan(0);
    expect(other.connections()).toBe(0);

    // The host is there, is trusted, and would have heard.
    await new Promise((resolve) => get(other.origin, { ca: other.authority }, resolve));
    expect(other.connections()).toBe(1);
  });

  test.each([301, 302, 307, 308])('by a redirect (%i) to another host is not followed', async (status) => {
    const other = await foreignHost();
    const { reader, subscription } = await connected({
      trusted: [other.authority],
      onRequest: onList(answer(status, '', { location: `${other.origin}/subscriptions` })),
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'unreadable', items: [] });
    expect(other.connections()).toBe(0);
  });

  test('by a redirect within Resource Manager is followed, signed', async () => {
    const { reader, simulator, subscription } = await connected({
      onRequest: ({ path, query }) =>
        path.endsWith(LIST) && !query.has('moved')
          ? answer(307, '', { location: `${path}?api-version=2025-05-01&moved=1` })
          : undefined,
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'read', malformed: 0 });
    expect(simulator.requests.at(-1)?.query).toContain('moved=1');
  });

  test('that is relative is followed from the page that has it', async () => {
    const { reader, subscription, asked } = await connected({
      pageSize: 20,
      onRequest: ({ path, query }) =>
        path.endsWith(LIST) && !query.has('$skiptoken') ? { kind: 'next-link', link: 'relative' } : undefined,
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'read', malformed: 0 });
    if (reading.kind === 'read') expect(reading.items.length).toBeGreaterThan(20);
    expect(asked(LIST).length).toBeGreaterThan(2);
  });

  test('back to a page already read ends the list as broken', async () => {
    const { reader, subscription, asked } = await connected({
      onRequest: onList({ kind: 'next-link', link: 'repeated' }),
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { code: 'RepeatedLink' } });
    expect(asked(LIST).length).toBeLessThanOrEqual(2);
  });

  test('from one empty page to the next without end is given up', async () => {
    const { reader, subscription, asked } = await connected({
      onRequest: onList({ kind: 'next-link', link: 'endless' }),
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { code: 'EndlessList' } });
    expect(asked(LIST).length).toBeLessThan(60);
  });

  test('to ever new pages with the same items is given up', async () => {
    let page = 0;
    const { reader, subscription } = await connected({
      onRequest: ({ path }) => {
        if (!path.endsWith(LIST)) return undefined;
        page += 1;
        return answer(200, { value: [nic('a')], nextLink: `${path}?api-version=2025-05-01&page=${page}` });
      },
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { code: 'EndlessList' } });
    expect(page).toBeLessThan(60);
  });
});

describe('a token', () => {
  test('that runs out in mid-run is replaced once for all requests', async () => {
    const { reader, simulator, subscription, signIns } = await connected();
    await reader.subscriptions();
    simulator.revokeTokens();
    const readings = await Promise.all(KINDS.map((kind) => reader.read(kind, subscription)));
    expect(readings.map(({ kind }) => kind)).toEqual(KINDS.map(() => 'read'));
    expect(signIns()).toBe(2);
    expect(reader.counts().throttled).toBe(0);
  });

  test('that is refused again and again is not asked for without end', async () => {
    const { reader, subscription, asked, signIns } = await connected({
      onRequest: onList(
        answer(401, { error: { code: 'InvalidAuthenticationTokenTenant', message: 'Wrong issuer.' } }),
      ),
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({
      kind: 'unreadable',
      problem: { status: 401, code: 'InvalidAuthenticationTokenTenant', message: 'Wrong issuer.' },
    });
    expect({ requests: asked(LIST).length, signIns: signIns() }).toEqual({ requests: 2, signIns: 2 });
  });

  test('is never in what is told of a problem', async () => {
    const { reader, subscription } = await connected({
      onRequest: ({ path }) =>
        path.endsWith(LIST)
          ? answer(400, {
              error: { code: 'Bad', message: 'Authorization: Bearer AbC0_-.~+/9876543210zyxwvu is no good' },
            })
          : undefined,
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { code: 'Bad' } });
    expect(JSON.stringify(reading)).not.toContain('AbC0_-');
  });
});

describe('a passing fault', () => {
  test.each<{ name: string; fault: Fault; counts: object }>([
    {
      name: 'a 429 without Retry-After',
      fault: answer(429, {}),
      counts: { throttled: 2, failed: 2, retried: 2 },
    },
    {
      name: 'a 503 with an HTML page',
      fault: answer(503, '<html>busy</html>'),
      counts: { retried: 2, failed: 2 },
    },
    { name: 'a 500', fault: answer(500, { error: { code: 'InternalServerError' } }), counts: { retried: 2 } },
    { name: 'a 408', fault: answer(408, ''), counts: { retried: 2 } },
    { name: 'a reset connection', fault: { kind: 'reset' }, counts: { retried: 2, failed: 2 } },
    { name: 'a body that breaks off', fault: { kind: 'truncate' }, counts: { failed: 2, retried: 2 } },
    { name: 'an empty body', fault: answer(200, ''), counts: { failed: 0, retried: 2 } },
    { name: 'a proxy page', fault: answer(200, '<html>log in</html>'), counts: { failed: 0, retried: 2 } },
    {
      name: 'an answer that is late',
      fault: { kind: 'delay', ms: 1_500 },
      counts: { failed: 2, retried: 2 },
    },
  ])('such as $name is overcome and counted', async ({ fault, counts }) => {
    const { reader, subscription } = await connected({ onRequest: onList(fault, 2) });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'read', malformed: 0 });
    expect(reader.counts()).toMatchObject({ total: 3, ...counts });
  });

  test('429 with Retry-After is obeyed to the second', async () => {
    const { reader, subscription } = await connected({
      onRequest: onList(answer(429, {}, { 'retry-after': '1' }), 1),
    });
    await reader.subscriptions();
    const begun = performance.now();
    const reading = await reader.read('networkInterfaces', subscription);
    const waited = performance.now() - begun;
    expect(reading.kind).toBe('read');
    expect(waited).toBeGreaterThanOrEqual(990);
    expect(waited).toBeLessThan(3_000);
    expect(reader.counts()).toMatchObject({ throttled: 1, retried: 1 });
  });
});

describe('a lasting fault', () => {
  const denied =
    "The client 'x' does not have authorization to perform action 'Microsoft.Network/networkInterfaces/read' over scope '/subscriptions/s'.";

  test.each<{ name: string; fault: Fault; problem: object; most: number }>([
    {
      name: 'a 500',
      fault: answer(500, { error: { code: 'Oops', message: 'Try later.' } }),
      problem: { status: 500, code: 'Oops', message: 'Try later.' },
      most: 4,
    },
    {
      name: 'a 503 with an HTML page',
      fault: answer(503, '<html>busy</html>'),
      problem: { status: 503, code: 'Http503', message: 'Resource Manager answered 503' },
      most: 4,
    },
    {
      name: 'a 429',
      fault: answer(429, { error: { code: 'TooManyRequests', message: 'Slow down.' } }),
      problem: { status: 429, code: 'TooManyRequests', message: 'Slow down.' },
      most: 4,
    },
    { name: 'a reset connection', fault: { kind: 'reset' }, problem: { code: 'ECONNRESET' }, most: 4 },
    {
      name: 'a body that breaks off',
      fault: { kind: 'truncate' },
      problem: { code: 'TruncatedBody' },
      most: 4,
    },
    {
      name: 'a proxy page',
      fault: answer(200, '<html>log in</html>'),
      problem: { status: 200, code: 'TruncatedBody' },
      most: 4,
    },
    {
      name: 'an error without its wrapper',
      fault: answer(400, { code: 'Bare', message: 'As it is.' }),
      problem: { status: 400, code: 'Bare', message: 'As it is.' },
      most: 1,
    },
    {
      name: 'an error without words',
      fault: answer(404, ''),
      problem: { status: 404, code: 'Http404' },
      most: 1,
    },
    {
      name: 'a 403',
      fault: answer(403, { error: { code: 'AuthorizationFailed', message: denied } }),
      problem: {
        status: 403,
        code: 'AuthorizationFailed',
        message: denied,
        action: 'Microsoft.Network/networkInterfaces/read',
      },
      most: 1,
    },
    {
      name: 'a 403 that names no action',
      fault: answer(403, { error: { code: 'Forbidden', message: 'No.' } }),
      problem: { status: 403, code: 'Forbidden', action: 'Microsoft.Network/networkInterfaces/read' },
      most: 1,
    },
    {
      name: 'an object for a list',
      fault: answer(200, { id: '/x' }),
      problem: { code: 'NotAList' },
      most: 1,
    },
    {
      name: 'a text for a list',
      fault: answer(200, { value: 'none' }),
      problem: { code: 'NotAList' },
      most: 1,
    },
    {
      name: 'a malformed link',
      fault: answer(200, { value: [], nextLink: 'https://[' }),
      problem: { code: 'BrokenLink' },
      most: 1,
    },
  ])('such as $name is told after $most requests', async ({ fault, problem, most }) => {
    const { reader, subscription, asked } = await connected({ onRequest: onList(fault) });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'unreadable', problem });
    expect(asked(LIST).length).toBe(most);
    expect(await reader.read('virtualMachines', subscription)).toMatchObject({ kind: 'read' });
  });

  test('on a later page keeps the items of the pages before it, and is unreadable all the same', async () => {
    const { reader, subscription } = await connected({
      pageSize: 5,
      onRequest: ({ path, query }) =>
        path.endsWith(LIST) && query.has('$skiptoken') ? answer(403, { error: { code: 'Gone' } }) : undefined,
    });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { code: 'Gone' } });
    if (reading.kind === 'unreadable') expect(reading.items.length).toBe(5);
  });
});

describe('a list', () => {
  test.each(['MissingSubscriptionRegistration', 'SubscriptionNotRegistered'])(
    'of a provider that is not registered (%s) is empty, not unreadable',
    async (code) => {
      const { reader, subscription } = await connected({
        onRequest: onList(answer(409, { error: { code, message: 'not registered' } })),
      });
      expect(await reader.read('networkInterfaces', subscription)).toEqual({
        kind: 'read',
        items: [],
        malformed: 0,
      });
    },
  );

  test.each<{ name: string; body: object; found: number; malformed: number }>([
    { name: 'that is null', body: { value: null }, found: 0, malformed: 0 },
    { name: 'with an empty link', body: { value: [nic('a')], nextLink: '' }, found: 1, malformed: 0 },
    { name: 'with a null link', body: { value: [nic('a')], nextLink: null }, found: 1, malformed: 0 },
    { name: 'with an item twice', body: { value: [nic('a'), nic('b'), nic('a')] }, found: 2, malformed: 0 },
    {
      name: 'with an item twice in another spelling',
      body: { value: [nic('vm-NIC'), nic('VM-nic')] },
      found: 1,
      malformed: 0,
    },
    {
      name: 'with items that are none',
      body: { value: [nic('a'), null, 7, 'x', {}, { id: '' }] },
      found: 1,
      malformed: 5,
    },
  ])('$name counts $found items and $malformed malformed ones', async ({ body, found, malformed }) => {
    const { reader, subscription } = await connected({ onRequest: onList(answer(200, body)) });
    const reading = await reader.read('networkInterfaces', subscription);
    expect(reading).toMatchObject({ kind: 'read', malformed });
    if (reading.kind === 'read') expect(reading.items.length).toBe(found);
  });
});

describe('an interruption', () => {
  test('ends what is under way and lets nothing new begin', async () => {
    const { reader, subscription, interrupt, asked } = await connected({
      onRequest: onList({ kind: 'delay', ms: 5_000 }),
    });
    await reader.subscriptions();
    const begun = performance.now();
    const pending = reader.read('networkInterfaces', subscription);
    setTimeout(interrupt, 50);
    expect(await pending).toMatchObject({ kind: 'unreadable' });
    expect(await reader.read('routeTables', subscription)).toMatchObject({ kind: 'unreadable' });
    expect(performance.now() - begun).toBeLessThan(900);
    expect(asked('/routeTables')).toEqual([]);
  });
});
