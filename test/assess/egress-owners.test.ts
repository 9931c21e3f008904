import { describe, expect, test } from 'vitest';
import type { ApplianceState } from '../../src/assess/egress-owners.ts';
import type { SubscriptionDeclaration } from '../../src/model/declarations.ts';
import { keyOf, type ResourceId } from '../../src/model/resource-id.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import type { PlatformState } from '../../src/model/verdict.ts';
import {
  configuration,
  ID,
  type Items,
  id,
  network,
  nic,
  nsg,
  OTHER,
  OWN,
  read,
  route,
  routeTable,
  rule,
  scaleSet,
  subnet,
  unreadable,
} from '../network/builders.ts';
import {
  applianceSubscription,
  EA,
  FREE,
  firewallSubscription,
  HUB,
  hubNic,
  hubVm,
  spokeItems,
  withoutAddress,
  YOUNG,
} from './egress-builder.ts';
import { machine, nicOf, ownersIn, type Run, subscriptionWith } from './facts-builder.ts';

const PAYG = { quotaId: 'PayAsYouGo_2014-09-01' } as const;
const hubId = OTHER as SubscriptionId;

/** The own subscription, with a VM whose traffic goes to the address. */
function spoke(nextHop: string = HUB.nextHop, items: Items = {}): SubscriptionFacts {
  return subscriptionWith({ ...spokeItems(nextHop, machine('mail')), ...items }, PAYG);
}

function ownersOf(hub: SubscriptionFacts, run: Omit<Run, 'others'> = {}) {
  return ownersIn(spoke(), { ...run, others: [hub] });
}

function applianceIn(hub: SubscriptionFacts, run: Omit<Run, 'others'> = {}): ApplianceState | undefined {
  return ownersOf(hub, run).appliances.get(keyOf(HUB.nic));
}

describe('the subscriptions of egress owners', () => {
  test('are told with their offer, and their status under every revision', () => {
    const { subscriptions } = ownersOf(applianceSubscription(YOUNG, PAYG), { revision: '2021-04' });
    expect([...subscriptions.keys()]).toEqual([OTHER]);
    expect(subscriptions.get(hubId)).toMatchObject({
      id: OTHER,
      name: 'hub',
      offer: 'pay-as-you-go',
      policy: {
        '2021-04': { revision: '2021-04', status: 'requestable', routes: ['diagnose'] },
        '2020-11': { revision: '2020-11', status: 'requestable' },
        '2023-12': { revision: '2023-12', status: 'no-exemption' },
      },
    });
  });

  test('are told for a firewall that a route leads to, which is no appliance', () => {
    const owners = ownersIn(spoke('10.0.1.4'), { others: [firewallSubscription()] });
    expect(owners.subscriptions.get(hubId)).toMatchObject({ offer: 'enterprise-agreement' });
    expect(owners.appliances.size).toBe(0);
  });

  test('are none where no route leads to anything that is known', () => {
    expect(ownersIn(spoke('10.0.77.7'), { others: [applianceSubscription()] }).subscriptions.size).toBe(0);
    expect(ownersIn(spoke(), { others: [firewallSubscription()] }).subscriptions.size).toBe(0);
  });
});

