import { describe } from 'vitest';
import type { RouteTableFact, VirtualNetworkFact } from '../../src/model/network-facts.ts';
import type { Parts, Situation } from './builders.ts';
import {
  facts,
  firewall,
  ID,
  id,
  network,
  OTHER,
  peering,
  publicAddress,
  route,
  routeTable,
  subnet,
  unreadable,
} from './builders.ts';
import { expectPaths } from './expect-path.ts';

type Routes = Parameters<typeof routeTable>[0];

/** The subnet has a route table with the routes given, in a network with the parts given. */
function routed(
  routes: Routes,
  parts: Parts<VirtualNetworkFact> = {},
  table: Parts<RouteTableFact> = {},
): Situation {
  return {
    virtualNetworks: [network({ subnets: [subnet({ routeTable: ID.table })], ...parts })],
    routeTables: [routeTable(routes, table)],
  };
}

const gatewaySubnet = subnet(
  { prefixes: ['10.1.255.0/27'] },
  id('Microsoft.Network/virtualNetworks/spoke/subnets/GatewaySubnet'),
);
const emptyGatewaySubnet = subnet({ hasIpConfigurations: false }, gatewaySubnet.id);
const remoteGateway = subnet(
  {},
  id('Microsoft.Network/virtualNetworks/hub/subnets/GatewaySubnet', OTHER, 'hub-rg'),
);
const withTable = subnet({ routeTable: ID.table });
const hubPeering = peering({ name: 'RemoteVnetToHubPeering_0a1b', useRemoteGateways: true });
const fwAddress = id('Microsoft.Network/publicIPAddresses/fw-pip', OTHER, 'hub-rg');

/** The subscription of the hub: its network, and a firewall at 10.0.1.4. */
function hub(over: Parameters<typeof facts>[0] = {}) {
  const items = {
    virtualNetworks: [network({ addressSpace: ['10.0.0.0/16'], subnets: [] }, ID.hub)],
    firewalls: [firewall()],
  };
  return facts({ ...items, ...over }, OTHER);
}

const straight = { path: 'internet', egress: 'default-outbound', confidence: 'high', reasons: [] } as const;
const toFirewall = route('0.0.0.0/0', 'VirtualAppliance', '10.0.1.4');

describe('the route table of the subnet', () => {
  expectPaths([
    ['no route table: the system sends everything to the internet', {}, straight],
    [
      'a table about private prefixes changes nothing',
      routed([route('10.0.0.0/8', 'VirtualAppliance', '10.1.0.9')]),
      straight,
    ],
    ['0.0.0.0/0 to Internet', routed([route('0.0.0.0/0', 'Internet')]), straight],
    [
      '0.0.0.0/0 to None',
      routed([route('0.0.0.0/0', 'None')]),
      { path: 'none', confidence: 'high', reasons: ['route-drops'] },
    ],
    [
      'the default route as two halves, one VnetLocal',
      routed([route('0.0.0.0/1', 'None'), route('128.0.0.0/1', 'VnetLocal')]),
      { path: 'none', reasons: ['route-drops', 'route-drops'] },
    ],
    [
      'the longer prefix wins',
      routed([route('0.0.0.0/0', 'None'), route('0.0.0.0/1', 'Internet'), route('128.0.0.0/1', 'Internet')]),
      straight,
    ],
    [
      'one half dropped, the other not',
      routed([route('128.0.0.0/1', 'None')]),
      { path: 'partial', reasons: ['routes-divide', 'route-drops'] },
    ],
    [
      'half to one appliance, half to another',
      routed([
        route('0.0.0.0/1', 'VirtualAppliance', '10.1.0.8'),
        route('128.0.0.0/1', 'VirtualAppliance', '10.1.0.9'),
      ]),
      { path: 'partial' },
    ],
    [
      'both halves to one appliance',
      routed([
        route('0.0.0.0/1', 'VirtualAppliance', '10.1.0.8'),
        route('128.0.0.0/1', 'VirtualAppliance', '10.1.0.8'),
      ]),
      { path: 'appliance' },
    ],
    [
      'a few prefixes dropped are exceptions',
      routed([route('8.8.8.0/24', 'None')]),
      { path: 'internet', confidence: 'medium', reasons: ['exceptions'] },
    ],
    [
      'a service tag loses to no /0 but is small',
      routed([route('0.0.0.0/0', 'None'), route('Storage', 'Internet')]),
      { path: 'none', confidence: 'medium', reasons: ['route-drops', 'exceptions'] },
    ],
    [
      'AzureCloud is not small',
      routed([route('0.0.0.0/0', 'None'), route('AzureCloud', 'Internet')]),
      { path: 'partial' },
    ],
    [
      'a next hop type nobody knows',
      routed([route('0.0.0.0/0', 'Teleport')]),
      { path: 'unknown', reasons: ['route-not-understood'] },
    ],
    [
      'a prefix that cannot be read',
      routed([route('0.0.0.0/99', 'None')]),
      { path: 'unknown', reasons: ['route-not-understood'] },
    ],
    ['an IPv6 default route is not judged', routed([route('::/0', 'None')]), straight],
    [
      'the table is missing',
      { ...routed([]), routeTables: [] },
      { path: 'unknown', confidence: 'low', reasons: ['route-table-not-read'] },
    ],
    [
      'the table came without properties',
      { ...routed([]), routeTables: [{ id: ID.table, name: 'rt' }] },
      { path: 'unknown' },
    ],
  ]);
});

