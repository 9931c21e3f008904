import { describe } from 'vitest';
import type { ResourceId } from '../../src/model/resource-id.ts';
import {
  adminRule,
  balancer,
  balancing,
  collection,
  configuration,
  connection,
  facts,
  firewall,
  hubTable,
  ID,
  id,
  natGateway,
  network,
  networkManager,
  networkRule,
  nic,
  nsg,
  OTHER,
  peering,
  policy,
  policyId,
  publicAddress,
  read,
  route,
  routeTable,
  rule,
  subnet,
  unreadable,
  VHUB,
  vm,
} from './builders.ts';
import type { Case } from './expect-path.ts';
import { expectPaths } from './expect-path.ts';
import {
  behindFirewall,
  forwarder,
  hubSubscription,
  inSubnet,
  NVA,
  onNic,
  routed,
  spokeOf,
  toAppliance,
} from './situations.ts';

/*
 * The specification of the network path, sentence by sentence, each with the smallest situations that show it. Every case differs
 * from the plain situation (a running VM in a subnet without NSG, route table or way out of its own: `internet` by default outbound
 * access, high confidence) only by what is written. The tables with all variants are in the tests named after the parts of the room.
 */
type Sentence = readonly [sentence: string, ...cases: readonly Case[]];

const allow = { access: 'Allow' } as const;
const all = '0.0.0.0/0';
const toGateway = route(all, 'VirtualNetworkGateway');
const gatewaySubnet = subnet({}, id('Microsoft.Network/virtualNetworks/spoke/subnets/GatewaySubnet'));
const withTable = subnet({ routeTable: ID.table });
const publicAddresses = [publicAddress()];
const onOwn = (over: Parameters<typeof configuration>[0]) => ({
  networkInterfaces: [nic({ ipConfigurations: [configuration(over)] })],
});
const inPool = onOwn({ backendPools: [ID.pool] });
const privately = inSubnet({ defaultOutboundAccess: false });
const internet = { path: 'internet' } as const;
const denied = { path: 'denied' } as const;
const unknown = { path: 'unknown' } as const;
const none = { path: 'none' } as const;
const partial = { path: 'partial' } as const;
const exceptions = { path: 'internet', confidence: 'medium', reasons: ['exceptions'] } as const;
const nva = id('Microsoft.Network/networkVirtualAppliances/sdwan', OTHER);
const intent = (nextHop: ResourceId) => ({
  routingIntent: read([{ name: 'intent', destinations: ['Internet'], nextHop }]),
});
const offConnection = { connections: read([connection({ enableInternetSecurity: false })]) };
const classic = (...rules: Parameters<typeof collection>[1] & object) =>
  behindFirewall(firewall({ classicRules: [collection('Allow', rules)] }));

function specify(heading: string, sentences: readonly Sentence[]): void {
  describe(heading, () => {
    describe.each(sentences.map(([sentence, ...cases]) => ({ sentence, cases })))(
      '$sentence',
      ({ cases }) => {
        expectPaths(cases);
      },
    );
  });
}

specify('Order', [
  [
    'The NSG speaks before the routes, the routes before the source address',
    ['an NSG that denies', { ...onNic(rule('no', 100)), ...routed([route(all, 'None')]) }, denied],
    [
      'a route that drops',
      { ...routed([route(all, 'None')]), ...onOwn({ publicAddress: ID.address }), publicAddresses },
      { path: 'none', reasons: ['route-drops'] },
    ],
    ['nothing to send from', privately, { path: 'none', reasons: ['no-source-address'] }],
  ],
  [
    'A fact that the deciding stage needs and that is missing makes it unknown',
    ['the NIC', { networkInterfaces: [] }, unknown],
    ['its subnet', { virtualNetworks: [] }, unknown],
    ['an NSG', { ...onNic(), networkSecurityGroups: [] }, unknown],
    [
      'an NSG without properties',
      { ...onNic(), networkSecurityGroups: [{ id: ID.nicNsg, name: 'x' }] },
      unknown,
    ],
    ['a route table', { ...routed([]), routeTables: [] }, unknown],
    ['a NAT gateway', inSubnet({ natGateway: ID.nat }), unknown],
    ['a load balancer', inPool, unknown],
    ['a virtual hub', spokeOf({ connections: read([]) }), unknown],
  ],
  [
    'An earlier stage that already decides stands',
    [
      'denied beside a missing route table',
      { ...onNic(rule('no', 100)), ...routed([]), routeTables: [] },
      denied,
    ],
    [
      'dropped beside a missing NAT gateway',
      {
        ...inSubnet({ routeTable: ID.table, natGateway: ID.nat }),
        routeTables: [routeTable([route(all, 'None')])],
      },
      none,
    ],
  ],
  [
    "Either NSG's deny of everything stands whatever is unknown of the other",
    [
      'the subnet group is missing',
      { ...inSubnet({ networkSecurityGroup: ID.subnetNsg }), ...onNic(rule('no', 100)) },
      denied,
    ],
  ],
  [
    'A malformed rule after a rule that decides everything does not matter',
    ['after', onNic(rule('yes', 100, allow), rule('odd', 200, { destinations: [] })), internet],
    ['before', onNic(rule('odd', 100, { destinations: [] }), rule('yes', 200, allow)), unknown],
  ],
]);

