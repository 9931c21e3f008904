import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Wire } from '../../src/simulator/estate.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { DEFAULT_SEED, subscriptionIdOf } from '../../src/simulator/tenant-identity.ts';
import { type LocalClient, localClient } from './local-client.ts';

const VERSION = 'api-version=2024-05-01';
const NIC_VERSION = 'api-version=2018-10-01';

let simulator: Simulator;
let client: LocalClient;

function errorOf(body: unknown): { code: string; message: string } {
  return (body as { error: { code: string; message: string } }).error;
}

/** The properties of a resource, or of a part of one, as loosely as a test may read them. */
function propertiesOf(wire: Wire | undefined): Wire {
  return (wire?.['properties'] ?? {}) as Wire;
}

function listOf(key: string, type: string): Promise<Wire[]> {
  const id = subscriptionIdOf(DEFAULT_SEED, key);
  return client.list(`/subscriptions/${id}/providers/${type}?${VERSION}`);
}

async function named(key: string, type: string, part: string): Promise<Wire & { id: string }> {
  const found = (await listOf(key, type)).find(({ id }) => String(id).includes(part));
  if (found === undefined) throw new Error(`${key} lists no ${type} ${part}`);
  return { ...found, id: String(found['id']) };
}

beforeAll(async () => {
  simulator = await startSimulator();
  client = localClient(simulator);
});

afterAll(async () => {
  client.close();
  await simulator.close();
});

describe('scale sets', () => {
  const SETS = 'Microsoft.Compute/virtualMachineScaleSets';

  test('have lists of instances, with their power where the instance view is asked for', async () => {
    const { id } = await named('containers', SETS, 'aks-nodepool1');
    const plain = await client.list(`${id}/virtualMachines?${VERSION}`);
    expect(plain).toHaveLength(4);
    expect(JSON.stringify(plain)).not.toContain('PowerState');
    const viewed = await client.list(`${id}/virtualMachines?${VERSION}&$expand=instanceView`);
    expect(JSON.stringify(viewed[0])).toContain('PowerState/running');
    expect(plain.map((each) => each['instanceId'])).toEqual(['0', '2', '4', '6']);
    const one = await client.get(`${plain[1]?.['id']}?${VERSION}`);
    expect(one.body).toMatchObject({ instanceId: '2' });
  });

  test('list NICs in the version of 2018 and in no newer one', async () => {
    const { id } = await named('containers', SETS, 'aks-nodepool1');
    const newer = await client.get(`${id}/networkInterfaces?${VERSION}`);
    expect([newer.status, errorOf(newer.body).code]).toEqual([400, 'NoRegisteredProviderFound']);
    expect(errorOf(newer.body).message).toContain('2018-10-01');
    const nics = await client.list(`${id}/networkInterfaces?${NIC_VERSION}`);
    expect(nics).toHaveLength(4);
    expect(nics.every((nic) => nic['type'] === undefined)).toBe(true);
    expect(nics[0]).toMatchObject({
      properties: {
        allowPort25Out: true,
        virtualMachine: { id: expect.stringContaining('/virtualMachines/0') },
      },
    });
  });

  test('list the public addresses of instances, which no list of the subscription has', async () => {
    const { id } = await named('containers', SETS, 'vmss-edge');
    const addresses = await client.list(`${id}/publicipaddresses?${NIC_VERSION}`);
    expect(addresses).toHaveLength(2);
    const listed = JSON.stringify(await listOf('containers', 'Microsoft.Network/publicIPAddresses'));
    expect(listed).not.toContain('vmss-edge');
  });

  test('say what they are, or nothing; an empty one and Flexible ones have empty lists', async () => {
    const sets = await listOf('containers', SETS);
    const modes = sets.map((set) => propertiesOf(set)['orchestrationMode'] ?? null);
    expect(new Set(modes)).toEqual(new Set(['Uniform', 'Flexible', null]));
    const empty = sets.filter((set) => (set['sku'] as { capacity: number }).capacity === 0);
    expect(empty).toHaveLength(1);
    for (const set of [
      ...empty,
      ...sets.filter((each) => propertiesOf(each)['orchestrationMode'] === 'Flexible'),
    ]) {
      expect(await client.list(`${set['id']}/virtualMachines?${VERSION}`)).toEqual([]);
    }
    const vms = await listOf('containers', 'Microsoft.Compute/virtualMachines');
    expect(vms.filter((vm) => 'virtualMachineScaleSet' in propertiesOf(vm))).toHaveLength(4);
  });

  test.each([
    ['vmss-secret', 'virtualMachines'],
    ['vmss-nics', 'networkInterfaces'],
    ['vmss-addresses', 'publicIPAddresses'],
  ])('%s refuses its %s alone', async (part, list) => {
    const { id } = await named('containers-restricted', SETS, part);
    for (const each of ['virtualMachines', 'networkInterfaces', 'publicIPAddresses']) {
      const { body, status } = await client.get(`${id}/${each}?${NIC_VERSION}`);
      expect([each, status]).toEqual([each, each === list ? 403 : 200]);
      if (status === 403)
        expect(errorOf(body).message).toContain(`'${SETS}/${list}/read' over scope '${id}'`);
    }
  });
});

