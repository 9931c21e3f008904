import { describe, expect, test } from 'vitest';
import type { VmFinding } from '../../src/model/finding.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import {
  balancer,
  balancing,
  collection,
  configuration,
  ID,
  id,
  networkRule,
  nic,
  nsg,
  OTHER,
  OWN,
  rule,
  unreadable,
} from '../network/builders.ts';
import {
  applianceSubscription,
  EA,
  ENTERPRISE,
  FREE,
  firewallSubscription,
  HUB,
  hubNic,
  hubVm,
  spokeItems,
  YOUNG,
} from './egress-builder.ts';
import { judge, machine, type Run, subscriptionWith } from './facts-builder.ts';

const PAYG = { quotaId: 'PayAsYouGo_2014-09-01' } as const;
const mail = machine('mail');

const codes = (list: readonly { readonly code: string }[]) => list.map(({ code }) => code);

/** Judges one VM of an Enterprise Agreement, unless told otherwise, whose default route leads into the hub's subscription. */
function judged(
  hub: SubscriptionFacts | undefined,
  { flag, quota = EA, ...run }: Run & { flag?: boolean; quota?: { quotaId: string } } = {},
  nextHop: string = HUB.nextHop,
) {
  const own = subscriptionWith(
    { ...YOUNG, ...spokeItems(nextHop, mail, flag === undefined ? {} : { allowPort25Out: flag }) },
    quota,
  );
  const { vms, subscription } = judge(own, { others: hub === undefined ? [] : [hub], ...run });
  const [vm] = vms;
  if (vm === undefined) throw new Error('no VM');
  return { vm, subscription };
}

