import { describe } from 'vitest';
import type { RuleFact } from '../../src/model/network-facts.ts';
import type { Situation } from './builders.ts';
import {
  configuration,
  ID,
  id,
  network,
  nic,
  nsg,
  peering,
  route,
  routeTable,
  rule,
  subnet,
  unreadable,
} from './builders.ts';
import { expectPaths } from './expect-path.ts';

const asg = id('Microsoft.Network/applicationSecurityGroups/mailers');
const allow: Partial<RuleFact> = { access: 'Allow' };

/** The NIC's group has the rules given. */
function onNic(...rules: readonly RuleFact[]): Situation {
  return {
    networkInterfaces: [nic({ networkSecurityGroup: ID.nicNsg })],
    networkSecurityGroups: [nsg(rules)],
  };
}

/** The subnet's group has the rules given, and the subnet's route table the routes. */
function onSubnet(rules: readonly RuleFact[], routes?: Parameters<typeof routeTable>[0]): Situation {
  const table = routes === undefined ? {} : { routeTable: ID.table };
  return {
    virtualNetworks: [network({ subnets: [subnet({ networkSecurityGroup: ID.subnetNsg, ...table })] })],
    networkSecurityGroups: [nsg(rules, ID.subnetNsg)],
    routeTables: routes === undefined ? [] : [routeTable(routes)],
  };
}

const toAppliance = [route('0.0.0.0/0', 'VirtualAppliance', '10.1.9.9')];
const denied = { path: 'denied', reasons: ['nsg-denies'] } as const;
const passed = { path: 'internet', confidence: 'high', reasons: [] } as const;

describe('both groups must allow', () => {
  expectPaths([
    ['no group at all allows', {}, passed],
    ['a group with nothing but defaults allows, by AllowInternetOutBound', onNic(), passed],
    ['the NIC group denies', onNic(rule('no-mail', 100)), { ...denied, confidence: 'high' }],
    ['the subnet group denies', onSubnet([rule('no-mail', 100)]), denied],
    [
      'a reference in other letter case is the same group',
      {
        ...onNic(rule('no', 100)),
        networkInterfaces: [nic({ networkSecurityGroup: ID.nicNsg.toUpperCase() as typeof ID.nicNsg })],
      },
      denied,
    ],
    [
      'a deny of everything stands though the other group is missing',
      {
        ...onSubnet([]),
        networkInterfaces: [nic({ networkSecurityGroup: ID.nicNsg })],
        networkSecurityGroups: [nsg([rule('no', 100)])],
      },
      denied,
    ],
    [
      'an allow does not: the other group is missing',
      {
        ...onSubnet([]),
        networkInterfaces: [nic({ networkSecurityGroup: ID.nicNsg })],
        networkSecurityGroups: [nsg([])],
      },
      { path: 'unknown', reasons: ['security-group-not-read'] },
    ],
    [
      'groups cannot be read',
      { ...onNic(), networkSecurityGroups: unreadable() },
      { path: 'unknown', confidence: 'low', reasons: ['security-group-not-read'] },
    ],
    [
      'a group without properties',
      { ...onNic(), networkSecurityGroups: [{ id: ID.nicNsg, name: 'x' }] },
      { path: 'unknown' },
    ],
    [
      'the NIC denies one half, the subnet the other',
      {
        ...onSubnet([rule('high-half', 100, { destinations: ['128.0.0.0/1'] })]),
        networkInterfaces: [nic({ networkSecurityGroup: ID.nicNsg })],
        networkSecurityGroups: [
          nsg([rule('low-half', 100, { destinations: ['0.0.0.0/1'] })]),
          nsg([rule('high-half', 100, { destinations: ['128.0.0.0/1'] })], ID.subnetNsg),
        ],
      },
      { path: 'denied', reasons: ['nsg-denies', 'nsg-denies'] },
    ],
    [
      'the NIC denies though its subnet is in no known network',
      { ...onNic(rule('no', 100)), virtualNetworks: [] },
      denied,
    ],
    [
      'the NIC allows VirtualNetwork first, and how far that reaches is not known',
      {
        ...onNic(rule('vnet', 100, { ...allow, destinations: ['VirtualNetwork'] }), rule('no', 200)),
        virtualNetworks: [],
      },
      { path: 'unknown', reasons: ['virtual-network-not-read'] },
    ],
  ]);
});

