import { describe, expect, test } from 'vitest';
import {
  createDeclarationUse,
  noteDeclarationUse,
  unusedDeclarations,
} from '../../src/assess/declaration-use.ts';
import {
  type Declarations,
  NO_DECLARATIONS,
  type SenderEntry,
  type SubscriptionDeclaration,
} from '../../src/model/declarations.ts';
import { keyOf } from '../../src/model/resource-id.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import { billingProperty, roleAssignment } from '../infer/facts.ts';
import {
  ID,
  type Items,
  id,
  network,
  OTHER,
  OWN,
  peering,
  subnet,
  tenantOf,
  unreadable,
} from '../network/builders.ts';
import { judge, machine, nicOf, subscriptionWith } from './facts-builder.ts';

const PAYG = { quotaId: 'PayAsYouGo_2014-09-01', name: 'sales' } as const;
const FREE = { quotaId: 'FreeTrial_2014-09-01', name: 'sales' } as const;
const YOUNG: Items = { aliases: [{ name: 'young', createdTime: '2021-03-01T00:00:00Z' }] };

function warningsOf(items: Items, declared: SubscriptionDeclaration, changes: object = PAYG) {
  return judge(subscriptionWith(items, changes), { declared }).warnings;
}

describe('a declared creation date', () => {
  const on = (createdOn: string) => ({ createdOn });
  const role = (createdOn: string): Items => ({
    roleAssignments: [roleAssignment({ createdOn, scope: `/subscriptions/${OWN}` })],
  });

  test.each<[string, Items, string, RegExp]>([
    ['an older role assignment', role('2016-03-01T00:00:00Z'), '2021-03-01', /role assignment .*2016-03-01/],
    ['another alias', YOUNG, '2016-03-01', /subscription alias of 2021-03-01/],
    [
      'an older purchase',
      { billingSubscriptions: [{ account: 'a', purchaseDate: '2016-03-01' }] },
      '2021-03-01',
      /purchase date of 2016-03-01/,
    ],
  ])('is contradicted by %s', (_, ...[items, createdOn, told]) => {
    const warnings = warningsOf(items, on(createdOn));
    expect(warnings).toEqual([expect.stringMatching(told)]);
    expect(warnings[0]).toMatch(/^sales: the declared createdOn .*; correct or remove it/);
  });

  test.each<[string, Items, string]>([
    [
      'a later purchase, which may be a transfer’s',
      { billingSubscriptions: [{ account: 'a', purchaseDate: '2021-03-01' }] },
      '2016-03-01',
    ],
    [
      'an older VM, which may have been moved in',
      { virtualMachines: [machine('old', { timeCreated: '2016-03-01T00:00:00Z' })] },
      '2021-03-01',
    ],
    ['a younger role assignment', role('2021-03-01T00:00:00Z'), '2016-03-01'],
    ['nothing', {}, '2016-03-01'],
  ])('is not contradicted by %s', (_, items, createdOn) => {
    expect(warningsOf(items, on(createdOn))).toEqual([]);
  });

  test('that Azure’s own records bear out makes no difference', () => {
    expect(warningsOf(YOUNG, on('2021-03-01'))).toEqual([
      expect.stringMatching(/^sales: the declared createdOn 2021-03-01 makes no difference .*can be removed/),
    ]);
  });
});

describe('a declared offer', () => {
  test('that the billing property gives anyway makes no difference', () => {
    const items = { billingProperty: [billingProperty({ agreementType: 'EnterpriseAgreement' })] };
    const changes = { quotaId: 'EnterpriseAgreement_2014-09-01', name: 'sales' };
    expect(warningsOf(items, { offer: 'enterprise-agreement' }, changes)).toEqual([
      expect.stringMatching(/^sales: the declared offer enterprise-agreement .* makes no difference/),
    ]);
  });

  test('that settles what a quota ID leaves open makes one', () => {
    expect(warningsOf({}, { offer: 'pay-as-you-go' })).toEqual([]);
  });
});

describe('a declared exemption', () => {
  const declared = { exemption: { grantedOn: '2024-05-01' } };
  const since = machine('new', { timeCreated: '2024-06-01T00:00:00Z' });
  const old = machine('old', { timeCreated: '2019-06-01T00:00:00Z' });
  const items = (flags: readonly (boolean | undefined)[], vms = [since, old]): Items => ({
    ...YOUNG,
    virtualMachines: vms,
    networkInterfaces: vms.map((vm, at) => {
      const flag = flags[at];
      return nicOf(vm, flag === undefined ? {} : { allowPort25Out: flag });
    }),
  });
  const cycle: Items = {
    machineOperations: [
      { machine: old.id, operation: 'deallocate', at: '2024-07-01T00:00:00Z' },
      { machine: old.id, operation: 'start', at: '2024-07-01T01:00:00Z' },
    ],
  };

  test.each<[string, Items]>([
    ['a machine made since', items([false, false])],
    ['a machine made since, others not reporting', items([false, undefined])],
    ['a machine deallocated and started since', { ...items([false], [old]), ...cycle }],
  ])('that does not show on %s is doubted', (_, facts) => {
    expect(warningsOf(facts, declared, FREE)).toEqual([
      expect.stringMatching(
        /^sales: the declared exemption of 2024-05-01 does not show.*one machine was.*ask/,
      ),
    ]);
  });

  test.each<[string, Items, SubscriptionDeclaration]>([
    ['some NIC shows it', items([false, true]), declared],
    ['no NIC reports', items([undefined, undefined]), declared],
    ['only old machines report', items([false], [old]), declared],
    ['it has no day', items([false, false]), { exemption: {} }],
  ])('is not doubted where %s', (_, facts, declaration) => {
    expect(warningsOf(facts, declaration, FREE)).toEqual([]);
  });

  test('of an open subscription is warned of once', () => {
    const changes = { quotaId: 'EnterpriseAgreement_2014-09-01', name: 'sales' };
    expect(warningsOf(items([false, false]), declared, changes)).toHaveLength(1);
  });
});