specify('The internet, bulk and exceptions', [
  [
    'Private blocks, multicast, 168.63.129.16 and own address spaces are no part of the internet',
    [
      'denying them changes nothing',
      onNic(rule('no', 100, { destinations: ['10.0.0.0/8', '224.0.0.0/4', '168.63.129.16'] })),
      { path: 'internet', confidence: 'high' },
    ],
    [
      'nor a public block that the network itself uses',
      {
        ...onNic(rule('no', 100, { destinations: ['51.0.0.0/8'] })),
        virtualNetworks: [network({ addressSpace: ['10.1.0.0/16', '51.0.0.0/8'] })],
      },
      { path: 'internet', confidence: 'high' },
    ],
  ],
  [
    'Tags and prefixes of at most 1/256 do not change the path and cap the confidence at medium',
    ['a /9', onNic(rule('no', 100, { destinations: ['20.0.0.0/9'] })), exceptions],
    ['a /8', onNic(rule('no', 100, { destinations: ['20.0.0.0/8'] })), partial],
    ['a service tag', onNic(rule('no', 100, { destinations: ['Storage'] })), exceptions],
  ],
  [
    'A deny list followed by allow is internet',
    ['so', onNic(rule('no', 100, { destinations: ['8.8.8.8'] }), rule('yes', 200, allow)), exceptions],
  ],
  [
    'An allow list of a few prefixes followed by deny is denied',
    [
      'so',
      onNic(rule('yes', 100, { ...allow, destinations: ['8.8.8.8'] }), rule('no', 200)),
      { path: 'denied', confidence: 'medium' },
    ],
  ],
  [
    'A default route to a firewall with a few prefixes or tags straight to the internet is firewall',
    [
      'so',
      {
        ...behindFirewall(),
        routeTables: [
          routeTable([
            route(all, 'VirtualAppliance', '10.0.1.4'),
            route('40.92.0.0/15', 'Internet'),
            route('AzureMonitor', 'Internet'),
          ]),
        ],
      },
      { path: 'firewall', confidence: 'medium' },
    ],
  ],
  [
    'Half to one appliance and half to another is partial',
    [
      'so',
      routed([
        route('0.0.0.0/1', 'VirtualAppliance', '10.1.9.4'),
        route('128.0.0.0/1', 'VirtualAppliance', '10.1.9.5'),
      ]),
      partial,
    ],
  ],
  [
    'AzureCloud allowed and the rest denied is partial',
    ['so', onNic(rule('yes', 100, { ...allow, destinations: ['AzureCloud'] }), rule('no', 200)), partial],
  ],
]);

