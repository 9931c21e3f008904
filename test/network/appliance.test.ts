import { describe, expect, test } from 'vitest';
import type { LoadBalancerFact, NicFact } from '../../src/model/network-facts.ts';
import type { NotResolvedWhy } from '../../src/model/network-reason.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import { egressCandidates } from '../../src/network/egress-candidates.ts';
import type { Parts, Situation } from './builders.ts';
import {
  balancer,
  balancing,
  configuration,
  facts,
  firewall,
  ID,
  network,
  nic,
  OTHER,
  pathIn,
  peering,
  read,
  route,
  routeTable,
  scaleSet,
  tenantOf,
  unreadable,
} from './builders.ts';
import { expectPaths } from './expect-path.ts';
import { forwarder, hubSubscription, NVA, routed, toAppliance } from './situations.ts';

/* The default route of the VM's subnet leads to 10.1.9.4 in its own network. */
const second = (over: Parts<NicFact> = {}) => forwarder(over, NVA.nic2, { privateAddress: '10.1.9.5' });
const resolved = { path: 'appliance', confidence: 'high', owner: NVA.nic, nics: [NVA.nic] } as const;
const withNics = (...nics: readonly NicFact[]): Situation => ({ networkInterfaces: [nic(), ...nics] });
const unresolved = (why: NotResolvedWhy) => ({ path: 'appliance', why, owner: undefined }) as const;

/** An internal load balancer at 10.1.9.4 with the NICs in its pool. */
function internal(
  nics: readonly ResourceId[],
  over: Parts<LoadBalancerFact> = {},
  rule: Parameters<typeof balancing>[0] = { protocol: 'All' },
): Situation {
  const members = nics.map((each) => `${each}/ipConfigurations/ipconfig1` as ResourceId);
  return {
    loadBalancers: [
      balancer({
        frontends: [{ id: ID.frontend, privateAddress: '10.1.9.4', subnet: NVA.subnet }],
        pools: [{ id: ID.pool, ipConfigurations: members, addresses: [] }],
        loadBalancingRules: [balancing(rule)],
        ...over,
      }),
    ],
  };
}

describe('a NIC with IP forwarding', () => {
  expectPaths([
    ['resolves the next hop', { ...toAppliance(), ...withNics(forwarder()) }, resolved],
    [
      'by any of its IP configurations',
      {
        ...toAppliance(),
        ...withNics(
          forwarder({
            ipConfigurations: [
              configuration({ privateAddress: '10.1.9.9', subnet: NVA.subnet }),
              configuration({ primary: false, privateAddress: ' 10.1.9.4 ', subnet: NVA.subnet }),
            ],
          }),
        ),
      },
      resolved,
    ],
    [
      'that forwarding is disabled on',
      { ...toAppliance(), ...withNics(forwarder({ enableIPForwarding: false })) },
      unresolved('forwarding-disabled'),
    ],
    [
      'that does not say whether it forwards',
      { ...toAppliance(), ...withNics(forwarder({ enableIPForwarding: undefined })) },
      unresolved('forwarding-disabled'),
    ],
    ['is not there', toAppliance(), unresolved('not-found')],
    [
      'another one with the same address in another network does not count',
      {
        ...toAppliance(),
        ...withNics(forwarder(), forwarder({}, NVA.nic2, { subnet: NVA.hubSubnet })),
      },
      resolved,
    ],
    [
      'of two with the same address in the network',
      { ...toAppliance(), ...withNics(forwarder(), forwarder({}, NVA.nic2)) },
      unresolved('several'),
    ],
    [
      'beside a firewall with its address',
      {
        ...toAppliance(),
        ...withNics(forwarder()),
        firewalls: [firewall({ privateAddresses: ['10.1.9.4'], subnets: [NVA.subnet] })],
      },
      unresolved('several'),
    ],
    [
      'a firewall elsewhere with its address does not count',
      {
        ...toAppliance(),
        ...withNics(forwarder()),
        firewalls: [firewall({ privateAddresses: ['10.1.9.4'] })],
      },
      resolved,
    ],
    [
      'both halves of the internet by two of its addresses are one path',
      {
        ...routed([
          route('0.0.0.0/1', 'VirtualAppliance', '10.1.9.4'),
          route('128.0.0.0/1', 'VirtualAppliance', '10.1.9.5'),
        ]),
        ...withNics(
          forwarder({
            ipConfigurations: [
              configuration({ privateAddress: '10.1.9.4', subnet: NVA.subnet }),
              configuration({ primary: false, privateAddress: '10.1.9.5', subnet: NVA.subnet }),
            ],
          }),
        ),
      },
      resolved,
    ],
    [
      'of a scale-set instance',
      { ...toAppliance(), scaleSets: [scaleSet({ networkInterfaces: read([forwarder()]) })] },
      resolved,
    ],
  ]);
});

