import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Wire } from '../../src/simulator/estate.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { DEFAULT_SEED, subscriptionIdOf } from '../../src/simulator/tenant-identity.ts';
import { type LocalClient, localClient, type Page } from './local-client.ts';

const VERSION = 'api-version=2024-05-01';
const TODAY = '2026-06-01';

let simulator: Simulator;
let client: LocalClient;

beforeAll(async () => {
  simulator = await startSimulator({ today: TODAY });
  client = localClient(simulator);
});

afterAll(async () => {
  client.close();
  await simulator.close();
});

function inside(key: string, path: string, query = ''): string {
  return `/subscriptions/${subscriptionIdOf(DEFAULT_SEED, key)}/${path}?${VERSION}${query}`;
}

async function refusal(target: string): Promise<[number, string]> {
  const { body, status } = await client.get(target);
  return [status, (body as { error: { code: string } }).error.code];
}

function property(wire: Wire | undefined, name: string): unknown {
  return ((wire?.['properties'] ?? {}) as Wire)[name];
}

describe('policy assignments', () => {
  const PATH = 'providers/Microsoft.Authorization/policyAssignments';
  const scopes = (list: Page['value']) => list.map((each) => property(each, 'scope'));

  test('are those at exactly the subscription, where the filter says so, with their dates', async () => {
    const exact = await client.list(inside('transferred-old', PATH, '&$filter=atExactScope()'));
    const id = subscriptionIdOf(DEFAULT_SEED, 'transferred-old');
    expect(scopes(exact)).toEqual([`/subscriptions/${id}`, `/subscriptions/${id}`]);
    const dates = exact.map((each) => (property(each, 'metadata') as Wire)['createdOn']);
    expect(dates).toEqual(['2019-05-06T07:08:09.0123456Z', '2016-08-17T15:16:17.1819202Z']);
  });

  test('come from above too, and from below, unless a filter leaves them out', async () => {
    const above = '/providers/Microsoft.Management/managementGroups/contoso';
    const id = subscriptionIdOf(DEFAULT_SEED, 'lab');
    expect(scopes(await client.list(inside('lab', PATH)))).toEqual([
      above,
      `/subscriptions/${id}`,
      `/subscriptions/${id}/resourceGroups/rg-app`,
    ]);
    expect(scopes(await client.list(inside('lab', PATH, '&$filter=atScope()')))).toEqual([
      above,
      `/subscriptions/${id}`,
    ]);
    const [exact] = await client.list(inside('lab', PATH, '&$filter=atExactScope()'));
    expect(property(exact, 'metadata')).not.toHaveProperty('createdOn');
  });

  test('may be refused', async () => {
    expect(await refusal(inside('mca-professional', PATH))).toEqual([403, 'AuthorizationFailed']);
  });
});

describe('resource groups, resources and disks', () => {
  test('are dated only where that is asked for', async () => {
    for (const path of ['resourcegroups', 'resources']) {
      const plain = await client.list(inside('old-group', path));
      expect(plain.length).toBeGreaterThan(0);
      expect(JSON.stringify(plain)).not.toContain('createdTime');
      const dated = await client.list(inside('old-group', path, '&$expand=createdTime'));
      expect(dated.map(({ createdTime }) => typeof createdTime)).toEqual(dated.map(() => 'string'));
    }
  });

  test('show the old one and no other', async () => {
    const old = async (key: string, path: string) => {
      const list = await client.list(inside(key, path, '&$expand=createdTime'));
      return list.filter(({ createdTime }) => String(createdTime) < '2017-11').map(({ type }) => type);
    };
    expect(await old('old-group', 'resourcegroups')).toEqual(['Microsoft.Resources/resourceGroups']);
    expect(await old('old-group', 'resources')).toEqual([]);
    expect(await old('old-network', 'resources')).toEqual(['Microsoft.Network/virtualNetworks']);
    expect(await old('old-network', 'resourcegroups')).toEqual([]);
    expect(await old('old-disk', 'resources')).toEqual([]);
    expect(await old('old-instance', 'resources')).toEqual([]);
    expect(await old('old-instance', 'resourcegroups')).toEqual([]);
  });

  test('hold times that are not set', async () => {
    const groups = await client.list(inside('lab', 'resourcegroups', '&$expand=createdTime'));
    expect(groups[0]?.['createdTime']).toBe('0001-01-01T00:00:00Z');
  });

  test('of disks say when each was made, and which VM has it', async () => {
    const disks = await client.list(inside('old-disk', 'providers/Microsoft.Compute/disks'));
    expect(disks.map((disk) => [property(disk, 'diskState'), typeof disk['managedBy']])).toEqual([
      ['Attached', 'string'],
      ['Unattached', 'undefined'],
    ]);
    expect(property(disks[1], 'timeCreated')).toBe('2017-03-07T08:09:10.1112131+00:00');
    expect(await refusal(inside('unregistered', 'providers/Microsoft.Compute/disks'))).toEqual([
      409,
      'MissingSubscriptionRegistration',
    ]);
  });

  test('may be refused', async () => {
    for (const path of ['resourcegroups', 'resources', 'providers/Microsoft.Compute/disks'])
      expect(await refusal(inside('mca-professional', path))).toEqual([403, 'AuthorizationFailed']);
  });
});