specify('NSG', [
  [
    'Both groups must allow; no group means allowed',
    ['none', {}, internet],
    [
      "the subnet's denies",
      {
        ...inSubnet({ networkSecurityGroup: ID.subnetNsg }),
        networkSecurityGroups: [nsg([rule('no', 100)], ID.subnetNsg)],
      },
      denied,
    ],
  ],
  [
    'Rules by ascending priority, the first match decides',
    ['allow first', onNic(rule('no', 200), rule('yes', 100, allow)), internet],
  ],
  ['Without default rules the three of ARM are assumed', ['AllowInternetOutBound', onNic(), internet]],
  [
    'A rule applies by direction, protocol, port, source and destination',
    ['inbound', onNic(rule('no', 100, { direction: 'Inbound' })), internet],
    ['Udp', onNic(rule('no', 100, { protocol: 'Udp' })), internet],
    ['protocol in any case', onNic(rule('no', 100, { protocol: 'TCP' })), denied],
    ['a port range', onNic(rule('no', 100, { destinationPorts: ['443', '20-30'] })), denied],
    ['other ports', onNic(rule('no', 100, { destinationPorts: ['443'] })), internet],
    ['another source', onNic(rule('no', 100, { sources: ['10.9.0.0/16'] })), internet],
    [
      'source Internet never covers a private address',
      onNic(rule('no', 100, { sources: ['Internet'] })),
      internet,
    ],
    [
      'an application security group of the primary IP configuration',
      {
        ...onNic(rule('no', 100, { sources: [], sourceGroups: [ID.pool] })),
        networkInterfaces: [
          nic({
            networkSecurityGroup: ID.nicNsg,
            ipConfigurations: [configuration({ applicationSecurityGroups: [ID.pool] })],
          }),
        ],
      },
      denied,
    ],
  ],
  [
    'Destinations are sets of addresses',
    ['two halves', onNic(rule('no', 100, { destinations: ['0.0.0.0/1', '128.0.0.0/1'] })), denied],
    ['IPv6', onNic(rule('no', 100, { destinations: ['::/0'] })), internet],
    [
      'the same tag is the same part',
      onNic(
        rule('yes', 100, { ...allow, destinations: ['Sql'] }),
        rule('no', 200, { destinations: ['SQL'] }),
      ),
      { path: 'internet', confidence: 'high' },
    ],
    [
      'platform tags are no part',
      onNic(rule('no', 100, { destinations: ['AzurePlatformDNS'] })),
      { path: 'internet', confidence: 'high' },
    ],
  ],
  [
    "VirtualNetwork holds the prefixes of the subnet's own user routes to an appliance or gateway",
    [
      '"Allow VirtualNetwork, Deny Internet" before an appliance allows',
      {
        ...toAppliance(),
        ...onNic(
          rule('a', 100, { ...allow, destinations: ['VirtualNetwork'] }),
          rule('b', 200, { destinations: ['Internet'] }),
        ),
      },
      { path: 'appliance' },
    ],
    [
      '"Deny VirtualNetwork" there denies',
      { ...toAppliance(), ...onNic(rule('a', 100, { destinations: ['VirtualNetwork'] })) },
      denied,
    ],
    [
      'another next hop does not enlarge it',
      { ...routed([route(all, 'Internet')]), ...onNic(rule('a', 100, { destinations: ['VirtualNetwork'] })) },
      internet,
    ],
    [
      'where a default route may be learned it is not sure',
      {
        ...onNic(rule('a', 100, { destinations: ['VirtualNetwork'] })),
        virtualNetworks: [network({ subnets: [subnet(), gatewaySubnet] })],
      },
      { path: 'internet', confidence: 'low' },
    ],
    [
      'nor where a virtual hub sends one',
      {
        ...spokeOf(intent(nva)),
        ...onNic(rule('a', 100, { ...allow, destinations: ['VirtualNetwork'] }), rule('b', 200)),
      },
      { path: 'denied', confidence: 'low' },
    ],
  ],
  [
    'A rule that says nothing about destination, source or ports makes it unknown',
    ['source', onNic(rule('odd', 100, { sources: [] })), unknown],
    ['ports', onNic(rule('odd', 100, { destinationPorts: [] })), unknown],
  ],
  [
    'Source ports matter only where they exclude every port above 1023',
    ['low ones', onNic(rule('no', 100, { sourcePorts: ['0-1023'] })), internet],
    ['high ones', onNic(rule('no', 100, { sourcePorts: ['5000'] })), denied],
  ],
  [
    'IDs are compared without case',
    [
      'so',
      {
        ...onNic(rule('no', 100)),
        networkInterfaces: [nic({ networkSecurityGroup: ID.nicNsg.toUpperCase() as ResourceId })],
      },
      denied,
    ],
  ],
  [
    'An outbound security admin rule for TCP 25 in scope leaves the NSG result with low confidence',
    [
      'so',
      { networkManagers: [networkManager([adminRule()])] },
      { path: 'internet', confidence: 'low', reasons: ['admin-rule-may-apply'] },
    ],
    [
      'inbound has no effect',
      { networkManagers: [networkManager([adminRule({ direction: 'Inbound' })])] },
      { path: 'internet', confidence: 'high' },
    ],
    [
      'nor has another scope',
      { networkManagers: [networkManager([adminRule()], { subscriptions: [] })] },
      { path: 'internet', confidence: 'high' },
    ],
  ],
]);