describe('a NIC in a peer, in another subscription', () => {
  const inHub = forwarder({}, NVA.hubNic, { privateAddress: '10.0.9.4', subnet: NVA.hubSubnet });
  const peered = toAppliance('10.0.9.4', { peerings: [peering()] });
  const at = (items: Parameters<typeof facts>[0]) => ({ ...peered, others: [hubSubscription(items)] });
  expectPaths([
    [
      'resolves',
      at({ networkInterfaces: [inHub] }),
      { path: 'appliance', owner: NVA.hubNic, nics: [NVA.hubNic] },
    ],
    [
      'forwarding is disabled on it',
      at({
        networkInterfaces: [{ ...inHub, properties: { ...properties(inHub), enableIPForwarding: false } }],
      }),
      unresolved('forwarding-disabled'),
    ],
    ['the NICs there cannot be read', at({ networkInterfaces: unreadable() }), unresolved('not-read')],
    ['that subscription is not in the inventory', peered, unresolved('not-read')],
    [
      'the peering is not connected',
      {
        ...toAppliance('10.0.9.4', { peerings: [peering({ state: 'Disconnected' })] }),
        others: [hubSubscription({ networkInterfaces: [inHub] })],
      },
      unresolved('not-found'),
    ],
    [
      'a peer that does not hold the address does not count',
      {
        ...toAppliance('10.7.9.4', { peerings: [peering()] }),
        others: [
          hubSubscription({
            networkInterfaces: [
              forwarder({}, NVA.hubNic, { privateAddress: '10.7.9.4', subnet: NVA.hubSubnet }),
            ],
          }),
        ],
      },
      unresolved('not-found'),
    ],
  ]);
});

function properties(fact: NicFact): NonNullable<NicFact['properties']> {
  if (fact.properties === undefined) throw new Error('a NIC without properties');
  return fact.properties;
}

