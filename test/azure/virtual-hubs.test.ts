import { describe, expect, test } from 'vitest';
import { ArmError } from '../../src/azure/read-problem.ts';
import { readVirtualHubs } from '../../src/azure/read-virtual-hubs.ts';
import { virtualHubFactSchema } from '../../src/model/hub-facts.ts';
import { type Answer, ELSEWHERE, fakeArm, forbidden, idOf, listPath, SUBSCRIPTION } from './fake-arm.ts';

const LIST = listPath('Microsoft.Network/virtualHubs');
const HUB = idOf('Microsoft.Network/virtualHubs/hub');
const FIREWALL = idOf('Microsoft.Network/azureFirewalls/fw');
const SPOKE = idOf('Microsoft.Network/virtualNetworks/spoke', ELSEWHERE);
const DEFAULT_TABLE = `${HUB}/hubRouteTables/defaultRouteTable`;

const hub = {
  id: HUB,
  name: 'hub',
  location: 'westeurope',
  properties: { addressPrefix: '10.100.0.0/23', azureFirewall: { id: FIREWALL }, sku: 'Standard' },
};

const connection = {
  id: `${HUB}/hubVirtualNetworkConnections/to-spoke`,
  name: 'to-spoke',
  properties: {
    remoteVirtualNetwork: { id: SPOKE },
    enableInternetSecurity: true,
    routingConfiguration: {
      associatedRouteTable: { id: DEFAULT_TABLE },
      propagatedRouteTables: { labels: ['default'] },
      vnetRoutes: {
        staticRoutes: [{ name: 'out', addressPrefixes: ['0.0.0.0/0'], nextHopIpAddress: '10.1.0.4' }],
      },
    },
  },
};

const intent = {
  id: `${HUB}/routingIntent/hubRoutingIntent`,
  name: 'hubRoutingIntent',
  properties: {
    routingPolicies: [
      { name: 'public', destinations: ['Internet'], nextHop: FIREWALL },
      { name: 'private', destinations: ['PrivateTraffic'], nextHop: FIREWALL },
    ],
  },
};

const table = {
  id: DEFAULT_TABLE,
  name: 'defaultRouteTable',
  properties: {
    routes: [
      {
        name: 'all',
        destinationType: 'CIDR',
        destinations: ['0.0.0.0/0'],
        nextHopType: 'ResourceId',
        nextHop: FIREWALL,
      },
    ],
    labels: ['default'],
  },
};

const plain = {
  [LIST]: [hub],
  [`${HUB}/hubVirtualNetworkConnections`]: [connection],
  [`${HUB}/routingIntent`]: [intent],
  [`${HUB}/hubRouteTables`]: [table],
};

async function readAll(answers: Readonly<Record<string, Answer>>) {
  const { arm, asked } = fakeArm(answers);
  const reading = await readVirtualHubs(arm)(SUBSCRIPTION);
  const [first] = reading.kind === 'not-asked' ? [] : reading.items;
  return { reading, first, asked };
}