specify('Routes', [
  [
    'The longest prefix wins',
    [
      'halves before the whole',
      routed([route(all, 'None'), route('0.0.0.0/1', 'Internet'), route('128.0.0.0/1', 'Internet')]),
      internet,
    ],
  ],
  ['Without a user route the system sends 0.0.0.0/0 to the internet', ['no table', {}, internet]],
  [
    'Internet goes straight; None and VnetLocal drop',
    ['Internet', routed([route(all, 'Internet')]), internet],
    ['None', routed([route(all, 'None')]), none],
    ['VnetLocal', routed([route(all, 'VnetLocal')]), none],
  ],
  [
    'VirtualNetworkGateway is gateway, or none where the network has and uses none',
    ['a gateway', routed([toGateway], { subnets: [withTable, gatewaySubnet] }), { path: 'gateway' }],
    ['none', routed([toGateway]), none],
    [
      'a remote one outside the inventory',
      routed([toGateway], { peerings: [peering({ useRemoteGateways: true })] }),
      { path: 'gateway' },
    ],
  ],
  ['An unknown next hop type is unknown', ['so', routed([route(all, 'Teleport')]), unknown]],
  [
    'VirtualAppliance: the address is looked up in the network and its connected peers',
    ['an Azure Firewall', behindFirewall(), { path: 'firewall', owner: ID.firewall }],
    [
      'a NIC with IP forwarding',
      { ...toAppliance(), networkInterfaces: [nic(), forwarder()] },
      { path: 'appliance', owner: NVA.nic, nics: [NVA.nic] },
    ],
    [
      'a peer that is not connected',
      {
        ...toAppliance('10.0.1.4', { peerings: [peering({ state: 'Disconnected' })] }),
        others: [hubSubscription({ firewalls: [firewall()] })],
      },
      { path: 'appliance', why: 'not-found' },
    ],
    ['not found', toAppliance(), { path: 'appliance', why: 'not-found' }],
    [
      'forwarding disabled',
      { ...toAppliance(), networkInterfaces: [nic(), forwarder({ enableIPForwarding: false })] },
      { path: 'appliance', why: 'forwarding-disabled' },
    ],
    [
      'several',
      { ...toAppliance(), networkInterfaces: [nic(), forwarder(), forwarder({}, NVA.nic2)] },
      { path: 'appliance', why: 'several' },
    ],
    [
      'an internal load balancer front end with such NICs behind it',
      {
        ...toAppliance('10.1.9.9'),
        networkInterfaces: [nic(), forwarder()],
        loadBalancers: [
          balancer({
            frontends: [{ id: ID.frontend, privateAddress: '10.1.9.9', subnet: NVA.subnet }],
            pools: [
              {
                id: ID.pool,
                ipConfigurations: [`${NVA.nic}/ipConfigurations/a` as ResourceId],
                addresses: [],
              },
            ],
            loadBalancingRules: [balancing({ protocol: 'All' })],
          }),
        ],
      },
      { path: 'appliance', owner: NVA.nic, nics: [NVA.nic] },
    ],
  ],
]);

specify('Virtual WAN', [
  [
    "A spoke's hub is found by its connection, tenant-wide; the network behind the peering is never needed",
    ['the hub sends nothing that is seen', spokeOf(), { path: 'internet', confidence: 'low' }],
  ],
  [
    'Internet security and a routing intent for the internet: its next hop decides',
    [
      'a firewall',
      spokeOf(intent(ID.firewall), { firewalls: [firewall()] }),
      { path: 'firewall', owner: ID.firewall, passage: 'stops' },
    ],
    ['an appliance in the hub', spokeOf(intent(nva)), { path: 'appliance', why: 'in-virtual-hub' }],
  ],
  [
    'So does a default route of the associated route table',
    ['the default table', spokeOf({ routeTables: read([hubTable(nva)]) }), { path: 'appliance' }],
    ['another table', spokeOf({ routeTables: read([hubTable(), hubTable(nva, VHUB.otherTable)]) }), internet],
  ],
  [
    'A routing intent wins over a static default route',
    ['so', spokeOf({ ...intent(ID.firewall), routeTables: read([hubTable(nva)]) }), { path: 'firewall' }],
  ],
  [
    'Without internet security no default route comes from the hub',
    ['so', spokeOf({ ...offConnection, ...intent(nva) }), { path: 'internet', confidence: 'high' }],
  ],
  [
    'With it but without such a route a branch may advertise one',
    ['so', spokeOf(), { path: 'internet', confidence: 'low', reasons: ['default-route-may-be-learned'] }],
  ],
  [
    'A hub or connection that cannot be read is unknown',
    ['hub', spokeOf({ properties: undefined }), unknown],
    ['connections', spokeOf({ connections: unreadable() }), unknown],
    ['routing intent', spokeOf({ routingIntent: unreadable() }), unknown],
  ],
  [
    'A user route that covers the internet, or refused propagation, stands before it',
    [
      'user route',
      {
        ...spokeOf(intent(nva)),
        ...routed([route(all, 'None')], { peerings: [peering({ name: 'RemoteVnetToHubPeering_1' })] }),
      },
      none,
    ],
    [
      'refused',
      {
        ...spokeOf(intent(nva)),
        ...routed(
          [],
          { peerings: [peering({ name: 'RemoteVnetToHubPeering_1' })] },
          { disableBgpRoutePropagation: true },
        ),
      },
      { path: 'internet', confidence: 'high' },
    ],
  ],
]);