describe('firewalls', () => {
  const POLICIES = 'Microsoft.Network/firewallPolicies';

  test('have policies whose rules are in groups, and whose parents can be asked for', async () => {
    const firewall = await named('connectivity', 'Microsoft.Network/azureFirewalls', 'afw-weu');
    const { firewallPolicy: policy } = propertiesOf(firewall) as { firewallPolicy: { id: string } };
    const { body } = await client.get(`${policy.id}?${VERSION}`);
    const { basePolicy } = propertiesOf(body as Wire) as { basePolicy: { id: string } };
    const own = await client.list(`${policy.id}/ruleCollectionGroups?${VERSION}`);
    expect(own.map((group) => propertiesOf(group)['priority'])).toEqual([200, 300]);
    const parents = await client.list(`${basePolicy.id}/ruleCollectionGroups?${VERSION}`);
    expect(JSON.stringify(parents)).toContain('"type":"Deny"');
  });

  test.each([
    ['noe', '', 200, ''],
    ['noe', 'ruleCollectionGroups', 403, `${POLICIES}/ruleCollectionGroups/read`],
    ['jpe', 'ruleCollectionGroups', 403, `${POLICIES}/ruleCollectionGroups/read`],
    ['itn', 'ruleCollectionGroups', 200, ''],
    ['itn-parent', '', 403, `${POLICIES}/read`],
  ])('the policy %s, %s: %i', async (...[policy, list, status, action]) => {
    const subscription = subscriptionIdOf(DEFAULT_SEED, 'connectivity-restricted');
    const group = `rg-hub-${policy.slice(0, 3)}`;
    const id = `/subscriptions/${subscription}/resourceGroups/${group}/providers/${POLICIES}/afwp-${policy}`;
    const answer = await client.get(`${id}${list === '' ? '' : `/${list}`}?${VERSION}`);
    expect(answer.status).toBe(status);
    if (status === 403) expect(errorOf(answer.body).message).toContain(`'${action}' over scope '${id}'`);
  });

  test('name IP groups, of which some may not be read', async () => {
    const readable = await named('connectivity', 'Microsoft.Network/ipGroups', 'ipg-spokes');
    expect((await client.get(`${readable.id}?${VERSION}`)).status).toBe(200);
    const refused = await named('connectivity-restricted', 'Microsoft.Network/ipGroups', 'ipg-senders');
    expect((await client.get(`${refused.id}?${VERSION}`)).status).toBe(403);
  });
});

describe('virtual hubs', () => {
  const HUBS = 'Microsoft.Network/virtualHubs';

  test('have connections, route tables and, some of them, routing intent', async () => {
    const { id } = await named('virtual-wan', HUBS, 'vhub-weu');
    const connections = await client.list(`${id}/hubVirtualNetworkConnections?${VERSION}`);
    expect(connections.length).toBeGreaterThan(4);
    const security = connections.map((each) => propertiesOf(each)['enableInternetSecurity']);
    expect(new Set(security)).toEqual(new Set([true, false]));
    const intent = await client.list(`${id}/routingIntent?${VERSION}`);
    expect(JSON.stringify(intent)).toContain('"destinations":["Internet"]');
    const tables = await client.list(`${id}/hubRouteTables?${VERSION}`);
    expect(JSON.stringify(tables)).toContain('0.0.0.0/0');
  });

  test('without routing intent answer 404', async () => {
    const { id } = await named('virtual-wan', HUBS, 'vhub-neu');
    const { body, status } = await client.get(`${id}/routingIntent?${VERSION}`);
    expect([status, errorOf(body).code]).toEqual([404, 'ResourceNotFound']);
  });

  test('are connected to networks that exist', async () => {
    const hubs = (await listOf('virtual-wan', HUBS)).filter(({ id }) => !/gwc|rs-/.test(String(id)));
    for (const hub of hubs) {
      for (const connection of await client.list(`${hub['id']}/hubVirtualNetworkConnections?${VERSION}`)) {
        const { remoteVirtualNetwork: remote } = propertiesOf(connection) as {
          remoteVirtualNetwork: { id: string };
        };
        expect((await client.get(`${remote.id}?${VERSION}`)).status).toBe(200);
      }
    }
  });

  test('may refuse all that is inside them, and a Route Server is listed among them', async () => {
    const { id } = await named('virtual-wan', HUBS, 'vhub-gwc');
    for (const list of ['hubVirtualNetworkConnections', 'routingIntent', 'hubRouteTables']) {
      expect((await client.get(`${id}/${list}?${VERSION}`)).status).toBe(403);
    }
    expect(await named('virtual-wan', HUBS, 'rs-branches')).toMatchObject({ kind: 'RouteServer' });
  });
});

