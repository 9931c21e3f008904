import { describe } from 'vitest';
import type {
  IpConfigurationFact,
  NicFact,
  SubnetFact,
  VirtualNetworkFact,
} from '../../src/model/network-facts.ts';
import type { Parts, Situation } from './builders.ts';
import {
  balancer,
  balancing,
  configuration,
  facts,
  ID,
  id,
  natGateway,
  network,
  nic,
  OTHER,
  publicAddress,
  publicPrefix,
  subnet,
  unreadable,
  vm,
} from './builders.ts';
import { expectPaths } from './expect-path.ts';

const sender = (over: Partial<IpConfigurationFact>, parts: Parts<NicFact> = {}): Situation => ({
  networkInterfaces: [nic({ ipConfigurations: [configuration(over)], ...parts })],
});
const inSubnet = (over: Parts<SubnetFact>, parts: Parts<VirtualNetworkFact> = {}): Situation => ({
  virtualNetworks: [network({ subnets: [subnet(over)], ...parts })],
});
const privateSubnet = inSubnet({ defaultOutboundAccess: false });
const inPool = sender({ backendPools: [ID.pool] });
const nat = {
  path: 'internet',
  egress: 'nat-gateway',
  confidence: 'high',
  addresses: ['20.1.2.3'],
  reasons: [],
} as const;
const own = {
  path: 'internet',
  egress: 'instance-public-ip',
  confidence: 'high',
  addresses: ['20.1.2.3'],
} as const;
const balanced = {
  path: 'internet',
  egress: 'load-balancer',
  confidence: 'high',
  addresses: ['20.1.2.3'],
} as const;
const byDefault = {
  path: 'internet',
  egress: 'default-outbound',
  confidence: 'high',
  addresses: [undefined],
} as const;
const none = { path: 'none', confidence: 'high', reasons: ['no-source-address'] } as const;
const publicAddresses = [publicAddress()];
const ipv6 = [publicAddress({ version: 'IPv6', address: '2603::1' })];

describe('NAT gateway', () => {
  const onSubnet = inSubnet({ natGateway: ID.nat });
  const gateways = { natGateways: [natGateway()], publicAddresses };
  expectPaths([
    ['of the subnet', { ...onSubnet, ...gateways }, nat],
    ['of the network', { ...inSubnet({}, { defaultNatGateway: ID.nat }), ...gateways }, nat],
    [
      'that names the network',
      { natGateways: [natGateway({ sourceNetwork: ID.network })], publicAddresses },
      nat,
    ],
    [
      'with a prefix',
      {
        ...onSubnet,
        natGateways: [natGateway({ publicAddresses: [], publicPrefixes: [ID.prefix] })],
        publicPrefixes: [publicPrefix()],
      },
      { ...nat, addresses: ['20.9.0.0/28'] },
    ],
    [
      'goes before a public address of the NIC',
      {
        ...onSubnet,
        ...gateways,
        ...sender({ publicAddress: id('Microsoft.Network/publicIPAddresses/nic-pip') }),
      },
      nat,
    ],
    [
      'without an address gives none',
      {
        ...onSubnet,
        natGateways: [natGateway({ publicAddresses: [] })],
        ...privateSubnetWith({ natGateway: ID.nat }),
      },
      { path: 'none', reasons: ['no-source-address', 'nat-gateway-without-address'] },
    ],
    [
      'with IPv6 alone gives none',
      { ...privateSubnetWith({ natGateway: ID.nat }), natGateways: [natGateway()], publicAddresses: ipv6 },
      { path: 'none' },
    ],
    [
      'that is missing',
      { ...onSubnet, natGateways: [] },
      { path: 'unknown', reasons: ['nat-gateway-not-read'] },
    ],
    [
      'without properties',
      { ...onSubnet, natGateways: [{ id: ID.nat, name: 'nat' }] },
      { path: 'unknown', reasons: ['nat-gateway-not-read'] },
    ],
    [
      'with an address that cannot be read',
      { ...onSubnet, natGateways: [natGateway()], publicAddresses: unreadable() },
      {
        path: 'internet',
        egress: 'nat-gateway',
        addresses: [undefined],
        reasons: ['public-address-not-read'],
      },
    ],
  ]);
});