describe('through an appliance in another subscription', () => {
  const asking = (flag?: boolean, powerState = 'running'): SubscriptionFacts =>
    applianceSubscription(
      {
        ...YOUNG,
        networkInterfaces: [hubNic(flag === undefined ? {} : { allowPort25Out: flag })],
        powerStates: [{ id: HUB.vm, powerState }],
      },
      PAYG,
    );

  test('both open and the appliance passes: direct, from the appliance’s address', () => {
    const { vm } = judged(applianceSubscription());
    expect(vm).toMatchObject({
      verdict: 'direct',
      platform: 'open',
      path: 'appliance',
      egress: null,
      egressOwner: HUB.nic,
      egressAddress: '20.8.8.8',
    });
    expect(codes(vm.reasons)).toEqual(expect.arrayContaining(['route-to-appliance', 'appliance-state']));
    expect(codes(vm.actions)).toEqual(['check-deliverability']);
  });

  test('the VM’s own block may count, so an open appliance is not enough', () => {
    const { vm } = judged(applianceSubscription(), { quota: FREE });
    expect(vm).toMatchObject({ verdict: 'undetermined', platform: 'blocked', path: 'appliance' });
    expect(codes(vm.reasons)).toContain('own-block-may-count');
  });

  test('a request is the appliance’s: VM and subscription name that one and no other', () => {
    const { vm, subscription } = judged(asking(false), { revision: '2021-04' });
    expect(vm).toMatchObject({
      verdict: 'request-exemption',
      verdictCurrentPolicy: 'relay',
      platform: 'open',
    });
    expect(codes(vm.actions)).toEqual(['no-longer-offered', 'request-exemption', 'use-relay']);
    expect(subscription).toMatchObject({ requestExemption: 1, differsUnderCurrentPolicy: 1 });
    expect(codes(subscription.actions).slice(0, 2)).toEqual(['no-longer-offered', 'request-exemption']);
    for (const actions of [vm.actions, subscription.actions]) {
      const request = actions.find(({ code }) => code === 'request-exemption');
      expect(request?.message).toContain(OTHER);
      expect(request?.message).not.toContain(OWN);
      expect(request?.message).toMatch(/start nva, the appliance's VM\.$/);
    }
    expect(subscription.routes).toEqual([]);
  });

  test('a request for an appliance whose own network stops it says what to mend there', () => {
    const closed = applianceSubscription(
      {
        ...YOUNG,
        networkInterfaces: [hubNic({ allowPort25Out: false, networkSecurityGroup: HUB.nsg })],
        networkSecurityGroups: [nsg([rule('DenyMail', 100)], HUB.nsg)],
      },
      PAYG,
    );
    const { vm } = judged(closed, { revision: '2021-04' });
    expect(codes(vm.actions)).toEqual([
      'no-longer-offered',
      'request-exemption',
      'mend-appliance-network',
      'allow-in-security-group',
      'use-relay',
    ]);
  });

  test.each([
    ['running', 'Stop (deallocate) and start'],
    ['deallocated', 'Start the VM of appliance'],
  ])('an exempted appliance that is %s is cycled, and not the VM', (powerState, words) => {
    const { vm } = judged(asking(false, powerState), {
      revision: '2021-04',
      declarations: { subscriptions: new Map([[asking().subscription.id, { exemption: {} }]]) },
    });
    expect(vm).toMatchObject({ verdict: 'restart', platform: 'open' });
    expect(codes(vm.actions)).toEqual(['cycle-appliance']);
    expect(vm.actions[0]?.message).toContain(words);
  });

  test('its own NSG holds the mail back: the rule and the appliance are named', () => {
    const hub = applianceSubscription({
      networkInterfaces: [hubNic({ networkSecurityGroup: HUB.nsg })],
      networkSecurityGroups: [nsg([rule('DenyMail', 100)], HUB.nsg)],
    });
    const { vm } = judged(hub);
    expect(vm).toMatchObject({ verdict: 'fix-network', path: 'appliance' });
    expect(codes(vm.actions)).toEqual(['mend-appliance-network', 'allow-in-security-group']);
    expect(vm.actions.map(({ message }) => message).join()).toMatch(/appliance nva.*DenyMail/);
  });

  test('its NSG could not be read: undetermined, naming what is missing', () => {
    const hub = applianceSubscription({
      networkInterfaces: [hubNic({ networkSecurityGroup: HUB.nsg })],
      networkSecurityGroups: unreadable('Microsoft.Network/networkSecurityGroups/read'),
    });
    const { vm } = judged(hub);
    expect(vm).toMatchObject({ verdict: 'undetermined', confidence: 'low' });
    expect(vm.actions[0]?.message).toContain('Microsoft.Network/networkSecurityGroups/read');
  });

  test.each<[string, SubscriptionFacts | undefined]>([
    ['in no readable subscription', undefined],
    ['whose NICs could not be read', applianceSubscription({ networkInterfaces: unreadable() })],
    [
      'that does not forward',
      applianceSubscription({ networkInterfaces: [hubNic({ enableIPForwarding: false })] }),
    ],
  ])('one %s leaves the VM undetermined', (_, hub) => {
    const { vm } = judged(hub);
    expect(vm).toMatchObject({ verdict: 'undetermined', path: 'appliance', platform: 'open' });
    expect(codes(vm.reasons)).toContain('appliance-not-resolved');
  });

  test('one that is not attached to any VM leaves the VM undetermined, with low confidence', () => {
    const { vm } = judged(applianceSubscription({ virtualMachines: [] }));
    expect(vm).toMatchObject({ verdict: 'undetermined', confidence: 'low', path: 'appliance' });
  });
});

describe('through several appliances behind a load balancer', () => {
  const at = (path: string) => id(path, OTHER, 'hub-rg');
  const lb = at('Microsoft.Network/loadBalancers/nvas');
  const [front, pool] = [`${lb}/frontendIPConfigurations/f`, `${lb}/backendAddressPools/p`] as ResourceId[];
  const second = at('Microsoft.Network/networkInterfaces/nva2');
  const ipOf = (each: ResourceId) => `${each}/ipConfigurations/ipconfig1` as ResourceId;

  function hubWith(flags: readonly [boolean, boolean]): SubscriptionFacts {
    const vm2 = hubVm({
      id: at('Microsoft.Compute/virtualMachines/nva2'),
      networkInterfaces: [{ id: second }],
    });
    const inside = balancer({
      frontends: [{ id: front as ResourceId, privateAddress: '10.0.9.100', subnet: HUB.subnet }],
      pools: [{ id: pool as ResourceId, ipConfigurations: [ipOf(HUB.nic), ipOf(second)], addresses: [] }],
      loadBalancingRules: [balancing({ pools: [pool as ResourceId], frontends: [front as ResourceId] })],
    });
    const others = configuration({
      id: ipOf(second),
      privateAddress: '10.0.9.5',
      subnet: HUB.subnet,
      publicAddress: HUB.address,
    });
    return applianceSubscription({
      virtualMachines: [hubVm(), vm2],
      networkInterfaces: [
        hubNic({ allowPort25Out: flags[0] }),
        nic(
          {
            virtualMachine: vm2.id,
            enableIPForwarding: true,
            allowPort25Out: flags[1],
            ipConfigurations: [others],
          },
          second,
        ),
      ],
      loadBalancers: [{ ...inside, id: lb, name: 'nvas' }],
    });
  }

  test.each([
    [[true, true], 'direct'],
    [[false, false], 'undetermined'],
    [[true, false], 'undetermined'],
  ] as const)('that may send %j: %s', (flags, verdict) => {
    const { vm } = judged(hubWith(flags), {}, '10.0.9.100');
    expect(vm).toMatchObject({ verdict, path: 'appliance', egressOwner: lb });
  });
});

describe('through an Azure Firewall in another subscription', () => {
  const through = (hub: SubscriptionFacts, run: Parameters<typeof judged>[1] = {}): VmFinding =>
    judged(hub, { revision: '2023-12', ...run }, '10.0.1.4').vm;

  test('that lets it out and is of an Enterprise Agreement: direct, medium at most', () => {
    const vm = through(firewallSubscription({}, EA, ENTERPRISE), { flag: true });
    expect(vm).toMatchObject({
      verdict: 'direct',
      path: 'firewall',
      confidence: 'medium',
      egressOwner: ID.firewall,
    });
    expect(codes(vm.reasons)).toEqual(expect.arrayContaining(['firewall-allows', 'firewall-not-blocked']));
  });

  test('whose rules let nothing out: change them', () => {
    const vm = through(firewallSubscription({ classicRules: [] }));
    expect(vm).toMatchObject({ verdict: 'fix-network', path: 'firewall' });
    expect(codes(vm.actions)).toEqual(['allow-in-firewall']);
  });

  test('whose rules deny, though later ones allow: change them', () => {
    const classicRules = [
      collection('Allow', undefined, { priority: 300 }),
      collection('Deny', undefined, { priority: 100 }),
    ];
    expect(through(firewallSubscription({ classicRules })).verdict).toBe('fix-network');
  });

  test('that a revision does not support: route around it, whatever its rules', () => {
    const vm = through(firewallSubscription({ classicRules: [] }), { revision: '2020-11' });
    expect(vm).toMatchObject({ verdict: 'fix-network', verdictCurrentPolicy: 'fix-network' });
    expect(codes(vm.actions)).toEqual(['route-straight-to-internet']);
  });

  test.each([
    { quota: PAYG, verdict: 'request-exemption', more: ['request-exemption', 'route-straight-to-internet'] },
    { quota: FREE, verdict: 'relay', more: [] },
  ])('that a revision does not support, the VM being blocked ($quota.quotaId): $verdict', (given) => {
    const { quota, verdict, more } = given;
    const run = { revision: '2020-11', quota, flag: false } as const;
    const vm = through(firewallSubscription(), run);
    expect(vm.verdict).toBe(verdict);
    expect(codes(vm.actions).filter((code) => code !== 'no-longer-offered')).toEqual([...more, 'use-relay']);
    expect(codes(vm.reasons)).toContain('firewall-not-supported');
  });

  test('small parts that fare otherwise are told only where the revision takes the firewall for a way out', () => {
    const classicRules = [
      collection('Deny', [networkRule({ destinations: ['185.220.101.0/24'] })], { priority: 100 }),
      collection('Allow', undefined, { priority: 200 }),
    ];
    const toldUnder = (revision: '2020-11' | '2023-12') =>
      codes(through(firewallSubscription({ classicRules }), { revision }).reasons).includes('exceptions');
    expect([toldUnder('2023-12'), toldUnder('2020-11')]).toEqual([true, false]);
  });

  test('that holds one address in several configurations: the address is told once', () => {
    const hub = firewallSubscription({ hubPublicAddresses: ['20.9.9.9', '20.9.9.7', '20.9.9.9'] });
    expect(through(hub).egressAddress).toBe('20.9.9.9 20.9.9.7');
  });

  test('that is in a subscription of another offer: a relay, low confidence', () => {
    expect(through(firewallSubscription({}, FREE))).toMatchObject({ verdict: 'relay', confidence: 'low' });
  });

  test('an exemption of the firewall’s subscription does not help', () => {
    const hub = firewallSubscription({}, FREE);
    const declarations = { subscriptions: new Map([[hub.subscription.id, { exemption: {} }]]) };
    expect(through(hub, { declarations }).verdict).toBe('relay');
  });

  test('that the VM’s own subscription blocks too: undetermined', () => {
    expect(through(firewallSubscription(), { quota: FREE })).toMatchObject({
      verdict: 'undetermined',
      platform: 'blocked',
    });
  });
});