describe('an internal load balancer', () => {
  const idle = forwarder({ enableIPForwarding: false }, NVA.nic2, { privateAddress: '10.1.9.5' });
  const nva = forwarder({}, NVA.nic, { privateAddress: '10.1.9.6' });
  expectPaths([
    [
      'with one NIC behind it: the NIC owns the traffic',
      { ...toAppliance(), ...withNics(nva), ...internal([NVA.nic]) },
      resolved,
    ],
    [
      'with several: the load balancer does',
      { ...toAppliance(), ...withNics(nva, second()), ...internal([NVA.nic, NVA.nic2]) },
      { path: 'appliance', owner: ID.balancer, nics: [NVA.nic, NVA.nic2], reasons: ['route-to-appliance'] },
    ],
    [
      'members that do not forward do not count',
      { ...toAppliance(), ...withNics(nva, idle), ...internal([NVA.nic, NVA.nic2]) },
      resolved,
    ],
    [
      'only such members',
      { ...toAppliance(), ...withNics(idle), ...internal([NVA.nic2]) },
      unresolved('nothing-behind'),
    ],
    ['no members', { ...toAppliance(), ...internal([]) }, unresolved('nothing-behind')],
    [
      'no rule for its front end',
      { ...toAppliance(), ...withNics(nva), ...internal([NVA.nic], { loadBalancingRules: [] }) },
      unresolved('nothing-behind'),
    ],
    [
      'a rule for UDP',
      { ...toAppliance(), ...withNics(nva), ...internal([NVA.nic], {}, { protocol: 'Udp' }) },
      unresolved('nothing-behind'),
    ],
    [
      'a member by address',
      {
        ...toAppliance(),
        ...withNics(nva),
        ...internal([], {
          pools: [
            { id: ID.pool, ipConfigurations: [], network: ID.network, addresses: [{ address: '10.1.9.6' }] },
          ],
        }),
      },
      resolved,
    ],
    [
      'a member that cannot be read may be anything',
      {
        ...toAppliance(),
        ...withNics(nva),
        ...internal([NVA.nic, NVA.hubNic]),
        others: [facts({ networkInterfaces: unreadable() }, OTHER)],
      },
      unresolved('not-read'),
    ],
    [
      'in another network does not count',
      {
        ...toAppliance(),
        ...withNics(nva),
        ...internal([NVA.nic], {
          frontends: [{ id: ID.frontend, privateAddress: '10.1.9.4', subnet: NVA.hubSubnet }],
        }),
      },
      unresolved('not-found'),
    ],
  ]);

  test('is named with all its NICs', () => {
    const { reasons } = pathIn({
      ...toAppliance(),
      ...withNics(nva, second()),
      ...internal([NVA.nic, NVA.nic2]),
    });
    expect(reasons).toMatchObject([
      { nics: [NVA.nic, NVA.nic2], loadBalancer: ID.balancer, address: '10.1.9.4' },
    ]);
  });
});

describe('egressCandidates', () => {
  const inHub = forwarder({}, NVA.hubNic, { privateAddress: '10.0.9.4', subnet: NVA.hubSubnet });
  const spoke = (address: string) =>
    facts({ routeTables: [routeTable([route('0.0.0.0/0', 'VirtualAppliance', address)])] });
  const candidates = (address: string, items: Parameters<typeof facts>[0]) => {
    const found = egressCandidates(tenantOf([facts(items, OTHER), spoke(address)]));
    return [...found].map(([subscription, { firewalls, nics }]) => [
      subscription,
      [...firewalls.values()],
      [...nics.values()],
    ]);
  };
  const nobody: Parameters<typeof facts>[0] = {};
  const shared = balancer({
    frontends: [{ id: ID.frontend, privateAddress: '10.0.9.9', subnet: NVA.hubSubnet }],
    pools: [
      { id: ID.pool, ipConfigurations: [`${NVA.hubNic}/ipConfigurations/a` as ResourceId], addresses: [] },
    ],
    loadBalancingRules: [balancing()],
  });

  test.each([
    ['a NIC that a route names', '10.0.9.4', { networkInterfaces: [inHub] }, [[OTHER, [], [NVA.hubNic]]]],
    [
      'a NIC behind a load balancer that a route names',
      '10.0.9.9',
      { networkInterfaces: [inHub], loadBalancers: [shared] },
      [[OTHER, [], [NVA.hubNic]]],
    ],
    ['a firewall that a route names', '10.0.1.4', { firewalls: [firewall()] }, [[OTHER, [ID.firewall], []]]],
    ['what no route names', '10.0.9.5', { networkInterfaces: [inHub], firewalls: [firewall()] }, []],
    ['nothing', '10.0.9.5', nobody, []],
  ] as const)('%s', (...[, address, items, expected]) => {
    expect(candidates(address, items)).toEqual(expected);
  });
});

test('the networks of other subscriptions hold no more of ordinary NICs than a number', () => {
  const index = tenantOf([facts({ networkInterfaces: [nic()], virtualNetworks: [network()] })]);
  const [holders] = [...index.appliances.networks.values()];
  expect(holders).toEqual({ idle: [0x0a010004] });
});
