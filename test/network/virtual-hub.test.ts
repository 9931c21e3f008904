import { describe, expect, test } from 'vitest';
import type { VirtualHubFact } from '../../src/model/hub-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import {
  collection,
  connection,
  facts,
  firewall,
  hubTable,
  ID,
  id,
  network,
  OTHER,
  pathIn,
  peering,
  read,
  route,
  routeTable,
  subnet,
  unreadable,
  VHUB,
} from './builders.ts';
import { expectPaths } from './expect-path.ts';
import { forwarder, spokeOf } from './situations.ts';

/* The own network is a spoke of a virtual hub in another subscription; the subnet has no user routes. */
const hubFirewall = firewall(
  {
    virtualHub: VHUB.hub,
    subnets: [],
    privateAddresses: ['10.100.0.4'],
    classicRules: [collection('Allow')],
  },
  ID.firewall,
);
const nva = id('Microsoft.Network/networkVirtualAppliances/sdwan', OTHER);
const saas = id('PaloAltoNetworks.Cloudngfw/firewalls/ngfw', OTHER);
const connected = (over: Parameters<typeof connection>[0]): Partial<VirtualHubFact> => ({
  connections: read([connection(over)]),
});
const intent = (
  nextHop?: ResourceId,
  destinations = ['Internet', 'PrivateTraffic'],
): Partial<VirtualHubFact> => ({
  routingIntent: read([{ name: 'intent', destinations, ...(nextHop === undefined ? {} : { nextHop }) }]),
});
const withFirewall = { firewalls: [hubFirewall] };
const toFirewall = {
  path: 'firewall',
  owner: ID.firewall,
  confidence: 'high',
  passage: 'passes',
  reasons: ['route-to-firewall', 'firewall-allows'],
} as const;
const straight = { path: 'internet', confidence: 'high', reasons: [] } as const;
const maybe = { path: 'internet', confidence: 'low', reasons: ['default-route-may-be-learned'] } as const;
const notRead = { path: 'unknown', confidence: 'low', reasons: ['virtual-hub-not-read'] } as const;
const inHub = { path: 'appliance', why: 'in-virtual-hub' } as const;

describe('what the hub sends its spoke', () => {
  expectPaths([
    [
      'a routing intent for the internet to its firewall',
      spokeOf(intent(ID.firewall), withFirewall),
      toFirewall,
    ],
    [
      'in any letter case',
      spokeOf(intent(ID.firewall.toUpperCase() as ResourceId, ['INTERNET']), withFirewall),
      toFirewall,
    ],
    [
      'a routing intent for private traffic alone sends none',
      spokeOf(intent(ID.firewall, ['PrivateTraffic'])),
      maybe,
    ],
    [
      'a static default route of the default table',
      spokeOf({ routeTables: read([hubTable(ID.firewall)]) }, withFirewall),
      toFirewall,
    ],
    [
      'of the table that the connection is associated with',
      spokeOf(
        {
          ...connected({ associatedRouteTable: VHUB.otherTable }),
          routeTables: read([hubTable(), hubTable(ID.firewall, VHUB.otherTable)]),
        },
        withFirewall,
      ),
      toFirewall,
    ],
    [
      'not of another table',
      spokeOf({ routeTables: read([hubTable(), hubTable(ID.firewall, VHUB.otherTable)]) }, withFirewall),
      maybe,
    ],
    [
      'a route to another prefix',
      spokeOf({ routeTables: read([hubTable(ID.firewall, VHUB.defaultTable, ['10.0.0.0/8'])]) }),
      maybe,
    ],
    [
      'the routing intent wins over a static default route',
      spokeOf({ ...intent(ID.firewall), routeTables: read([hubTable(nva)]) }, withFirewall),
      toFirewall,
    ],
    ['an appliance in the hub', spokeOf(intent(nva)), inHub],
    ['a service in the hub', spokeOf(intent(saas)), inHub],
    ['nothing: a branch may advertise one', spokeOf(), maybe],
    [
      'nothing where internet security is off',
      spokeOf({ ...connected({ enableInternetSecurity: false }), ...intent(nva) }),
      straight,
    ],
    [
      'a firewall that is not in the inventory',
      spokeOf(intent(ID.firewall)),
      {
        path: 'firewall',
        owner: ID.firewall,
        passage: 'not-known',
        reasons: ['route-to-firewall', 'firewall-rules-not-read'],
      },
    ],
    [
      'a routing intent without a next hop',
      spokeOf(intent()),
      { path: 'unknown', reasons: ['route-not-understood'] },
    ],
  ]);
});