describe('which rules apply', () => {
  expectPaths([
    ['the lower priority number decides', onNic(rule('no', 200), rule('yes', 100, allow)), passed],
    ['an inbound rule does not', onNic(rule('in', 100, { direction: 'Inbound' })), passed],
    ['a UDP rule does not', onNic(rule('udp', 100, { protocol: 'Udp' })), passed],
    ['protocol in any case, * and Any do', onNic(rule('any', 100, { protocol: 'ANY' })), denied],
    [
      'another port does not',
      onNic(rule('web', 100, { destinationPorts: ['80', '443', '587-1024'] })),
      passed,
    ],
    [
      'a range of ports that holds 25 does',
      onNic(rule('low', 100, { destinationPorts: ['443', '20-30'] })),
      denied,
    ],
    [
      'source ports that exclude every ephemeral port make it void',
      onNic(rule('odd', 100, { sourcePorts: ['0-1023'] })),
      passed,
    ],
    ['source ports do not matter otherwise', onNic(rule('odd', 100, { sourcePorts: ['5000-6000'] })), denied],
    [
      'a source prefix that holds the NIC does',
      onNic(rule('some', 100, { sources: ['10.1.0.0/28'] })),
      denied,
    ],
    [
      'a source prefix beside the NIC does not',
      onNic(rule('some', 100, { sources: ['10.1.0.16/28'] })),
      passed,
    ],
    [
      'source VirtualNetwork covers the NIC, source Internet never does',
      onNic(
        rule('public', 100, { sources: ['Internet', 'AzureCloud'] }),
        rule('vnet', 200, { sources: ['virtualnetwork'] }),
      ),
      denied,
    ],
    [
      'an application security group of the NIC',
      {
        ...onNic(rule('mailers', 100, { sources: [], sourceGroups: [asg] })),
        networkInterfaces: [
          nic({
            networkSecurityGroup: ID.nicNsg,
            ipConfigurations: [configuration({ applicationSecurityGroups: [asg] })],
          }),
        ],
      },
      denied,
    ],
    [
      'an application security group of others',
      onNic(rule('mailers', 100, { sources: [], sourceGroups: [asg] })),
      passed,
    ],
    [
      'a NIC without a private address counts as anywhere in its subnet',
      {
        ...onNic(rule('part', 100, { sources: ['10.1.0.0/28'] })),
        networkInterfaces: [
          nic({
            networkSecurityGroup: ID.nicNsg,
            ipConfigurations: [{ applicationSecurityGroups: [], backendPools: [], subnet: ID.subnet }],
          }),
        ],
      },
      { path: 'unknown', reasons: ['nsg-rule-unclear'] },
    ],
  ]);
});

describe('destinations are sets of addresses', () => {
  const to = (...destinations: string[]) => ({ destinations });
  expectPaths([
    ['Internet, in any letter case, is all of it', onNic(rule('no', 100, to('INTERNET'))), denied],
    ['two halves are all of it', onNic(rule('no', 100, to('0.0.0.0/1', '128.0.0.0/1'))), denied],
    ['a private prefix is none of it', onNic(rule('no', 100, to('10.0.0.0/8'))), passed],
    ['an IPv6 prefix is none of it', onNic(rule('no', 100, to('::/0'))), passed],
    ['platform tags are none of it', onNic(rule('no', 100, to('AzurePlatformDNS'))), passed],
    [
      'a deny list is exceptions',
      onNic(rule('list', 100, to('8.8.8.0/24', '1.1.1.1'))),
      { path: 'internet', confidence: 'medium', reasons: ['exceptions'] },
    ],
    [
      'a denied service tag is an exception',
      onNic(rule('sql', 100, to('Sql'))),
      { path: 'internet', confidence: 'medium', reasons: ['exceptions'] },
    ],
    [
      'an allow list before a deny is denied',
      onNic(rule('relay', 100, { ...allow, ...to('40.92.0.0/15') }), rule('no', 200)),
      { path: 'denied', confidence: 'medium', reasons: ['nsg-denies', 'exceptions'] },
    ],
    [
      'an allowed service tag before a deny is denied',
      onNic(rule('s', 100, { ...allow, ...to('Storage.WestEurope') }), rule('no', 200)),
      { path: 'denied', reasons: ['nsg-denies', 'exceptions'] },
    ],
    [
      'the same tag allowed first and denied later is no exception',
      onNic(rule('a', 100, { ...allow, ...to('Storage') }), rule('b', 200, to('storage'))),
      passed,
    ],
    [
      'AzureCloud allowed and the rest denied is partial',
      onNic(rule('cloud', 100, { ...allow, ...to('AzureCloud.westeurope') }), rule('no', 200)),
      { path: 'partial', reasons: ['nsg-allows-part'] },
    ],
    [
      'half of it is partial',
      onNic(rule('half', 100, to('0.0.0.0/1'))),
      { path: 'partial', confidence: 'high' },
    ],
    ['a /8 is more than 1/256 of it', onNic(rule('eight', 100, to('20.0.0.0/8'))), { path: 'partial' }],
    ['a /9 is less', onNic(rule('nine', 100, to('20.0.0.0/9'))), { path: 'internet', confidence: 'medium' }],
    [
      'all but a hole covered by an earlier allow',
      onNic(rule('hole', 100, { ...allow, ...to('20.0.0.0/24') }), rule('no', 200, to('20.0.0.0/24'))),
      passed,
    ],
  ]);
});