test('network managers have configurations, with collections, with rules', async () => {
  const { id } = await named('connectivity', 'Microsoft.Network/networkManagers', 'avnm-mail');
  const [configuration] = await client.list(`${id}/securityAdminConfigurations?${VERSION}`);
  const [collection] = await client.list(`${configuration?.['id']}/ruleCollections?${VERSION}`);
  const rules = await client.list(`${collection?.['id']}/rules?${VERSION}`);
  expect(rules).toHaveLength(2);
  expect(rules[0]).toMatchObject({ properties: { direction: 'Outbound', destinationPortRanges: ['20-30'] } });
});

describe('resource groups', () => {
  test('are listed with their tags', async () => {
    const id = subscriptionIdOf(DEFAULT_SEED, 'containers');
    const groups = await client.list(`/subscriptions/${id}/resourcegroups?${VERSION}`);
    const cluster = groups.find(({ name }) => name === 'MC_rg-aks_aks-prod_westeurope');
    expect(cluster).toMatchObject({ tags: { owner: 'platform' } });
    const one = await client.get(`${String(cluster?.['id']).toUpperCase()}?${VERSION}`);
    expect(one.body).toEqual(cluster);
  });

  test('narrow a list, and those that are not there are not found', async () => {
    const group = `/subscriptions/${subscriptionIdOf(DEFAULT_SEED, 'containers')}/resourceGroups/rg-containers`;
    const sets = await client.list(
      `${group}-flex/providers/Microsoft.Compute/virtualMachineScaleSets?${VERSION}`,
    );
    expect(sets).toHaveLength(2);
    const gone = await client.get(`${group}-gone?${VERSION}`);
    expect([gone.status, errorOf(gone.body).code]).toEqual([404, 'ResourceGroupNotFound']);
    const missing = await client.get(`${group}-flex/providers/Microsoft.Network/ipGroups/none?${VERSION}`);
    expect([missing.status, errorOf(missing.body).code]).toEqual([404, 'ResourceNotFound']);
  });
});

test('lists inside a resource are paged like any other, and keep what they were asked', async () => {
  const small = await startSimulator({ pageSize: 3 });
  const own = localClient(small);
  const { id } = await named('containers', 'Microsoft.Compute/virtualMachineScaleSets', 'aks-nodepool1');
  const path = `${id}/virtualMachines?${VERSION}&$expand=instanceView`;
  const first = (await own.get(path)).body as { value: Wire[]; nextLink?: string };
  expect(first.value).toHaveLength(3);
  expect(first.nextLink).toContain('$expand=instanceView');
  const all = await own.list(path);
  expect(all).toHaveLength(4);
  expect(JSON.stringify(all[3])).toContain('PowerState/running');
  own.close();
  await small.close();
});

describe('management groups', () => {
  const descendants = (group: string) =>
    `/providers/Microsoft.Management/managementGroups/${group}/descendants?api-version=2020-05-01`;

  test('list every group and subscription below them, page by page', async () => {
    const all = await client.list(descendants('contoso'));
    const subscriptions = all.filter(({ type }) => type === '/subscriptions');
    expect(subscriptions.map(({ name }) => name)).toEqual(
      [...simulator.tenant.subscriptions()].map(({ id }) => id),
    );
    expect(all.length - subscriptions.length).toBe(7);
    const platform = await client.list(descendants('Contoso-Platform'));
    expect(platform.map(({ name }) => name)).toContain(subscriptionIdOf(DEFAULT_SEED, 'virtual-wan'));
    expect(platform.length).toBeLessThan(10);
  });

  test('lie in each other, and a group lists what is in those below it', async () => {
    const zones = await client.list(descendants('contoso-landing-zones'));
    expect(zones.filter(({ type }) => type !== '/subscriptions').map(({ name }) => name)).toEqual([
      'contoso-corp',
      'contoso-online',
      'contoso-governed',
    ]);
    const names = zones.map(({ name }) => name);
    for (const key of ['landing-wan', 'containers', 'governed'])
      expect(names).toContain(subscriptionIdOf(DEFAULT_SEED, key));
    expect(names).not.toContain(subscriptionIdOf(DEFAULT_SEED, 'hr'));
    const all = await client.list(descendants('contoso'));
    expect(all.map(({ name }) => name)).toContain(subscriptionIdOf(DEFAULT_SEED, 'forbidden'));
  });

  test.each(['nowhere', 'contoso-confidential', 'CONTOSO-Confidential'])('%s is refused', async (group) => {
    const { body, status } = await client.get(descendants(group));
    expect([status, errorOf(body).code]).toEqual([403, 'AuthorizationFailed']);
    expect(errorOf(body).message).toContain('Microsoft.Management/managementGroups/descendants/read');
  });
});