describe('a network connection as next hop', () => {
  const nvaNetwork = id('Microsoft.Network/virtualNetworks/nva', OTHER);
  const at = `${nvaNetwork}/subnets/nva` as ResourceId;
  const nic = id('Microsoft.Network/networkInterfaces/nva', OTHER);
  const nvaSpoke = (nextHopAddress?: string) =>
    connection({
      id: VHUB.nvaConnection,
      remoteNetwork: nvaNetwork,
      staticRoutes: [
        { name: 'all', prefixes: ['0.0.0.0/0'], ...(nextHopAddress === undefined ? {} : { nextHopAddress }) },
      ],
    });
  const through = (nextHopAddress?: string): Partial<VirtualHubFact> => ({
    connections: read([connection(), nvaSpoke(nextHopAddress)]),
    routeTables: read([hubTable(VHUB.nvaConnection)]),
  });
  const appliance = forwarder({}, nic, { privateAddress: '10.50.0.4', subnet: at });
  expectPaths([
    [
      'the address in its static route, an appliance',
      spokeOf(through('10.50.0.4'), { networkInterfaces: [appliance] }),
      { path: 'appliance', owner: nic, nics: [nic], reasons: ['route-to-appliance'] },
    ],
    [
      'a firewall',
      spokeOf(through('10.50.0.5'), {
        firewalls: [firewall({ privateAddresses: ['10.50.0.5'], subnets: [at] })],
      }),
      { path: 'firewall', passage: 'stops' },
    ],
    [
      'the address is looked up in that network only',
      spokeOf(through('10.50.0.4'), {
        networkInterfaces: [forwarder({}, nic, { privateAddress: '10.50.0.4' })],
        virtualNetworks: [network({}, nvaNetwork)],
      }),
      { path: 'appliance', why: 'not-found' },
    ],
    ['no address', spokeOf(through()), { path: 'appliance', why: 'no-address' }],
    [
      'a connection that is not known',
      spokeOf({ routeTables: read([hubTable(VHUB.nvaConnection)]) }),
      notRead,
    ],
  ]);
});

describe('what is missing makes it unknown', () => {
  const elsewhere = connected({ remoteNetwork: ID.hub });
  expectPaths([
    ['no hub names the network', spokeOf(elsewhere), { path: 'unknown', reasons: ['virtual-hub-not-found'] }],
    [
      'the connections of a hub cannot be read',
      spokeOf({ connections: unreadable() }),
      { path: 'unknown', reasons: ['virtual-hub-not-found', 'virtual-hub-not-read'] },
    ],
    ['the hub has no properties', spokeOf({ properties: undefined }), notRead],
    [
      'the connection does not say whether',
      spokeOf(connected({ enableInternetSecurity: undefined })),
      notRead,
    ],
    ['the routing intent', spokeOf({ routingIntent: unreadable() }), notRead],
    [
      'a routing intent that cannot be understood',
      spokeOf({ routingIntent: { kind: 'read', items: [], malformed: 1 } }),
      notRead,
    ],
    ['the route tables', spokeOf({ routeTables: unreadable() }), notRead],
    ['though not beside a routing intent', spokeOf({ ...intent(nva), routeTables: unreadable() }), inHub],
    [
      'the associated table is not there',
      spokeOf(connected({ associatedRouteTable: VHUB.otherTable })),
      notRead,
    ],
    [
      'nothing of it matters where internet security is off',
      spokeOf({ ...connected({ enableInternetSecurity: false }), routingIntent: unreadable() }),
      straight,
    ],
  ]);

  test('the subscriptions whose hubs could not be listed are counted', () => {
    const spoke = spokeOf();
    const others = [facts({ virtualHubs: unreadable() }, OTHER)];
    expect(pathIn({ ...spoke, others }).reasons).toMatchObject([{ listsNotRead: 1 }]);
  });

  test('the missing action is named', () => {
    expect(pathIn(spokeOf({ routingIntent: unreadable('read-intent') })).reasons).toMatchObject([
      { part: 'routing intent', object: VHUB.hub, action: 'read-intent' },
    ]);
  });
});

describe("the subnet's own routes stand before it", () => {
  const spoke = spokeOf(intent(ID.firewall), withFirewall);
  const withTable = (...routes: Parameters<typeof routeTable>[0]) => ({
    ...spoke,
    virtualNetworks: [
      network({
        peerings: [peering({ name: 'RemoteVnetToHubPeering_0a1b', useRemoteGateways: true })],
        subnets: [subnet({ routeTable: ID.table })],
      }),
    ],
    routeTables: [routeTable(routes)],
  });
  expectPaths([
    ['a user route that covers the internet', withTable(route('0.0.0.0/0', 'Internet')), straight],
    [
      'a route table that refuses propagation',
      { ...withTable(), routeTables: [routeTable([], { disableBgpRoutePropagation: true })] },
      straight,
    ],
    ['half of the internet each', withTable(route('0.0.0.0/1', 'Internet')), { path: 'partial' }],
    [
      'a few prefixes are exceptions',
      withTable(route('8.8.8.0/24', 'Internet')),
      { path: 'firewall', confidence: 'medium' },
    ],
  ]);
});

test('a hub in the own subscription is found too', () => {
  const { others = [], ...spoke } = spokeOf();
  const virtualHubs = others.flatMap(({ readings }) =>
    readings.virtualHubs.kind === 'read' ? readings.virtualHubs.items : [],
  );
  expect(pathIn({ ...spoke, virtualHubs })).toMatchObject({ path: 'internet', confidence: 'low' });
});

test('the route is in the evidence', () => {
  const { evidence } = pathIn(spokeOf({ routeTables: read([hubTable(nva)]) }));
  expect(evidence).toContainEqual({
    fact: 'route',
    value: `0.0.0.0/0 to ${nva}, route all of virtual hub vhub`,
    source: `${VHUB.defaultTable} properties.routes`,
  });
});