const learning = { virtualNetworks: [network({ subnets: [subnet(), gatewaySubnet] })] };

specify('Learned default routes', [
  [
    'A gateway or route server in the network, or in a peer whose gateways are used, may bring one',
    ['gateway', learning, { path: 'internet', confidence: 'low', reasons: ['default-route-may-be-learned'] }],
    [
      'a peer outside the inventory',
      { virtualNetworks: [network({ peerings: [peering({ useRemoteGateways: true })] })] },
      { path: 'internet', confidence: 'low' },
    ],
  ],
  [
    'Not where a user route covers the internet or propagation is refused',
    [
      'user route',
      routed([route(all, 'Internet')], { subnets: [withTable, gatewaySubnet] }),
      { path: 'internet', confidence: 'high' },
    ],
    [
      'refused',
      routed([], { subnets: [withTable, gatewaySubnet] }, { disableBgpRoutePropagation: true }),
      { path: 'internet', confidence: 'high' },
    ],
  ],
  [
    'The declarations file may settle it',
    [
      'none',
      { ...learning, declared: 'none' },
      { path: 'internet', confidence: 'high', reasons: ['default-route-declared'] },
    ],
    ['gateway', { ...learning, declared: 'gateway' }, { path: 'gateway' }],
    ['appliance', { ...learning, declared: 'appliance' }, { path: 'appliance', nics: undefined }],
  ],
]);

const gateways = { natGateways: [natGateway()], publicAddresses };
const sent = (egress: 'nat-gateway' | 'instance-public-ip' | 'load-balancer' | 'default-outbound') =>
  ({ path: 'internet', egress }) as const;

specify('A source address', [
  [
    'The NAT gateway of the subnet, else of the network, comes first',
    [
      'before a public address',
      { ...inSubnet({ natGateway: ID.nat }), ...gateways, ...onOwn({ publicAddress: ID.address }) },
      sent('nat-gateway'),
    ],
    ['of the network', { ...inSubnet({}, { defaultNatGateway: ID.nat }), ...gateways }, sent('nat-gateway')],
    [
      'one that names the network',
      { ...gateways, natGateways: [natGateway({ sourceNetwork: ID.network })] },
      sent('nat-gateway'),
    ],
    [
      'without an address it gives none',
      {
        ...inSubnet({ natGateway: ID.nat, defaultOutboundAccess: false }),
        natGateways: [natGateway({ publicAddresses: [] })],
      },
      none,
    ],
  ],
  [
    'Then a public IP on the IP configuration, also one that cannot be read',
    [
      'not read',
      onOwn({ publicAddress: ID.address }),
      { path: 'internet', egress: 'instance-public-ip', addresses: [undefined] },
    ],
  ],
  [
    'Then a load balancer with an outbound rule, or a rule that leaves SNAT on',
    [
      'outbound rule',
      { ...inPool, loadBalancers: [balancer({ outboundRules: [balancing()] })] },
      sent('load-balancer'),
    ],
    [
      'SNAT',
      { ...inPool, loadBalancers: [balancer({ loadBalancingRules: [balancing()] })] },
      sent('load-balancer'),
    ],
    [
      'SNAT disabled',
      {
        ...inPool,
        loadBalancers: [balancer({ loadBalancingRules: [balancing({ disableOutboundSnat: true })] })],
      },
      none,
    ],
    [
      'Udp',
      { ...inPool, loadBalancers: [balancer({ outboundRules: [balancing({ protocol: 'Udp' })] })] },
      none,
    ],
    [
      'members by address at medium confidence',
      {
        loadBalancers: [
          balancer({
            pools: [
              {
                id: ID.pool,
                ipConfigurations: [],
                addresses: [{ address: '10.1.0.4', network: ID.network }],
              },
            ],
            outboundRules: [balancing()],
          }),
        ],
      },
      { ...sent('load-balancer'), confidence: 'medium' },
    ],
  ],
  [
    'Then default outbound access: by the report of an allocated NIC, else by configuration',
    [
      'reported false',
      { networkInterfaces: [nic({ defaultOutboundConnectivityEnabled: false })] },
      { path: 'none', confidence: 'medium' },
    ],
    [
      'reported true in a private subnet',
      { ...privately, networkInterfaces: [nic({ defaultOutboundConnectivityEnabled: true })] },
      sent('default-outbound'),
    ],
    [
      'deallocated, the configuration decides',
      {
        ...privately,
        networkInterfaces: [nic({ defaultOutboundConnectivityEnabled: true })],
        powerState: 'deallocated',
      },
      none,
    ],
    ['a Standard load balancer', { ...inPool, loadBalancers: [balancer()] }, none],
    ['a Flexible scale-set instance', { vm: vm({ scaleSet: ID.vm }) }, none],
  ],
  ['Otherwise there is nothing to send from', ['a private subnet', privately, none]],
]);

