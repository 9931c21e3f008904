import { describe, expect, test } from 'vitest';
import { firewallPolicy, ipGroupFact, ruleGroupFact } from '../../src/azure/firewall-policies.ts';
import { firewallFact } from '../../src/azure/firewalls.ts';
import { adminRuleFact, listedNetworkManager } from '../../src/azure/network-managers.ts';
import {
  hubConnectionFact,
  hubRouteTableFact,
  listedHub,
  routingPolicyFacts,
} from '../../src/azure/virtual-hubs.ts';
import { idOf, SUBSCRIPTION } from './fake-arm.ts';

/*
 * Nobody recorded these kinds of resource beside the repository. The bodies have the fields that the examples of Microsoft's API
 * specification (Microsoft.Network, 2025-05-01) show, also those that nothing here needs.
 */
const HUB = idOf('Microsoft.Network/virtualHubs/hub');
const FIREWALL = idOf('Microsoft.Network/azureFirewalls/fw');
const POLICY = idOf('Microsoft.Network/firewallPolicies/policy');
const MANAGER = idOf('Microsoft.Network/networkManagers/central');
const TABLE = `${HUB}/hubRouteTables/defaultRouteTable`;

const body = (id: string, properties: object, rest: object = {}) => ({
  id,
  name: id.slice(id.lastIndexOf('/') + 1),
  etag: 'W/"1"',
  properties: { provisioningState: 'Succeeded', ...properties },
  ...rest,
});

const everywhere = [{ addressPrefixType: 'IPPrefix', addressPrefix: '*' }];