function privateSubnetWith(over: Parts<SubnetFact>): Situation {
  return inSubnet({ defaultOutboundAccess: false, ...over });
}

describe('public address of the IP configuration', () => {
  const withAddress = sender({ publicAddress: ID.address });
  expectPaths([
    ['is the way out', { ...withAddress, publicAddresses }, { ...own, reasons: [] }],
    ['also in a private subnet', { ...withAddress, ...privateSubnet, publicAddresses }, own],
    [
      'proves the way out though it cannot be read',
      { ...withAddress, publicAddresses: unreadable() },
      {
        path: 'internet',
        egress: 'instance-public-ip',
        addresses: [undefined],
        reasons: ['public-address-not-read'],
      },
    ],
    [
      'of a deallocated VM may have no address at the moment',
      {
        ...withAddress,
        powerState: 'deallocated',
        publicAddresses: [{ id: ID.address, name: 'pip', properties: { allocation: 'Dynamic' } }],
      },
      { ...own, addresses: [undefined], reasons: [] },
    ],
  ]);
});

describe('load balancer', () => {
  const balancers = (over: Parameters<typeof balancer>[0], sku = 'Standard') => ({
    loadBalancers: [balancer(over, sku)],
    publicAddresses,
  });
  const member = [
    { id: ID.pool, network: ID.network, ipConfigurations: [], addresses: [{ address: '10.1.0.4' }] },
  ];
  const foreignPool = id('Microsoft.Network/loadBalancers/lb/backendAddressPools/pool', OTHER);
  const foreign = {
    ...balancer({
      pools: [
        { id: foreignPool, ipConfigurations: [], addresses: [{ address: '10.1.0.4', network: ID.network }] },
      ],
      outboundRules: [balancing({ pools: [foreignPool] })],
    }),
    id: id('Microsoft.Network/loadBalancers/lb', OTHER),
  };
  expectPaths([
    [
      'an outbound rule',
      { ...inPool, ...balancers({ outboundRules: [balancing({ protocol: 'All' })] }) },
      { ...balanced, reasons: [] },
    ],
    [
      'a load-balancing rule with outbound SNAT',
      { ...inPool, ...balancers({ loadBalancingRules: [balancing()] }) },
      balanced,
    ],
    [
      'a load-balancing rule without',
      { ...inPool, ...balancers({ loadBalancingRules: [balancing({ disableOutboundSnat: true })] }) },
      { path: 'none', reasons: ['no-source-address', 'load-balancer-without-outbound'] },
    ],
    [
      'a rule for UDP',
      { ...inPool, ...balancers({ loadBalancingRules: [balancing({ protocol: 'Udp' })] }) },
      { path: 'none' },
    ],
    [
      'a rule for another pool',
      { ...inPool, ...balancers({ outboundRules: [balancing({ pools: [] })] }) },
      { path: 'none' },
    ],
    [
      'an IPv6 front end',
      { ...inPool, loadBalancers: [balancer({ outboundRules: [balancing()] })], publicAddresses: ipv6 },
      { path: 'none' },
    ],
    [
      'a private front end',
      {
        ...inPool,
        ...balancers({
          frontends: [{ id: ID.frontend, privateAddress: '10.1.0.100' }],
          loadBalancingRules: [balancing()],
        }),
      },
      { path: 'none' },
    ],
    [
      'a front end with a prefix',
      {
        ...inPool,
        ...balancers({
          frontends: [{ id: ID.frontend, publicPrefix: ID.prefix }],
          outboundRules: [balancing()],
        }),
        publicPrefixes: [publicPrefix()],
      },
      { ...balanced, addresses: ['20.9.0.0/28'] },
    ],
    [
      'a member that only the pool names',
      balancers({
        pools: [{ id: ID.pool, ipConfigurations: [ID.configuration], addresses: [] }],
        outboundRules: [balancing()],
      }),
      balanced,
    ],
    [
      'a member by address',
      balancers({ pools: member, outboundRules: [balancing()] }),
      { ...balanced, confidence: 'medium', reasons: ['load-balancer-member-by-address'] },
    ],
    ['a member by address keeps default outbound access', balancers({ pools: member }), byDefault],
    [
      'a member by address of a load balancer in another subscription',
      { others: [facts({ loadBalancers: [foreign], publicAddresses }, OTHER)] },
      { path: 'internet', egress: 'load-balancer', confidence: 'medium' },
    ],
    [
      'a member by reference of a load balancer in another subscription',
      {
        ...sender({ backendPools: [foreignPool] }),
        others: [facts({ loadBalancers: [foreign], publicAddresses }, OTHER)],
      },
      { path: 'internet', egress: 'load-balancer', confidence: 'high' },
    ],
    [
      'one that cannot be read',
      { ...inPool, loadBalancers: unreadable() },
      { path: 'unknown', reasons: ['load-balancer-not-read'] },
    ],
    [
      'one outside the inventory',
      sender({ backendPools: [foreignPool] }),
      { path: 'unknown', reasons: ['load-balancer-not-read'] },
    ],
    [
      'a Basic one without rules leaves default outbound access',
      { ...inPool, ...balancers({}, 'Basic') },
      byDefault,
    ],
  ]);
});

