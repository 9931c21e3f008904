import { describe, expect, test } from 'vitest';
import {
  configuration,
  ID,
  id,
  natGateway,
  network,
  nic,
  nsg,
  pathIn,
  publicAddress,
  route,
  routeTable,
  rule,
  subnet,
  vm,
} from './builders.ts';
import { expectPaths } from './expect-path.ts';

/*
 * The plain situation: a running VM with one NIC at 10.1.0.4 in a subnet without NSG, route table, NAT gateway or load balancer. The
 * stages have their own tables: security-stage, route-stage, source-stage.
 */
const denied = {
  networkInterfaces: [nic({ networkSecurityGroup: ID.nicNsg })],
  networkSecurityGroups: [nsg([rule('no', 100)])],
};
const routed = (...routes: Parameters<typeof routeTable>[0]) => ({
  virtualNetworks: [network({ subnets: [subnet({ routeTable: ID.table, defaultOutboundAccess: false })] })],
  routeTables: [routeTable(routes)],
});
const ipv6 = configuration({
  id: id('x/y/ipv6'),
  primary: false,
  version: 'IPv6',
  privateAddress: 'fd00::4',
});
const second = configuration({ id: id('x/y/second'), primary: false, privateAddress: '10.1.0.5' });

describe('the first stage that does not let the bulk through names the path', () => {
  expectPaths([
    [
      'nothing in the way: default outbound access',
      {},
      { path: 'internet', egress: 'default-outbound', confidence: 'high', reasons: [] },
    ],
    [
      'NSG before route: denied whatever the route',
      { ...denied, ...routed(route('0.0.0.0/0', 'None')) },
      { path: 'denied', reasons: ['nsg-denies'] },
    ],
    [
      'NSG before a route table that is missing',
      { ...denied, ...routed(), routeTables: [] },
      { path: 'denied' },
    ],
    [
      'route before source address: none by the route',
      routed(route('0.0.0.0/0', 'None')),
      { path: 'none', reasons: ['route-drops'] },
    ],
    ['source address last', routed(), { path: 'none', reasons: ['no-source-address'] }],
    [
      'reasons of each stage in turn, least confidence',
      {
        networkInterfaces: [nic({ networkSecurityGroup: ID.nicNsg })],
        networkSecurityGroups: [nsg([rule('list', 100, { destinations: ['8.8.8.8'] })])],
        ...routed(route('9.9.9.0/24', 'None')),
      },
      { path: 'none', confidence: 'medium', reasons: ['exceptions', 'exceptions', 'no-source-address'] },
    ],
  ]);
});