describe('a declared default route', () => {
  const declarations = { learnedDefaultRoutes: new Map([[keyOf(ID.network), 'none' as const]]) };
  const gateway = subnet(
    { hasIpConfigurations: true },
    id('Microsoft.Network/virtualNetworks/spoke/subnets/GatewaySubnet'),
  );

  test.each<[string, Parameters<typeof network>[0], boolean]>([
    ['nothing that learns one', {}, true],
    ['a peer whose gateway it does not use', { peerings: [peering()] }, true],
    ['a gateway', { subnets: [gateway] }, false],
    ['the gateway of a peer', { peerings: [peering({ useRemoteGateways: true })] }, false],
    ['a virtual hub', { peerings: [{ ...peering(), name: 'RemoteVnetToHubPeering_1' }] }, false],
  ])('of a network with %s makes no difference: %s', (_, parts, needless) => {
    const { warnings } = judge(subscriptionWith({ virtualNetworks: [network(parts)] }), { declarations });
    expect(warnings).toHaveLength(needless ? 1 : 0);
    if (needless) expect(warnings[0]).toMatch(/learnedDefaultRoute of network spoke .*remove it/);
  });
});

const MX: SenderEntry = { matcher: { kind: 'pattern', name: 'mx-*', tag: { role: 'mail' } }, line: 12 };

/** What a run says of declarations that it did not meet. */
function unused(
  declarations: Partial<Declarations>,
  subscriptions: readonly SubscriptionFacts[],
  wholeTenant = true,
) {
  const all = { ...NO_DECLARATIONS, ...declarations };
  const use = createDeclarationUse(all);
  for (const facts of subscriptions) noteDeclarationUse(use, all, facts);
  return unusedDeclarations(all, use, { tenant: tenantOf(subscriptions), wholeTenant });
}

describe('declarations that a run does not meet', () => {
  const none = subscriptionWith({});

  test('name a subscription that is not there, where the run looks at all', () => {
    const subscriptions = new Map([
      [OWN as SubscriptionId, {}],
      [OTHER as SubscriptionId, {}],
    ]);
    expect(unused({ subscriptions }, [none])).toEqual([expect.stringContaining(`subscription ${OTHER}`)]);
    expect(unused({ subscriptions }, [none], false)).toEqual([]);
  });

  test.each<[string, SubscriptionFacts, boolean, RegExp | undefined]>([
    ['that is there', subscriptionWith({ virtualNetworks: [network()] }), true, undefined],
    ['that is not', none, true, /spoke .*there is no such network/],
    ['that is not, in a small run', none, false, /there is no such network/],
    ['that could not be listed', subscriptionWith({ virtualNetworks: unreadable() }), true, undefined],
    ['elsewhere', subscriptionWith({}, {}, OTHER), true, /its subscription 1{8}-.* is not in this run/],
    ['elsewhere, in a small run', subscriptionWith({}, {}, OTHER), false, undefined],
  ])('name a network %s', (_, ...[facts, wholeTenant, told]) => {
    const learnedDefaultRoutes = new Map([[keyOf(ID.network), 'none' as const]]);
    const warnings = unused({ learnedDefaultRoutes }, [facts], wholeTenant);
    expect(warnings).toEqual(told === undefined ? [] : [expect.stringMatching(told)]);
  });

  test.each<[string, Items, boolean, RegExp | undefined]>([
    ['a VM', { virtualMachines: [machine('mx-1', { tags: { role: 'mail' } })] }, true, undefined],
    [
      'no VM',
      { virtualMachines: [machine('mx-1')] },
      true,
      /line 12 .*name "mx-\*", tag role=mail\) matches no VM; correct or remove it\.$/,
    ],
    [
      'no VM of those read',
      { virtualMachines: unreadable() },
      true,
      /cannot be told, because the VMs of 1 subscription were not all read/,
    ],
    ['no VM, scale sets not read', { scaleSets: unreadable() }, true, /cannot be told/],
    ['no VM of a small run', {}, false, /cannot be told, because the run does not look at the whole tenant/],
  ])('a pattern of senders that matches %s', (_, ...[items, wholeTenant, told]) => {
    const warnings = unused({ senders: [MX] }, [subscriptionWith(items)], wholeTenant);
    expect(warnings).toEqual(told === undefined ? [] : [expect.stringMatching(told)]);
  });

  test('a disabled subscription leaves no doubt, an excluded one does', () => {
    const unasked = (why: 'subscription-disabled' | 'subscription-excluded') =>
      subscriptionWith({ virtualMachines: { kind: 'not-asked', why } });
    expect(unused({ senders: [MX] }, [unasked('subscription-disabled')])[0]).toMatch(/matches no VM;/);
    expect(unused({ senders: [MX] }, [unasked('subscription-excluded')])[0]).toMatch(/cannot be told/);
  });
});