describe('virtual hubs', () => {
  test('are read with connections, routing intent and route tables, in four requests', async () => {
    const { first, asked } = await readAll(plain);
    expect(first).toEqual({
      id: HUB,
      name: 'hub',
      location: 'westeurope',
      properties: { addressPrefix: '10.100.0.0/23', firewall: FIREWALL },
      connections: {
        kind: 'read',
        malformed: 0,
        items: [
          {
            id: connection.id,
            name: 'to-spoke',
            remoteNetwork: SPOKE,
            enableInternetSecurity: true,
            associatedRouteTable: DEFAULT_TABLE,
            staticRoutes: [{ name: 'out', prefixes: ['0.0.0.0/0'], nextHopAddress: '10.1.0.4' }],
          },
        ],
      },
      routingIntent: {
        kind: 'read',
        malformed: 0,
        items: [
          { name: 'public', destinations: ['Internet'], nextHop: FIREWALL },
          { name: 'private', destinations: ['PrivateTraffic'], nextHop: FIREWALL },
        ],
      },
      routeTables: {
        kind: 'read',
        malformed: 0,
        items: [
          {
            id: DEFAULT_TABLE,
            name: 'defaultRouteTable',
            routes: [
              {
                name: 'all',
                destinationType: 'CIDR',
                destinations: ['0.0.0.0/0'],
                nextHopType: 'ResourceId',
                nextHop: FIREWALL,
              },
            ],
          },
        ],
      },
    });
    expect(virtualHubFactSchema.parse(first)).toEqual(first);
    expect(asked).toHaveLength(4);
  });

  test('without routing intent answer 404 to the question, which means none', async () => {
    const { first } = await readAll({
      ...plain,
      [`${HUB}/routingIntent`]: new ArmError(404, 'ResourceNotFound', 'none'),
    });
    expect(first?.routingIntent).toEqual({ kind: 'read', items: [], malformed: 0 });
  });

  test.each(['hubVirtualNetworkConnections', 'hubRouteTables'])(
    'that answer 404 for %s went away',
    async (type) => {
      const { first } = await readAll({
        ...plain,
        [`${HUB}/${type}`]: new ArmError(404, 'NotFound', 'gone'),
      });
      const readings = [first?.connections.kind, first?.routeTables.kind].toSorted();
      expect(readings).toEqual(['read', 'unreadable']);
    },
  );

  test.each([
    ['hubVirtualNetworkConnections', 'connections'],
    ['routingIntent', 'routingIntent'],
    ['hubRouteTables', 'routeTables'],
  ] as const)('whose %s are forbidden name the action, and the rest is read', async (type, field) => {
    const action = `Microsoft.Network/virtualHubs/${type}/read`;
    const { first } = await readAll({
      ...plain,
      [`${HUB}/${type}`]: new ArmError(403, 'AuthorizationFailed', 'no'),
    });
    expect(first?.[field]).toMatchObject({ kind: 'unreadable', problem: { status: 403, action } });
    const kinds = [first?.connections, first?.routingIntent, first?.routeTables].map((each) => each?.kind);
    expect(kinds.filter((kind) => kind === 'read')).toHaveLength(2);
  });

  test.each([
    ['hubVirtualNetworkConnections', 'connections', { id: `${HUB}/hubVirtualNetworkConnections/x` }],
    [
      'hubVirtualNetworkConnections',
      'connections',
      { id: 'x', properties: { remoteVirtualNetwork: 'spoke' } },
    ],
    ['routingIntent', 'routingIntent', { id: 'x', properties: { routingPolicies: 'Internet' } }],
    ['hubRouteTables', 'routeTables', { id: 'x', properties: { routes: [{ destinations: 7 }] } }],
  ] as const)('of whose %s one is not as documented: they are unreadable', async (type, field, raw) => {
    const { first } = await readAll({ ...plain, [`${HUB}/${type}`]: [raw] });
    expect(first?.[field]).toMatchObject({ kind: 'unreadable', problem: { code: 'MalformedItem' } });
  });

  test('with null lists have none', async () => {
    const { first } = await readAll({
      ...plain,
      [`${HUB}/hubVirtualNetworkConnections`]: [
        { id: 'x', name: 'c', properties: { routingConfiguration: null } },
      ],
      [`${HUB}/routingIntent`]: [{ id: 'x', properties: { routingPolicies: null } }],
      [`${HUB}/hubRouteTables`]: { value: null },
    });
    expect(first?.connections).toMatchObject({ kind: 'read', items: [{ name: 'c', staticRoutes: [] }] });
    expect(first?.routingIntent).toEqual({ kind: 'read', items: [], malformed: 0 });
    expect(first?.routeTables).toEqual({ kind: 'read', items: [], malformed: 0 });
  });

  test('that are Route Servers are no hubs of Virtual WAN and are not asked further', async () => {
    const { reading, asked } = await readAll({ ...plain, [LIST]: [{ ...hub, kind: 'RouteServer' }] });
    expect(reading).toEqual({ kind: 'read', items: [], malformed: 0 });
    expect(asked).toEqual([LIST]);
  });

  test('without properties are asked all the same', async () => {
    const { first } = await readAll({ ...plain, [LIST]: [{ id: HUB, name: 'hub' }] });
    expect(first).not.toHaveProperty('properties');
    expect(first?.connections).toMatchObject({ items: [{ name: 'to-spoke' }] });
  });

  test('that cannot be listed say so', async () => {
    const action = 'Microsoft.Network/virtualHubs/read';
    const { reading } = await readAll({ [LIST]: forbidden(action) });
    expect(reading).toMatchObject({ kind: 'unreadable', problem: { action } });
  });
});