describe('VirtualNetwork grows with the routes of the subnet', () => {
  const vnet = { destinations: ['VirtualNetwork'] };
  const allowVnetDenyInternet = [
    rule('vnet', 100, { ...allow, ...vnet }),
    rule('no', 200, { destinations: ['Internet'] }),
  ];
  const learned = {
    ...network({
      peerings: [peering({ useRemoteGateways: true })],
      subnets: [subnet({ networkSecurityGroup: ID.subnetNsg })],
    }),
  };
  expectPaths([
    ['without a default route it covers none of the internet', onSubnet(allowVnetDenyInternet), denied],
    [
      'with 0.0.0.0/0 to an appliance it covers all of it',
      onSubnet(allowVnetDenyInternet, toAppliance),
      { path: 'appliance' },
    ],
    ['denying it there denies everything', onSubnet([rule('no', 100, vnet)], toAppliance), denied],
    [
      'a default route straight to the internet does not enlarge it',
      onSubnet(allowVnetDenyInternet, [route('0.0.0.0/0', 'Internet')]),
      denied,
    ],
    [
      'where a default route may be learned a VirtualNetwork rule is not sure',
      { ...onSubnet(allowVnetDenyInternet), virtualNetworks: [learned] },
      { path: 'denied', confidence: 'low', reasons: ['nsg-denies', 'virtual-network-tag-may-grow'] },
    ],
    [
      'nor where it denies',
      { ...onSubnet([rule('no', 100, vnet)]), virtualNetworks: [learned] },
      {
        path: 'internet',
        confidence: 'low',
        reasons: ['virtual-network-tag-may-grow', 'default-route-may-be-learned'],
      },
    ],
    [
      'a route table that cannot be read leaves it unknown',
      { ...onSubnet(allowVnetDenyInternet, toAppliance), routeTables: unreadable() },
      { path: 'unknown', reasons: ['route-table-not-read'] },
    ],
    [
      'though not where an earlier rule denies',
      { ...onSubnet([rule('no', 50)], toAppliance), routeTables: unreadable() },
      denied,
    ],
  ]);
});

describe('malformed rules', () => {
  expectPaths([
    [
      'no destination',
      onNic(rule('empty', 100, { destinations: [] })),
      { path: 'unknown', confidence: 'low', reasons: ['nsg-rule-unclear'] },
    ],
    ['no source', onNic(rule('empty', 100, { sources: [] })), { path: 'unknown' }],
    ['no ports', onNic(rule('empty', 100, { destinationPorts: [] })), { path: 'unknown' }],
    [
      'a destination that is no address',
      onNic(rule('odd', 100, { destinations: ['10.0.0.0/33'] })),
      { path: 'unknown' },
    ],
    ['no action', onNic(rule('odd', 100, { access: 'Maybe' })), { path: 'unknown' }],
    [
      'after a rule that decides everything it does not matter',
      onNic(rule('yes', 100, allow), rule('empty', 200, { destinations: [] })),
      passed,
    ],
    [
      'nor where another field rules it out',
      onNic(rule('empty', 100, { destinations: [], protocol: 'Udp' })),
      passed,
    ],
    [
      'default rules that came are used',
      {
        ...onNic(),
        networkSecurityGroups: [
          {
            id: ID.nicNsg,
            name: 'x',
            properties: {
              rules: [],
              defaultRules: [rule('DenyAllOutBound', 65500, { protocol: '*', destinationPorts: ['*'] })],
            },
          },
        ],
      },
      denied,
    ],
  ]);
});