const SPOKE = 'Microsoft.Network/virtualNetworks/spoke';

describe('next hop VirtualAppliance', () => {
  const peered = { peerings: [peering()], subnets: [withTable] };
  const disconnected = { ...peered, peerings: [peering({ state: 'Disconnected' })] };
  expectPaths([
    [
      "a hub's Azure Firewall",
      { ...routed([toFirewall], peered), others: [hub()] },
      {
        path: 'firewall',
        owner: ID.firewall,
        confidence: 'high',
        reasons: ['route-to-firewall', 'firewall-stops'],
      },
    ],
    [
      'with its public address',
      {
        ...routed([toFirewall], peered),
        others: [
          hub({
            firewalls: [firewall({ publicAddresses: [fwAddress] })],
            publicAddresses: [publicAddress({ address: '20.7.7.7' }, fwAddress)],
          }),
        ],
      },
      { path: 'firewall', addresses: ['20.7.7.7'] },
    ],
    [
      'a firewall in the own network',
      {
        ...routed([route('0.0.0.0/0', 'VirtualAppliance', '10.1.1.4')]),
        firewalls: [
          firewall(
            { privateAddresses: ['10.1.1.4'], subnets: [id(`${SPOKE}/subnets/AzureFirewallSubnet`)] },
            id('Microsoft.Network/azureFirewalls/local'),
          ),
        ],
      },
      { path: 'firewall' },
    ],
    [
      'a few prefixes and tags straight to the internet',
      {
        ...routed([toFirewall, route('40.92.0.0/15', 'Internet'), route('AzureMonitor', 'Internet')], peered),
        others: [hub()],
      },
      {
        path: 'firewall',
        confidence: 'medium',
        reasons: ['route-to-firewall', 'exceptions', 'firewall-stops'],
      },
    ],
    [
      'in a hub of a virtual WAN, behind its peering',
      {
        ...routed([toFirewall], { ...peered, peerings: [hubPeering] }),
        others: [hub({ firewalls: [firewall({ virtualHub: ID.hub })], virtualNetworks: [] })],
      },
      { path: 'firewall', confidence: 'high' },
    ],
    [
      'another firewall of the tenant with the same address does not count',
      {
        ...routed([toFirewall], peered),
        others: [
          hub(),
          facts(
            {
              firewalls: [
                firewall(
                  { subnets: [id(`${SPOKE}-copy/subnets/AzureFirewallSubnet`)] },
                  id('Microsoft.Network/azureFirewalls/other'),
                ),
              ],
            },
            '33333333-3333-3333-3333-333333333333',
          ),
        ],
      },
      { path: 'firewall', owner: ID.firewall },
    ],
    [
      'one that does not say where it is is taken on its address alone',
      {
        ...routed([toFirewall], peered),
        others: [
          hub({
            firewalls: [
              firewall({ subnets: [] }, id('Microsoft.Network/azureFirewalls/fw', OTHER, 'elsewhere')),
            ],
          }),
        ],
      },
      {
        path: 'firewall',
        confidence: 'medium',
        reasons: ['route-to-firewall', 'firewall-matched-by-address', 'firewall-stops'],
      },
    ],
    [
      'one in a network out of reach is not taken, whatever its address',
      {
        ...routed([toFirewall], peered),
        others: [hub({ firewalls: [firewall({ subnets: [id(`${SPOKE}/subnets/elsewhere`)] })] })],
      },
      { path: 'appliance', reasons: ['appliance-not-resolved'] },
    ],
    [
      'nothing known at that address',
      { ...routed([toFirewall], peered) },
      { path: 'appliance', reasons: ['appliance-not-resolved'] },
    ],
    [
      'a firewall behind a peering that is not connected',
      { ...routed([toFirewall], disconnected), others: [hub()] },
      { path: 'appliance', reasons: ['appliance-not-resolved'] },
    ],
    [
      'no address at all',
      routed([route('0.0.0.0/0', 'VirtualAppliance')]),
      { path: 'appliance', reasons: ['appliance-not-resolved'] },
    ],
  ]);
});