describe('an appliance', () => {
  test('is only what a route leads to, though others forward too', () => {
    const other = id('Microsoft.Network/networkInterfaces/other', OTHER, 'hub-rg');
    const aside = { ...hubNic(), id: other, name: 'other' };
    const elsewhere = configuration({ privateAddress: '10.0.9.5', subnet: HUB.subnet });
    const hub = applianceSubscription({
      networkInterfaces: [
        hubNic(),
        { ...aside, properties: { ...aside.properties, ipConfigurations: [elsewhere] } },
      ],
    });
    expect([...ownersOf(hub).appliances.keys()]).toEqual([keyOf(HUB.nic)]);
  });

  test('is found in the own subscription too', () => {
    const nva = id('Microsoft.Network/networkInterfaces/nva');
    const vm = machine('nva', { networkInterfaces: [{ id: nva }] });
    const mail = machine('mail');
    const at = configuration({ privateAddress: '10.1.0.9' });
    const own = spoke('10.1.0.9', {
      virtualMachines: [mail, vm],
      networkInterfaces: [
        nicOf(mail),
        nic({ virtualMachine: vm.id, enableIPForwarding: true, ipConfigurations: [at] }, nva),
      ],
    });
    const owners = ownersIn(own);
    expect([...owners.subscriptions.keys()]).toEqual([OWN]);
    expect([...owners.appliances.keys()]).toEqual([keyOf(nva)]);
  });

  test.each<{
    quotaId: string;
    flag: boolean | undefined;
    declared?: SubscriptionDeclaration;
    chosen: PlatformState;
    current: PlatformState;
  }>([
    { ...EA, flag: undefined, chosen: 'open', current: 'open' },
    { ...EA, flag: true, chosen: 'open', current: 'open' },
    { ...EA, flag: false, chosen: 'undetermined', current: 'undetermined' },
    { ...FREE, flag: true, chosen: 'open', current: 'open' },
    { ...FREE, flag: false, chosen: 'blocked', current: 'blocked' },
    { ...PAYG, flag: false, chosen: 'request', current: 'blocked' },
    { ...PAYG, flag: undefined, chosen: 'request', current: 'blocked' },
    { ...PAYG, flag: false, declared: { exemption: {} }, chosen: 'restart', current: 'restart' },
    {
      ...PAYG,
      flag: undefined,
      declared: { exemption: { grantedOn: '2024-05-01' } },
      chosen: 'open',
      current: 'open',
    },
    { quotaId: 'AAD_2015-09-01', flag: true, chosen: 'undetermined', current: 'undetermined' },
  ])('in a subscription of $quotaId whose NIC says $flag is $chosen, now $current', (given) => {
    const hub = applianceSubscription(
      {
        ...YOUNG,
        virtualMachines: [hubVm({ timeCreated: '2024-06-01T00:00:00Z' })],
        networkInterfaces: [hubNic(given.flag === undefined ? {} : { allowPort25Out: given.flag })],
      },
      { quotaId: given.quotaId },
    );
    const declared: readonly [SubscriptionId, SubscriptionDeclaration][] = given.declared
      ? [[hubId, given.declared]]
      : [];
    const appliance = applianceIn(hub, {
      revision: '2021-04',
      declarations: { subscriptions: new Map(declared) },
    });
    const { '2021-04': chosen, '2023-12': current } = appliance?.platform ?? {};
    expect([chosen?.state, current?.state]).toEqual([given.chosen, given.current]);
  });

  test('tells its power state and its subscription', () => {
    const powerStates = [{ id: HUB.vm.toUpperCase() as ResourceId, powerState: 'deallocated' }];
    expect(applianceIn(applianceSubscription({ powerStates }))).toMatchObject({
      powerState: 'deallocated',
      subscription: { id: OTHER, name: 'hub' },
    });
  });
});

describe('the network of an appliance', () => {
  const privateHub: Items = {
    virtualNetworks: [
      network({ subnets: [subnet({ defaultOutboundAccess: false }, HUB.subnet)], peerings: [] }, ID.hub),
    ],
  };
  const guarded = (reading: Items['networkSecurityGroups']): Items => ({
    networkInterfaces: [hubNic({ networkSecurityGroup: HUB.nsg })],
    networkSecurityGroups: reading ?? [],
  });

  test.each<{ name: string; items: Items; passage: string; reasons?: readonly string[] }>([
    { name: 'with a public address', items: {}, passage: 'passes' },
    {
      name: 'with default outbound access',
      items: { networkInterfaces: [hubNic({ ipConfigurations: [withoutAddress] })] },
      passage: 'passes',
    },
    {
      name: 'without any address to send from',
      items: { ...privateHub, networkInterfaces: [hubNic({ ipConfigurations: [withoutAddress] })] },
      passage: 'stops',
      reasons: ['no-source-address'],
    },
    {
      name: 'whose NSG denies',
      items: guarded([nsg([rule('DenyMail', 100)], HUB.nsg)]),
      passage: 'stops',
      reasons: ['nsg-denies'],
    },
    {
      name: 'whose NSG lets only Azure through',
      items: guarded([
        nsg(
          [rule('Azure', 100, { access: 'Allow', destinations: ['AzureCloud'] }), rule('Deny', 200)],
          HUB.nsg,
        ),
      ]),
      passage: 'stops',
      reasons: ['nsg-allows-part'],
    },
    {
      name: 'whose NSG could not be read',
      items: guarded(unreadable('Microsoft.Network/networkSecurityGroups/read')),
      passage: 'not-known',
      reasons: ['security-group-not-read'],
    },
    {
      name: 'whose virtual network is without its properties',
      items: { virtualNetworks: [{ id: ID.hub, name: 'hub' }] },
      passage: 'not-known',
    },
    {
      name: 'that has a default route to another appliance is judged without following it',
      items: {
        virtualNetworks: [network({ subnets: [subnet({ routeTable: ID.table }, HUB.subnet)] }, ID.hub)],
        routeTables: [routeTable([route('0.0.0.0/0', 'VirtualAppliance', HUB.nextHop)])],
      },
      passage: 'passes',
    },
  ])('$name: $passage', ({ items, passage, reasons }) => {
    const appliance = applianceIn(applianceSubscription(items));
    expect(appliance?.passage).toBe(passage);
    if (reasons !== undefined) expect(appliance?.reasons.map(({ code }) => code)).toEqual(reasons);
  });

  test('gives the address that the mail comes from', () => {
    expect(applianceIn(applianceSubscription())?.addresses).toMatchObject([{ address: '20.8.8.8' }]);
  });
});

