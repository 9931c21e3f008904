import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { credentials, type LocalClient, localClient, type Page } from './local-client.ts';

const VERSION = 'api-version=2024-05-01';

let simulator: Simulator;
let client: LocalClient;

/** The ID of the named subscription that shows what the given text says. */
function idThatShows(text: string): string {
  const found = [...simulator.tenant.subscriptions()].find(({ shows }) => shows.includes(text));
  if (found === undefined) throw new Error(`no subscription shows ${text}`);
  return found.id;
}

function errorCode(body: unknown): string {
  return (body as { error: { code: string } }).error.code;
}

beforeAll(async () => {
  simulator = await startSimulator();
  client = localClient(simulator);
});

afterAll(async () => {
  client.close();
  await simulator.close();
});

describe('sign-in', () => {
  const tokenPath = () => `/${simulator.tenantId}/oauth2/v2.0/token`;

  test('tells where its endpoints are', async () => {
    const answer = await client.send(`/${simulator.tenantId}/v2.0/.well-known/openid-configuration`);
    expect(JSON.parse(answer.text)).toMatchObject({
      token_endpoint: `${simulator.endpoint}${tokenPath()}`,
      issuer: `${simulator.endpoint}/${simulator.tenantId}/v2.0`,
    });
  });

  test.each([
    ['a wrong secret', { client_secret: 'wrong' }, 401, 'invalid_client', 7000215],
    ['an unknown application', { client_id: 'nobody' }, 400, 'unauthorized_client', 700016],
    ['another resource', { scope: 'https://example.org/.default' }, 400, 'invalid_resource', 500011],
    ['another grant', { grant_type: 'password' }, 400, 'unsupported_grant_type', 70003],
  ])('refuses %s', async (...[, change, status, error, number]) => {
    const form = { ...credentials(simulator), ...change };
    const answer = await client.send(tokenPath(), { method: 'POST', form });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ error, error_codes: [number] });
    expect(answer.text).toContain(`AADSTS${number}`);
    expect(answer.text).not.toContain(simulator.clientSecret);
  });

  test('does not know other tenants', async () => {
    const other = '/11111111-1111-4111-8111-111111111111/oauth2/v2.0/token';
    const answer = await client.send(other, { method: 'POST', form: credentials(simulator) });
    expect(JSON.parse(answer.text)).toMatchObject({ error: 'invalid_tenant', error_codes: [90002] });
  });

  test('gives out another token each time', async () => {
    expect(await client.token()).not.toBe(await client.token());
  });
});