describe('next hop VirtualNetworkGateway', () => {
  const toGateway = [route('0.0.0.0/0', 'VirtualNetworkGateway')];
  const remote = (peered: Parameters<typeof peering>[0]) =>
    routed(toGateway, { peerings: [peering(peered)] });
  expectPaths([
    [
      'the network has a gateway',
      routed(toGateway, { subnets: [withTable, gatewaySubnet] }),
      { path: 'gateway', reasons: ['route-to-gateway'] },
    ],
    [
      'it has an empty GatewaySubnet',
      routed(toGateway, { subnets: [withTable, emptyGatewaySubnet] }),
      { path: 'none', reasons: ['route-to-absent-gateway'] },
    ],
    ['it has none', routed(toGateway), { path: 'none', reasons: ['route-to-absent-gateway'] }],
    [
      "it uses a peer's",
      {
        ...remote({ useRemoteGateways: true }),
        others: [hub({ virtualNetworks: [network({ subnets: [remoteGateway] }, ID.hub)] })],
      },
      { path: 'gateway' },
    ],
    [
      "a peer's that is not used",
      { ...remote({}), others: [hub({ virtualNetworks: [network({ subnets: [remoteGateway] }, ID.hub)] })] },
      { path: 'none' },
    ],
    ["a peer's outside the inventory", remote({ useRemoteGateways: true }), { path: 'gateway' }],
    [
      "a peer's over a peering that is not connected",
      remote({ useRemoteGateways: true, state: 'Initiated' }),
      { path: 'none' },
    ],
    [
      'a GatewaySubnet without properties',
      routed(toGateway, { subnets: [withTable, { id: gatewaySubnet.id, name: 'GatewaySubnet' }] }),
      { path: 'unknown', reasons: ['subnet-not-read'] },
    ],
  ]);
});

describe('default routes that are learned', () => {
  const learned = { path: 'internet', confidence: 'low', reasons: ['default-route-may-be-learned'] } as const;
  const routeServer = subnet({}, id('Microsoft.Network/virtualNetworks/spoke/subnets/RouteServerSubnet'));
  const gateway = { subnets: [withTable, gatewaySubnet] };
  expectPaths([
    ['from a gateway in the network', routed([], gateway), learned],
    ['from a route server', routed([], { subnets: [withTable, routeServer] }), learned],
    [
      "from a peer's gateway",
      {
        ...routed([], { peerings: [peering({ useRemoteGateways: true })] }),
        others: [hub({ virtualNetworks: [network({ subnets: [remoteGateway] }, ID.hub)] })],
      },
      learned,
    ],
    [
      'from a peer outside the inventory',
      routed([], { peerings: [peering({ useRemoteGateways: true })] }),
      learned,
    ],
    ['not from a peer whose gateways are not used', routed([], { peerings: [peering()] }), straight],
    [
      'not where the route table refuses propagation',
      routed([], gateway, { disableBgpRoutePropagation: true }),
      straight,
    ],
    [
      'not where a user route covers the internet',
      routed([route('0.0.0.0/0', 'Internet')], gateway),
      straight,
    ],
    [
      'nor where two halves do',
      routed([route('0.0.0.0/1', 'Internet'), route('128.0.0.0/1', 'Internet')], gateway),
      straight,
    ],
    ['but where only one half is covered', routed([route('0.0.0.0/1', 'Internet')], gateway), learned],
  ]);
});

describe('spokes of a virtual hub', () => {
  const spoke = { peerings: [hubPeering] };
  expectPaths([
    [
      'no hub that could be read knows the network (virtual-hub.test.ts has those that do)',
      routed([], spoke),
      { path: 'unknown', confidence: 'low', reasons: ['virtual-hub-not-found'] },
    ],
    [
      'a user route that covers the internet decides',
      routed([route('0.0.0.0/0', 'Internet')], spoke),
      straight,
    ],
    [
      'so does a route table that refuses propagation',
      routed([], spoke, { disableBgpRoutePropagation: true }),
      straight,
    ],
    [
      'networks cannot be read',
      { ...routed([], spoke), virtualNetworks: unreadable() },
      { path: 'unknown', reasons: ['virtual-network-not-read'] },
    ],
  ]);
});