specify('The egress owner', [
  ['A firewall denies by default', ['no rules', behindFirewall(), { path: 'firewall', passage: 'stops' }]],
  [
    'Its network rules must cover the VM, TCP, port 25 and the bulk of the internet',
    ['all of it', classic(networkRule()), { passage: 'passes', path: 'firewall' }],
    [
      'another source',
      classic(networkRule({ sources: ['10.9.0.0/16'] })),
      { passage: 'stops', path: 'firewall' },
    ],
    ['UDP', classic(networkRule({ protocols: ['UDP'] })), { passage: 'stops', path: 'firewall' }],
    ['port 443', classic(networkRule({ destinationPorts: ['443'] })), { passage: 'stops', path: 'firewall' }],
    [
      'a few prefixes',
      classic(networkRule({ destinations: ['40.92.0.0/15'] })),
      { passage: 'stops', path: 'firewall' },
    ],
    [
      'host names',
      classic(networkRule({ destinations: [], destinationNames: ['mx.contoso.com'] })),
      { passage: 'stops', path: 'firewall' },
    ],
  ],
  [
    'Collections by priority, the first match ends',
    [
      'deny first',
      behindFirewall(
        firewall({
          classicRules: [collection('Allow'), collection('Deny', [networkRule()], { priority: 100 })],
        }),
      ),
      { passage: 'stops', path: 'firewall' },
    ],
  ],
  [
    "A parent policy's rules come first",
    [
      'it denies',
      behindFirewall(
        firewall({ policy: policyId('own') }, ID.firewall, {
          policies: read([
            policy('own', [collection('Allow')], { base: policyId('parent') }),
            policy('parent', [collection('Deny')]),
          ]),
        }),
      ),
      { passage: 'stops', path: 'firewall' },
    ],
  ],
  [
    'Rules that cannot be read are not known',
    [
      'policies',
      behindFirewall(firewall({ policy: policyId('own') }, ID.firewall, { policies: unreadable() })),
      { passage: 'not-known', path: 'firewall' },
    ],
    [
      'an IP group',
      classic(networkRule({ sources: [], sourceGroups: [ID.pool] })),
      { passage: 'not-known', path: 'firewall' },
    ],
  ],
]);

specify('Scale sets', [
  [
    'An instance of a Uniform scale set is judged like a VM, by the NICs of its scale set',
    [
      'so',
      {
        vm: vm({ id: `${ID.vm}Set/virtualMachines/0` as ResourceId }),
        networkInterfaces: [],
        scaleSets: [
          {
            id: ID.vm,
            name: 'set',
            instances: read([]),
            networkInterfaces: read([nic({ virtualMachine: `${ID.vm}Set/virtualMachines/0` as ResourceId })]),
            publicAddresses: read([]),
          },
        ],
        others: [facts({}, OTHER)],
      },
      internet,
    ],
  ],
]);
