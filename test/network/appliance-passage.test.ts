import { expect, test } from 'vitest';
import type { VmFact } from '../../src/model/compute-facts.ts';
import type { NicFact } from '../../src/model/network-facts.ts';
import { appliancePassage } from '../../src/network/appliance-passage.ts';
import { prepareWorld } from '../../src/network/network-world.ts';
import type { Items } from './builders.ts';
import {
  configuration,
  facts,
  ID,
  natGateway,
  network,
  nic,
  nsg,
  publicAddress,
  route,
  routeTable,
  rule,
  subnet,
  tenantOf,
  unreadable,
  vm,
} from './builders.ts';

const denied = { networkSecurityGroups: [nsg([rule('no', 100)])] };
const withGroup = nic({ enableIPForwarding: true, networkSecurityGroup: ID.nicNsg });
const plain = nic({ enableIPForwarding: true });
const addressed = nic({
  enableIPForwarding: true,
  ipConfigurations: [configuration({ publicAddress: ID.address })],
});
const secondary = nic({
  enableIPForwarding: true,
  ipConfigurations: [
    configuration(),
    configuration({ primary: false, publicAddress: ID.address, privateAddress: '10.1.0.5' }),
  ],
});
const inSubnet = (over: Parameters<typeof subnet>[0]) => ({
  virtualNetworks: [network({ subnets: [subnet(over)] })],
});
const privateSubnet = inSubnet({ defaultOutboundAccess: false });
const publicAddresses = [publicAddress()];
type Row = readonly [
  words: string,
  nic: NicFact,
  items: Items,
  expected: { readonly passage: string; readonly confidence?: string; readonly reasons?: readonly string[] },
  vm: VmFact | undefined,
];

/** The NIC, what else is so in its subscription, what follows, and the machine that holds the NIC (a plain one). */
const rows: readonly Row[] = [
  [
    'a public address of its own',
    addressed,
    { ...privateSubnet, publicAddresses },
    { passage: 'passes', confidence: 'high' },
    vm(),
  ],
  [
    'a NAT gateway',
    plain,
    { ...inSubnet({ natGateway: ID.nat }), natGateways: [natGateway()], publicAddresses },
    { passage: 'passes' },
    vm(),
  ],
  ['default outbound access', plain, {}, { passage: 'passes' }, vm()],
  ['nothing to send from', plain, privateSubnet, { passage: 'stops', reasons: ['no-source-address'] }, vm()],
  [
    'a public address on another IP configuration than the primary',
    secondary,
    { ...privateSubnet, publicAddresses },
    { passage: 'stops' },
    vm(),
  ],
  ['its NSG denies', withGroup, denied, { passage: 'stops', reasons: ['nsg-denies'] }, vm()],
  [
    "its subnet's NSG denies a half",
    plain,
    {
      ...inSubnet({ networkSecurityGroup: ID.subnetNsg }),
      networkSecurityGroups: [nsg([rule('half', 100, { destinations: ['0.0.0.0/1'] })], ID.subnetNsg)],
    },
    { passage: 'stops', reasons: ['nsg-allows-part'] },
    vm(),
  ],
  [
    'its NSG cannot be read',
    withGroup,
    { networkSecurityGroups: unreadable() },
    { passage: 'not-known' },
    vm(),
  ],
  ['its network cannot be read', plain, { virtualNetworks: unreadable() }, { passage: 'not-known' }, vm()],
  ['the NIC came without properties', { id: ID.nic, name: 'nic1' }, {}, { passage: 'not-known' }, vm()],
  [
    'its own routes are not followed',
    addressed,
    {
      ...inSubnet({ routeTable: ID.table }),
      routeTables: [routeTable([route('0.0.0.0/0', 'VirtualAppliance', '10.1.0.9')])],
      publicAddresses,
    },
    { passage: 'passes' },
    vm(),
  ],
  [
    'its machine is not known: default outbound access cannot be told',
    plain,
    {},
    { passage: 'not-known', reasons: ['other-nic-not-read'] },
    undefined,
  ],
  [
    'nor does it matter where the NIC has an address',
    addressed,
    { publicAddresses },
    { passage: 'passes' },
    undefined,
  ],
];

test.each(rows)('%s', (...[, at, items, expected, machine]) => {
  const own = facts({ networkInterfaces: [at], virtualNetworks: [network()], ...items });
  const world = prepareWorld(own, tenantOf([own]));
  const { passage, confidence, reasons } = appliancePassage(at, machine, world);
  expect({ passage, confidence, reasons: reasons.map(({ code }) => code) }).toMatchObject(expected);
});

test('the addresses that the mail would come from', () => {
  const own = facts({ networkInterfaces: [addressed], virtualNetworks: [network()], publicAddresses });
  const { addresses } = appliancePassage(addressed, vm(), prepareWorld(own, tenantOf([own])));
  expect(addresses).toMatchObject([{ address: '20.1.2.3', resource: ID.address }]);
});