describe('the documented shape of', () => {
  test('a virtual hub, with the route tables that hubs had before', () => {
    const old = { destinationType: 'CIDR', destinations: ['0.0.0.0/0'], nextHopType: 'IPAddress' };
    const fact = listedHub(
      body(HUB, {
        virtualWan: { id: idOf('Microsoft.Network/virtualWans/wan') },
        virtualHubRouteTableV2s: [
          body(`${HUB}/routeTables/old`, { routes: [{ ...old, nextHops: ['10.0.0.68'] }] }),
        ],
        addressPrefix: '10.10.1.0/24',
        sku: 'Standard',
        virtualRouterAsn: 65_515,
        virtualRouterIps: ['10.10.1.12', '10.10.1.13'],
        virtualRouterAutoScaleConfiguration: { minCapacity: 2 },
      }),
    );
    expect(fact).toEqual({
      fact: { id: HUB, name: 'hub', properties: { addressPrefix: '10.10.1.0/24' } },
      routeServer: false,
    });
  });

  test('a connection', () => {
    const fact = hubConnectionFact(
      body(`${HUB}/hubVirtualNetworkConnections/spoke`, {
        remoteVirtualNetwork: { id: '/spoke' },
        enableInternetSecurity: false,
        routingConfiguration: {
          associatedRouteTable: { id: TABLE },
          propagatedRouteTables: { labels: ['default'], ids: [{ id: TABLE }] },
          vnetRoutes: {
            staticRoutesConfig: { propagateStaticRoutes: true, vnetLocalRouteOverrideCriteria: 'Equal' },
            staticRoutes: [
              { name: 'one', addressPrefixes: ['10.1.0.0/16', '10.2.0.0/16'], nextHopIpAddress: '10.0.0.68' },
            ],
            bgpConnections: [{ id: `${HUB}/bgpConnections/b` }],
          },
          inboundRouteMap: { id: `${HUB}/routeMaps/in` },
        },
      }),
    );
    expect(fact).toMatchObject({
      remoteNetwork: '/spoke',
      enableInternetSecurity: false,
      associatedRouteTable: TABLE,
      staticRoutes: [{ name: 'one', prefixes: ['10.1.0.0/16', '10.2.0.0/16'], nextHopAddress: '10.0.0.68' }],
    });
  });

  test('a routing intent', () => {
    const policies = [
      { name: 'InternetTraffic', destinations: ['Internet'], nextHop: FIREWALL },
      { name: 'PrivateTrafficPolicy', destinations: ['PrivateTraffic'], nextHop: FIREWALL },
    ];
    expect(routingPolicyFacts(body(`${HUB}/routingIntent/all`, { routingPolicies: policies }))).toEqual(
      policies,
    );
  });

  test('a route table of a hub', () => {
    const route = {
      name: 'all',
      destinationType: 'CIDR',
      destinations: ['10.0.0.0/8', '0.0.0.0/0'],
      nextHopType: 'ResourceId',
      nextHop: `${HUB}/hubVirtualNetworkConnections/nva`,
    };
    const associated = [`${HUB}/hubVirtualNetworkConnections/spoke`];
    const raw = body(TABLE, {
      routes: [route],
      labels: ['default'],
      associatedConnections: associated,
      propagatingConnections: associated,
    });
    expect(hubRouteTableFact(raw)).toEqual({ id: TABLE, name: 'defaultRouteTable', routes: [route] });
  });

  test('a firewall in a hub', () => {
    const fact = firewallFact(
      body(FIREWALL, {
        sku: { name: 'AZFW_Hub', tier: 'Standard' },
        threatIntelMode: 'Alert',
        virtualHub: { id: HUB },
        firewallPolicy: { id: POLICY },
        hubIPAddresses: {
          publicIPs: { addresses: [{ address: '20.7.7.7' }], count: 1 },
          privateIPAddress: '10.10.1.132',
        },
        additionalProperties: {},
      }),
    );
    expect(fact?.properties).toEqual({
      privateAddresses: ['10.10.1.132'],
      subnets: [],
      publicAddresses: [],
      hubPublicAddresses: ['20.7.7.7'],
      policy: POLICY,
      virtualHub: HUB,
      classicRules: [],
    });
  });

  test('a firewall policy, a rule collection group and an IP group', () => {
    const group = `${POLICY}/ruleCollectionGroups/group`;
    const ipGroup = idOf('Microsoft.Network/ipGroups/offices');
    const policy = body(POLICY, {
      threatIntelMode: 'Alert',
      basePolicy: { id: `${POLICY}-base` },
      ruleCollectionGroups: [{ id: group }],
      firewalls: [{ id: FIREWALL }],
      snat: { privateRanges: ['IANAPrivateRanges'] },
      sku: { tier: 'Standard' },
    });
    expect(firewallPolicy(policy)).toMatchObject({ id: POLICY, base: `${POLICY}-base` });
    const rule = {
      name: 'smtp',
      ruleType: 'NetworkRule',
      description: 'mail',
      sourceIpGroups: [ipGroup],
      destinationAddresses: ['*'],
      ipProtocols: ['TCP'],
      destinationPorts: ['25'],
    };
    const collection = {
      name: 'mail',
      ruleCollectionType: 'FirewallPolicyFilterRuleCollection',
      priority: 120,
      action: { type: 'Deny' },
      rules: [rule],
    };
    expect(ruleGroupFact(body(group, { priority: 110, ruleCollections: [collection] }))).toMatchObject({
      priority: 110,
      collections: [
        {
          name: 'mail',
          priority: 120,
          action: 'Deny',
          rules: [
            { name: 'smtp', protocols: ['TCP'], sources: [], sourceGroups: [ipGroup], destinations: ['*'] },
          ],
        },
      ],
    });
    const addresses = { ipAddresses: ['10.2.0.0/16', '10.3.0.1-10.3.0.9'], firewalls: [{ id: FIREWALL }] };
    expect(ipGroupFact(body(ipGroup, addresses))).toEqual({ id: ipGroup, prefixes: addresses.ipAddresses });
  });

  test('a network manager and its security admin rules, its own and default ones', () => {
    const scopes = { managementGroups: [], subscriptions: [`/subscriptions/${SUBSCRIPTION}`] };
    const manager = body(MANAGER, {
      description: 'all',
      networkManagerScopes: scopes,
      networkManagerScopeAccesses: ['SecurityAdmin'],
      resourceGuid: SUBSCRIPTION,
    });
    expect(listedNetworkManager(manager)?.properties).toEqual(scopes);
    const at = `${MANAGER}/securityAdminConfigurations/c/ruleCollections/r/rules/no-mail`;
    const said = {
      protocol: 'Tcp',
      sources: everywhere,
      destinations: everywhere,
      sourcePortRanges: ['0-65535'],
      destinationPortRanges: ['25'],
      access: 'Deny',
      priority: 1,
      direction: 'Outbound',
    };
    const { protocol, access, priority, direction } = said;
    const fact = {
      id: at,
      name: 'no-mail',
      protocol,
      access,
      priority,
      direction,
      destinationPorts: ['25'],
    };
    expect(adminRuleFact(body(at, said, { kind: 'Custom', systemData: {} }))).toEqual(fact);
    expect(adminRuleFact(body(at, { ...said, flag: 'AllowVnetInbound' }, { kind: 'Default' }))).toEqual(fact);
  });
});