describe('the NIC of an appliance', () => {
  const unattached = { networkInterfaces: [hubNic({ allowPort25Out: true })] };

  test.each<{ name: string; items: Items; state: PlatformState }>([
    { name: 'that its VM lists', items: unattached, state: 'open' },
    {
      name: 'that its VM lists in another letter case',
      items: {
        ...unattached,
        virtualMachines: [hubVm({ networkInterfaces: [{ id: HUB.nic.toUpperCase() as ResourceId }] })],
      },
      state: 'open',
    },
    {
      name: 'that names a VM which does not list it',
      items: { ...unattached, virtualMachines: [hubVm({ networkInterfaces: [] })] },
      state: 'open',
    },
    {
      name: 'whose VM is not in the list counts for nobody',
      items: { ...unattached, virtualMachines: [] },
      state: 'undetermined',
    },
    {
      name: 'whose VMs could not be read counts for nobody',
      items: { ...unattached, virtualMachines: unreadable() },
      state: 'undetermined',
    },
    {
      name: 'that names another VM than the one that lists it counts for neither',
      items: {
        networkInterfaces: [
          hubNic({
            allowPort25Out: true,
            virtualMachine: id('Microsoft.Compute/virtualMachines/other', OTHER, 'hub-rg'),
          }),
        ],
      },
      state: 'undetermined',
    },
  ])('$name: $state', ({ items, state }) => {
    const appliance = applianceIn(applianceSubscription(items, FREE));
    expect(appliance?.platform['2020-11'].state).toBe(state);
  });
});

describe('an appliance that is an instance of a scale set', () => {
  const set = scaleSet({ id: id('Microsoft.Compute/virtualMachineScaleSets/nvas', OTHER, 'hub-rg') });
  const instance = `${set.id}/virtualMachines/0` as ResourceId;
  const at = `${instance}/networkInterfaces/nic` as ResourceId;
  const own = configuration({ privateAddress: HUB.nextHop, subnet: HUB.subnet });

  test.each([
    ['with a network profile', [{ id: at, primary: true }]],
    ['without a network profile', undefined],
  ])('%s is judged by its NIC', (_, networkInterfaces) => {
    const member = { id: instance, name: 'nvas_0', powerState: 'running' };
    const forwards = nic(
      {
        virtualMachine: instance,
        enableIPForwarding: true,
        allowPort25Out: true,
        ipConfigurations: [own],
      },
      at,
    );
    const hub = applianceSubscription(
      {
        virtualMachines: [],
        networkInterfaces: [],
        scaleSets: [
          {
            ...set,
            instances: read([networkInterfaces === undefined ? member : { ...member, networkInterfaces }]),
            networkInterfaces: read([forwards]),
          },
        ],
      },
      FREE,
    );
    expect(ownersOf(hub).appliances.get(keyOf(at))).toMatchObject({
      platform: { '2020-11': { state: 'open' } },
      passage: 'passes',
      powerState: 'running',
    });
  });
});