describe('the gate of Resource Manager', () => {
  test('wants a token, and a good one', async () => {
    const without = await client.send(`/subscriptions?${VERSION}`);
    expect(without.status).toBe(401);
    expect(errorCode(JSON.parse(without.text))).toBe('AuthenticationFailed');
    const wrong = await client.send(`/subscriptions?${VERSION}`, { token: 'made-up' });
    expect(wrong.status).toBe(401);
    expect(errorCode(JSON.parse(wrong.text))).toBe('InvalidAuthenticationToken');
    expect(wrong.headers['www-authenticate']).not.toContain('claims');
  });

  test.each([
    ['/subscriptions', 'MissingApiVersionParameter'],
    ['/subscriptions?api-version=', 'MissingApiVersionParameter'],
    ['/subscriptions?api-version=newest', 'InvalidApiVersionParameter'],
  ])('wants an api-version: %s', async (path, code) => {
    const { body, status } = await client.get(path);
    expect([status, errorCode(body)]).toEqual([400, code]);
  });

  test('takes nothing but GET', async () => {
    const token = await client.token();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await client.send(`/subscriptions?${VERSION}`, { method, token });
      expect(answer.status).toBe(405);
    }
  });

  test('counts reads down, apart for the tenant and each subscription', async () => {
    const [one, two] = [...simulator.tenant.subscriptions()].map(({ id }) => id);
    const remaining = async (path: string, kind: string) =>
      Number(
        (await client.get(`${path}?${VERSION}`)).answer.headers[`x-ms-ratelimit-remaining-${kind}-reads`],
      );
    const first = await remaining(`/subscriptions/${one}`, 'subscription');
    expect(await remaining(`/subscriptions/${one}`, 'subscription')).toBeLessThanOrEqual(first);
    expect(await remaining(`/subscriptions/${two}`, 'subscription')).toBe(249);
    expect(await remaining('/tenants', 'tenant')).toBeGreaterThan(0);
  });

  test('names every request', async () => {
    const { answer } = await client.get(`/tenants?${VERSION}`);
    expect(answer.headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers['x-ms-correlation-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(simulator.requests.at(-1)).toMatchObject({ method: 'GET', path: '/tenants', status: 200 });
  });
});

describe('lists', () => {
  test('are paged by absolute links', async () => {
    const { body } = await client.get(`/subscriptions?${VERSION}`);
    const { nextLink, value } = body as Page;
    expect(value).toHaveLength(20);
    expect(nextLink).toMatch(new RegExp(`^${simulator.endpoint}/subscriptions\\?.*\\$skiptoken=`));
    const names = (await client.list(`/subscriptions?${VERSION}`)).map((each) => each['subscriptionId']);
    const expected = [...simulator.tenant.subscriptions()].map(({ id }) => id);
    expect(new Set(names)).toEqual(new Set(expected));
    expect(names).toHaveLength(expected.length + 1);
  });

  test('take paths in any letter case', async () => {
    const id = idThatShows('every ordinary network');
    const path = `/SUBSCRIPTIONS/${id.toUpperCase()}/PROVIDERS/microsoft.NETWORK/networkinterfaces?${VERSION}`;
    const nics = await client.list(path);
    expect(nics.length).toBeGreaterThan([...simulator.tenant.vms(id)].length);
  });

  test('give the power states in a list of their own, without network profiles', async () => {
    const id = idThatShows('every ordinary network');
    const path = `/subscriptions/${id}/providers/Microsoft.Compute/virtualMachines?${VERSION}`;
    const models = await client.list(path);
    const statuses = await client.list(`${path}&statusOnly=true`);
    const lower = (list: Page['value']) => list.map((each) => String(each['id']).toLowerCase());
    expect(lower(statuses)).toEqual(lower(models));
    expect(JSON.stringify(models)).not.toContain('instanceView');
    expect(JSON.stringify(statuses)).not.toContain('networkProfile');
    const truth = [...simulator.tenant.vms(id)].map(({ powerState }) => powerState);
    const codes = statuses.map((each) => /PowerState\/(\w+)/.exec(JSON.stringify(each))?.[1] ?? null);
    expect(codes).toEqual(truth);
  });

  test('hold role assignments from above, and those below only when nobody filters', async () => {
    const id = idThatShows('a role assignment on the subscription shows');
    const path = `/subscriptions/${id}/providers/Microsoft.Authorization/roleAssignments?${VERSION}`;
    const scopes = (list: Page['value']) =>
      list.map((each) => (each['properties'] as { scope: string }).scope);
    const filtered = scopes(await client.list(`${path}&$filter=atScope()`));
    expect(filtered).toContain('/');
    expect(filtered.filter((scope) => scope === `/subscriptions/${id}`)).toHaveLength(2);
    expect(scopes(await client.list(path))).toContain(`/subscriptions/${id}/resourceGroups/rg-app`);
  });

  test('are empty where nothing is simulated yet', async () => {
    const id = idThatShows('the hub');
    for (const type of ['Microsoft.Compute/virtualMachineScaleSets', 'Microsoft.Network/virtualHubs']) {
      expect(await client.list(`/subscriptions/${id}/providers/${type}?${VERSION}`)).toEqual([]);
    }
  });

  test('of aliases tolerate one without a date', async () => {
    const aliases = await client.list(`/providers/Microsoft.Subscription/aliases?${VERSION}`);
    const undated = aliases.filter((each) => !('createdTime' in (each['properties'] as object)));
    expect(undated).toHaveLength(1);
  });
});

describe('refusals', () => {
  test.each([
    ['NICs that may not be read', 'Microsoft.Network/networkInterfaces', 403, 'AuthorizationFailed'],
    ['nothing may be read', 'Microsoft.Compute/virtualMachines', 403, 'AuthorizationFailed'],
    ['listed and then not found', 'Microsoft.Compute/virtualMachines', 404, 'SubscriptionNotFound'],
    ['not registered', 'Microsoft.Compute/virtualMachines', 409, 'MissingSubscriptionRegistration'],
    ['the hub', 'Microsoft.Network/flyingCarpets', 404, 'InvalidResourceType'],
    ['the hub', 'Contoso.Things/things', 404, 'InvalidResourceNamespace'],
  ])('%s: %s', async (...[shows, type, status, code]) => {
    const id = idThatShows(shows);
    const { body, ...rest } = await client.get(`/subscriptions/${id}/providers/${type}?${VERSION}`);
    expect([rest.status, errorCode(body)]).toEqual([status, code]);
    if (status === 403) {
      expect(JSON.stringify(body)).toContain(`'${type}/read' over scope '/subscriptions/${id}'`);
    }
  });

  test('know no subscription that is not there', async () => {
    const unknown = await client.get(`/subscriptions/11111111-1111-4111-8111-111111111111?${VERSION}`);
    expect([unknown.status, errorCode(unknown.body)]).toEqual([404, 'SubscriptionNotFound']);
    const malformed = await client.get(`/subscriptions/everything?${VERSION}`);
    expect([malformed.status, errorCode(malformed.body)]).toEqual([400, 'InvalidSubscriptionId']);
  });

  test.each([
    ['by its quota ID alone', 403],
    ['it changes nothing', 404],
    ['confirmed by billing', 200],
  ])('of the billing property: %s', async (shows, status) => {
    const id = idThatShows(shows);
    const path = `/subscriptions/${id}/providers/Microsoft.Billing/billingProperty/default?${VERSION}`;
    expect((await client.get(path)).status).toBe(status);
  });
});

test('tokens expire and can be revoked, and the answer carries no claims challenge', async () => {
  const short = await startSimulator({ tokenLifetimeSeconds: 1 });
  const own = localClient(short);
  const token = await own.token();
  expect((await own.send(`/tenants?${VERSION}`, { token })).status).toBe(200);
  short.revokeTokens();
  const answer = await own.send(`/tenants?${VERSION}`, { token });
  expect([answer.status, errorCode(JSON.parse(answer.text))]).toEqual([401, 'ExpiredAuthenticationToken']);
  expect(answer.headers['www-authenticate']).not.toContain('claims');
  own.close();
  await short.close();
});

test('a bucket that is empty answers 429 with a time to wait, and refills', async () => {
  const id = idThatShows('the hub');
  const token = await client.token();
  const answers = await Promise.all(
    Array.from({ length: 400 }, () => client.send(`/subscriptions/${id}?${VERSION}`, { token })),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThanOrEqual(1);
  expect(errorCode(JSON.parse(refused[0]?.text ?? ''))).toBe('SubscriptionRequestsThrottled');
});
