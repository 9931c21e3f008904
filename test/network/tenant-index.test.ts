import { describe, expect, test } from 'vitest';
import type { ResourceId } from '../../src/model/resource-id.ts';
import {
  addToTenantIndex,
  addWanted,
  createTenantIndex,
  subscriptionsWanted,
} from '../../src/network/tenant-index.ts';
import {
  configuration,
  facts,
  id,
  natGateway,
  network,
  nic,
  nsg,
  OTHER,
  OWN,
  pathIn,
  publicAddress,
  read,
  route,
  routeTable,
  rule,
  subnet,
  unreadable,
} from './builders.ts';

const THIRD = '33333333-3333-3333-3333-333333333333';
const shared = id('Microsoft.Network/virtualNetworks/shared', OTHER);
const sharedSubnet = id('Microsoft.Network/virtualNetworks/shared/subnets/mail', OTHER);
const group = id('Microsoft.Network/networkSecurityGroups/shared-nsg', OTHER);
const table = id('Microsoft.Network/routeTables/shared-rt', THIRD);
const nat = id('Microsoft.Network/natGateways/shared-nat', OTHER);
const address = id('Microsoft.Network/publicIPAddresses/shared-pip', OTHER);

/** A NIC of the own subscription whose subnet lies in another one; that subnet's route table is in a third. */
const guest = nic({
  ipConfigurations: [configuration({ subnet: sharedSubnet.toUpperCase() as ResourceId })],
});
const guestFacts = facts({ networkInterfaces: [guest] });
const host = (over: Parameters<typeof facts>[0] = {}) =>
  facts(
    {
      virtualNetworks: [
        network(
          { subnets: [subnet({ networkSecurityGroup: group, routeTable: table }, sharedSubnet)] },
          shared,
        ),
      ],
      networkSecurityGroups: [
        nsg([], group),
        nsg([rule('no', 100)], id('Microsoft.Network/networkSecurityGroups/other', OTHER)),
      ],
      natGateways: [natGateway({ publicAddresses: [address], sourceNetwork: shared }, nat)],
      publicAddresses: [
        publicAddress({}, address),
        publicAddress({}, id('Microsoft.Network/publicIPAddresses/unrelated', OTHER)),
      ],
      ...over,
    },
    OTHER,
  );
const tables = facts(
  { routeTables: [{ ...routeTable([route('0.0.0.0/0', 'Internet')]), id: table }] },
  THIRD,
);

describe('a subnet in another subscription', () => {
  const judged = (others: readonly ReturnType<typeof facts>[]) =>
    pathIn({ networkInterfaces: [guest], virtualNetworks: [], others });

  test('is judged with its group, route table and NAT gateway, whatever subscriptions they are in', () => {
    expect(judged([host(), tables])).toMatchObject({
      path: 'internet',
      egress: 'nat-gateway',
      confidence: 'high',
    });
    expect(judged([tables, host()])).toMatchObject({
      path: 'internet',
      egress: 'nat-gateway',
      confidence: 'high',
    });
  });

  test.each([
    [
      'its subscription is not in the inventory',
      [],
      { code: 'virtual-network-not-read', why: 'outside-inventory' },
    ],
    [
      'its networks cannot be read',
      [host({ virtualNetworks: unreadable('read-networks') })],
      { code: 'virtual-network-not-read', why: 'unreadable', action: 'read-networks' },
    ],
    [
      'its group was not asked for',
      [host({ networkSecurityGroups: { kind: 'not-asked', why: 'no-virtual-machines' } }), tables],
      { code: 'security-group-not-read', why: 'not-asked' },
    ],
    [
      'its route table is outside the inventory',
      [host()],
      { code: 'route-table-not-read', why: 'outside-inventory' },
    ],
  ])('is unknown where %s', (_words, others, reason) => {
    expect(judged(others)).toMatchObject({ path: 'unknown', reasons: [reason] });
  });
});

describe('the index stays small', () => {
  test('it keeps of others only what is referred to, and asks for a second look only where the order made it miss', () => {
    const late = createTenantIndex();
    for (const each of [host(), tables, guestFacts]) addToTenantIndex(late, each);
    expect(subscriptionsWanted(late)).toEqual([OTHER]);
    addWanted(late, host());
    expect(subscriptionsWanted(late)).toEqual([]);
    expect([...late.kept.routeTables.keys()]).toEqual([table.toLowerCase()]);
    expect([...late.kept.networkSecurityGroups.keys()]).toEqual([group.toLowerCase()]);
    expect([...late.kept.publicAddresses.keys()]).toEqual([address.toLowerCase()]);
  });

  test('a tenant without references across subscriptions needs no second look', () => {
    const index = createTenantIndex();
    for (const each of [facts({ networkInterfaces: [nic()], virtualNetworks: [network()] }), tables])
      addToTenantIndex(index, each);
    expect(subscriptionsWanted(index)).toEqual([]);
    expect(index.kept.virtualNetworks.size).toBe(0);
    expect(index.subscriptions.size).toBe(2);
  });

  test('a subscription that comes twice counts once', () => {
    const index = createTenantIndex();
    const unreadableTwice = facts({ virtualNetworks: read([network()]) }, OWN);
    addToTenantIndex(index, unreadableTwice);
    addToTenantIndex(index, facts({}, OWN));
    expect(index.networks.size).toBe(1);
  });
});