describe('default outbound access', () => {
  const reported = (value: boolean, over: Partial<IpConfigurationFact> = {}) =>
    sender(over, { defaultOutboundConnectivityEnabled: value });
  const second = nic(
    { ipConfigurations: [configuration({ publicAddress: ID.address, id: ID.configuration })] },
    id('Microsoft.Network/networkInterfaces/nic2'),
  );
  const twoNics = vm({ networkInterfaces: [{ id: ID.nic, primary: true }, { id: second.id }] });
  expectPaths([
    ['by configuration', {}, byDefault],
    ['not in a private subnet', privateSubnet, none],
    [
      'not for a Flexible scale-set instance',
      { vm: vm({ scaleSet: id('Microsoft.Compute/virtualMachineScaleSets/flex') }) },
      none,
    ],
    [
      'not where another NIC of the VM has a public address',
      { vm: twoNics, networkInterfaces: [nic(), second], publicAddresses },
      none,
    ],
    [
      'not known where another NIC cannot be read',
      { vm: twoNics },
      { path: 'unknown', reasons: ['other-nic-not-read'] },
    ],
    [
      'the NIC reports true: it decides against the configuration',
      { ...reported(true), ...privateSubnet },
      byDefault,
    ],
    [
      'the NIC reports false',
      reported(false),
      { path: 'none', confidence: 'medium', reasons: ['no-source-address'] },
    ],
    ['deallocated: the configuration decides', { ...reported(false), powerState: 'deallocated' }, byDefault],
    [
      'deallocated in a private subnet',
      { ...reported(true), ...privateSubnet, powerState: 'deallocated' },
      none,
    ],
    [
      'stopped but allocated: the report decides',
      { ...reported(false), powerState: 'stopped' },
      { path: 'none', confidence: 'medium' },
    ],
    [
      'power state not known, report and configuration differ',
      { ...reported(true), ...privateSubnet, powerState: undefined },
      { path: 'internet', confidence: 'low', reasons: ['power-state-not-known'] },
    ],
    [
      'power state not known, report and configuration agree',
      { ...reported(true), powerState: undefined },
      byDefault,
    ],
    ['load balancers unreadable: a way out that is seen stands', { loadBalancers: unreadable() }, byDefault],
    [
      'load balancers unreadable: none is not proved',
      { ...privateSubnet, loadBalancers: unreadable() },
      { path: 'unknown', reasons: ['list-not-read'] },
    ],
    [
      'NAT gateways unreadable: none is not proved',
      { ...privateSubnet, natGateways: unreadable() },
      { path: 'unknown', reasons: ['list-not-read'] },
    ],
    [
      'load balancers of another subscription unreadable: none stands',
      { ...privateSubnet, others: [facts({ loadBalancers: unreadable() }, OTHER)] },
      none,
    ],
  ]);
});