describe('a NIC that cannot speak', () => {
  const network2 = id('Microsoft.Network/virtualNetworks/other');
  expectPaths([
    [
      'the VM has none',
      { vm: vm({ networkInterfaces: [] }) },
      { path: 'unknown', confidence: 'low', reasons: ['no-network-interface'] },
    ],
    ['it is not in the list', { networkInterfaces: [] }, { path: 'unknown', reasons: ['nic-not-found'] }],
    [
      'it has no properties',
      { networkInterfaces: [{ id: ID.nic, name: 'nic1' }] },
      { path: 'unknown', reasons: ['nic-not-described'] },
    ],
    [
      'it has no IP configuration',
      { networkInterfaces: [nic({ ipConfigurations: [] })] },
      { path: 'unknown', reasons: ['primary-ip-configuration-unclear'] },
    ],
    [
      'two IP configurations, both primary',
      { networkInterfaces: [nic({ ipConfigurations: [configuration(), configuration()] })] },
      { path: 'unknown', reasons: ['primary-ip-configuration-unclear'] },
    ],
    [
      'two IP configurations, none primary',
      { networkInterfaces: [nic({ ipConfigurations: [second, second] })] },
      { path: 'unknown', reasons: ['primary-ip-configuration-unclear'] },
    ],
    [
      'one IP configuration counts though not marked',
      { networkInterfaces: [nic({ ipConfigurations: [second] })] },
      { path: 'internet' },
    ],
    [
      'of several, only the primary counts',
      {
        networkInterfaces: [
          nic({ ipConfigurations: [{ ...second, publicAddress: ID.address }, configuration()] }),
        ],
        publicAddresses: [publicAddress()],
      },
      { path: 'none', reasons: ['no-source-address'] },
    ],
    [
      'IPv6 beside IPv4 is noted',
      { networkInterfaces: [nic({ ipConfigurations: [configuration(), ipv6] })] },
      { path: 'internet', reasons: ['dual-stack'] },
    ],
    [
      'no subnet',
      {
        networkInterfaces: [nic({ ipConfigurations: [{ applicationSecurityGroups: [], backendPools: [] }] })],
      },
      { path: 'unknown', reasons: ['ip-configuration-without-subnet'] },
    ],
    [
      'its network is missing',
      { virtualNetworks: [network({}, network2)] },
      { path: 'unknown', reasons: ['virtual-network-not-read'] },
    ],
    [
      'its network has no properties',
      { virtualNetworks: [{ id: ID.network, name: 'spoke' }] },
      { path: 'unknown', reasons: ['virtual-network-not-read'] },
    ],
    [
      'its subnet is not in the network',
      { virtualNetworks: [network({ subnets: [] })] },
      { path: 'unknown', reasons: ['subnet-not-read'] },
    ],
    [
      'its subnet has no properties',
      { virtualNetworks: [network({ subnets: [{ id: ID.subnet, name: 'mail' }] })] },
      { path: 'unknown', reasons: ['subnet-not-read'] },
    ],
  ]);
});

describe('evidence', () => {
  test('is the whole chain, with the deciding objects, also where an early stage decides', () => {
    const { evidence } = pathIn({
      ...denied,
      virtualNetworks: [network({ subnets: [subnet({ routeTable: ID.table, natGateway: ID.nat })] })],
      routeTables: [routeTable([route('0.0.0.0/0', 'Internet')])],
      natGateways: [natGateway()],
      publicAddresses: [publicAddress()],
    });
    expect(evidence).toEqual([
      {
        fact: 'NIC NSG',
        value: 'nic-nsg: rule no (priority 100) denies TCP 25 to the internet',
        source: `${ID.nicNsg} properties.securityRules`,
      },
      { fact: 'subnet NSG', value: 'none', source: `${ID.subnet} properties.networkSecurityGroup` },
      {
        fact: 'route',
        value: '0.0.0.0/0 to Internet, route to-0.0.0.0/0',
        source: `${ID.table} properties.routes`,
      },
      { fact: 'source address', value: 'NAT gateway nat', source: `${ID.nat} properties.publicIpAddresses` },
    ]);
  });
});

describe('addresses', () => {
  const withAddress = {
    networkInterfaces: [nic({ ipConfigurations: [configuration({ publicAddress: ID.address })] })],
  };
  test('carry what a mail administrator asks: address, static, owned, reverse DNS', () => {
    const publicAddresses = [publicAddress({ reverseFqdn: 'mx.contoso.com.' })];
    expect(pathIn({ ...withAddress, publicAddresses }).addresses).toEqual([
      {
        address: '20.1.2.3',
        resource: ID.address,
        isStatic: true,
        owned: true,
        reverseDns: 'mx.contoso.com.',
      },
    ]);
  });

  test('without a PTR record it is known to have none; a dynamic one is not static', () => {
    const publicAddresses = [publicAddress({ allocation: 'Dynamic' })];
    expect(pathIn({ ...withAddress, publicAddresses }).addresses).toMatchObject([
      { isStatic: false, reverseDns: null },
    ]);
  });

  test("default outbound addresses are Microsoft's and may change", () => {
    expect(pathIn({}).addresses).toEqual([{ owned: false, isStatic: false }]);
  });
});