describe('billing', () => {
  const PERIODS = 'providers/Microsoft.Billing/billingPeriods';
  const ACCOUNTS = '/providers/Microsoft.Billing/billingAccounts';
  const accountsBy = async (name: string) => {
    const accounts = await client.list(`${ACCOUNTS}?api-version=2024-04-01`);
    return accounts.find((each) => property(each, 'displayName') === name)?.['id'];
  };

  test('has periods for web-direct offers, the newest first', async () => {
    const periods = await client.list(inside('billed-before', PERIODS));
    expect(periods.at(-1)).toMatchObject({
      name: '201706-1',
      properties: { billingPeriodStartDate: '2017-05-27', billingPeriodEndDate: '2017-06-26' },
    });
    expect(periods.length).toBe(4);
    expect((await client.list(inside('old-group', PERIODS))).length).toBe(3);
  });

  test('has none for others', async () => {
    expect(await refusal(inside('prod-emea', PERIODS))).toEqual([404, 'UnsupportedSubscriptionType']);
    expect(await refusal(inside('mca-professional', PERIODS))).toEqual([403, 'AuthorizationFailed']);
  });

  test('accounts list subscriptions with their purchase dates, or refuse to', async () => {
    const readable = await client.list(`${await accountsBy('Contoso')}/billingSubscriptions?${VERSION}`);
    const dates = new Map(
      readable.map((each) => [property(each, 'subscriptionId'), property(each, 'purchaseDate')]),
    );
    expect(dates.get(subscriptionIdOf(DEFAULT_SEED, 'purchased-before'))).toBe(
      '2016-04-18T07:45:12.3456789Z',
    );
    expect(dates.get(subscriptionIdOf(DEFAULT_SEED, 'lab'))).toBeUndefined();
    expect(dates.has(undefined)).toBe(true);
    const other = await accountsBy('Contoso Subsidiary');
    expect(await refusal(`${other}/billingSubscriptions?${VERSION}`)).toEqual([403, 'AuthorizationFailed']);
    expect(await refusal(`${ACCOUNTS}/nobody/billingSubscriptions?${VERSION}`)).toEqual([404, 'NotFound']);
  });
});

describe('the activity log', () => {
  const PATH = 'providers/Microsoft.Insights/eventtypes/management/values';
  const filter = (text: string) => `&$filter=${encodeURIComponent(text)}`;
  const QUARTER =
    "eventTimestamp ge '2026-03-04T00:00:00Z' and eventTimestamp le '2026-06-01T12:00:00Z' and resourceProvider eq 'Microsoft.Compute'";

  test('lists events of all states, newest first, page by page', async () => {
    const { body } = await client.get(inside('exempted-by-log', PATH, filter(QUARTER)));
    expect((body as Page).nextLink).toContain('$skiptoken=');
    const events = await client.list(inside('exempted-by-log', PATH, filter(QUARTER)));
    const states = new Set(events.map(({ status }) => (status as Wire)['value']));
    expect(states).toEqual(new Set(['Started', 'Accepted', 'Succeeded', 'Failed']));
    const actions = new Set(events.map(({ operationName }) => (operationName as Wire)['value']));
    expect(actions).toContain('Microsoft.Compute/virtualMachines/deallocate/action');
    expect(actions).toContain('Microsoft.Compute/virtualMachineScaleSets/virtualMachines/reimage/action');
    const times = events.map(({ eventTimestamp }) => String(eventTimestamp));
    expect(times).toEqual(times.toSorted().reverse());
    const ids = new Set(events.map(({ resourceId }) => String(resourceId).toLowerCase()));
    const vms = [...simulator.tenant.vms(subscriptionIdOf(DEFAULT_SEED, 'exempted-by-log'))];
    expect(vms.filter(({ resourceId }) => ids.has(resourceId.toLowerCase())).length).toBe(vms.length - 2);
  });

  test('keeps to the times and the provider that the filter names', async () => {
    const short = "eventTimestamp ge '2026-05-23T00:00:00Z' and eventTimestamp le '2026-05-23T23:59:59Z'";
    const some = await client.list(inside('exempted-by-log', PATH, filter(short)));
    expect(some).toHaveLength(9);
    const lean = await client.list(
      inside('exempted-by-log', PATH, `${filter(short)}&$select=resourceId,status`),
    );
    expect(lean.map((event) => Object.keys(event))).toEqual(lean.map(() => ['resourceId', 'status']));
    const other = `${short} and resourceProvider eq 'Microsoft.Network'`;
    expect(await client.list(inside('exempted-by-log', PATH, filter(other)))).toEqual([]);
  });

  test.each([
    ['no filter', ''],
    ['a start before it begins', filter("eventTimestamp ge '2026-01-01T00:00:00Z'")],
    ['no start', filter("resourceProvider eq 'Microsoft.Compute'")],
    ['a clause that it does not know', filter(`${QUARTER} and colour eq 'red'`)],
  ])('refuses %s', async (_, query) => {
    expect(await refusal(inside('exempted-by-log', PATH, query))).toEqual([400, 'BadRequest']);
  });

  test('may be refused', async () => {
    expect(await refusal(inside('exempted-log-refused', PATH, filter(QUARTER)))).toEqual([
      403,
      'AuthorizationFailed',
    ]);
  });
});
