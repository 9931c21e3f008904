import { describe, expect, test } from 'vitest';
import { factKinds } from '../../src/collect/fact-plan.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import {
  ID,
  type Items,
  id,
  network,
  nsg,
  OWN,
  peering,
  publicAddress,
  read,
  rule,
  unreadable,
} from '../network/builders.ts';
import { judge, machine, nicOf, OPEN_NETWORK, publicNicOf, subscriptionWith } from './facts-builder.ts';

const PAYG = { quotaId: 'PayAsYouGo_2014-09-01', tenantId: 'aaaaaaaa-0000-0000-0000-000000000000' };
const mail = machine('mail', { location: 'westeurope', timeCreated: '2024-06-01T00:00:00Z' });

/** A VM with a way out of its own, in a subscription whose NICs may send or not, or do not tell. */
function openTo(flag?: boolean): Items {
  const nic = publicNicOf(mail, flag === undefined ? {} : { allowPort25Out: flag });
  return { ...OPEN_NETWORK, virtualMachines: [mail], networkInterfaces: [nic] };
}

function codes(list: readonly { readonly code: string }[]): readonly string[] {
  return list.map(({ code }) => code);
}

describe('a subscription', () => {
  test('without VMs is complete, has a status and no exemption', () => {
    const { subscription, vms, gaps } = judge(subscriptionWith({}, PAYG));
    expect(vms).toEqual([]);
    expect(gaps).toEqual([]);
    expect(subscription).toMatchObject({
      subscriptionId: OWN,
      name: 'sub',
      state: 'Enabled',
      quotaId: 'PayAsYouGo_2014-09-01',
      offer: 'pay-as-you-go',
      offerCandidates: ['pay-as-you-go', 'mca-individual'],
      offerConfidence: 'low',
      cutoff: 'indeterminate',
      policy: '2020-11',
      exemption: 'none',
      vms: 0,
      coverage: 'complete',
      coverageDetail: null,
      differsUnderCurrentPolicy: 0,
    });
  });

  test('counts its VMs under their verdicts', () => {
    const names = ['a', 'b', 'c'];
    const machines = names.map((name) => machine(name));
    const { subscription } = judge(
      subscriptionWith(
        {
          ...OPEN_NETWORK,
          virtualMachines: machines,
          networkInterfaces: machines.map((vm, at) => publicNicOf(vm, { allowPort25Out: at === 0 })),
        },
        PAYG,
      ),
    );
    expect(subscription).toMatchObject({ vms: 3, direct: 1, restart: 2, relay: 0, exemption: 'observed' });
    const { direct, restart, requestExemption, relay, fixNetwork, undetermined } = subscription;
    expect(direct + restart + requestExemption + relay + fixNetwork + undetermined).toBe(3);
  });

  test('whose quota ID cannot hold VMs has no offer and no status, and a VM in it is undetermined', () => {
    const { subscription, vms } = judge(subscriptionWith(openTo(true), { quotaId: 'Default_2014-09-01' }));
    expect(subscription).toMatchObject({ offer: null, offerCandidates: [], policyStatus: null });
    expect(vms).toMatchObject([{ verdict: 'undetermined', platform: 'undetermined', nicFlag: 'true' }]);
    expect(codes(vms[0]?.reasons ?? [])).toContain('quota-cannot-hold-vms');
  });

  test('of which nothing can be read says so of everything, and claims nothing', () => {
    const all = Object.fromEntries(factKinds().map((kind) => [kind, unreadable()]));
    const { subscription, vms, gaps } = judge(subscriptionWith(all, PAYG));
    expect(vms).toEqual([]);
    expect(gaps).toHaveLength(factKinds().length);
    expect(subscription).toMatchObject({ coverage: 'unreadable', exemption: null, vms: 0 });
    expect(codes(subscription.actions)).toContain('read-missing-fact');
  });

  test('of which everything but the VM list is unreadable judges nothing direct', () => {
    const all = Object.fromEntries(factKinds().map((kind) => [kind, unreadable()]));
    const { subscription, vms } = judge(subscriptionWith({ ...all, virtualMachines: [mail] }, PAYG));
    expect(subscription).toMatchObject({ coverage: 'partial', exemption: null, undetermined: 1 });
    expect(vms).toMatchObject([
      { verdict: 'undetermined', platform: 'undetermined', path: 'unknown', nicFlag: null },
    ]);
  });

  test.each([
    ['subscription-disabled', { state: 'Disabled' }, 'disabled'],
    ['subscription-excluded', {}, 'excluded'],
  ] as const)('not asked because %s has no exemption to tell of', (why, changes, coverage) => {
    const none = Object.fromEntries(factKinds().map((kind) => [kind, { kind: 'not-asked', why } as const]));
    const { subscription, gaps } = judge(subscriptionWith(none, { ...PAYG, ...changes }));
    expect(subscription).toMatchObject({ coverage, exemption: null, vms: 0 });
    expect(gaps).toEqual([]);
  });

  test('shows a declared exemption also where no flag can tell', () => {
    const { subscription } = judge(
      subscriptionWith({ networkInterfaces: unreadable(), virtualMachines: [mail] }, PAYG),
      { declared: { exemption: {} } },
    );
    expect(subscription.exemption).toBe('declared');
  });

  test('lists its VMs in the order of their IDs, whatever their letter case', () => {
    const names = ['Zeta', 'alpha', 'BETA', 'alpha-2', 'Alpha'];
    const vms = names.map((name) => machine(name));
    const shuffled = judge(subscriptionWith({ virtualMachines: vms }, PAYG)).vms;
    const again = judge(subscriptionWith({ virtualMachines: vms.toReversed() }, PAYG)).vms;
    const order = shuffled.map(({ resourceId }) => resourceId.toLowerCase());
    expect(order).toEqual(order.toSorted());
    expect(again.map(({ resourceId }) => resourceId.toLowerCase())).toEqual(order);
  });

  test('warns of what contradicts itself, by its name', () => {
    const { warnings } = judge(subscriptionWith({}, { ...PAYG, name: 'finance' }), {
      declared: { offer: 'csp' },
    });
    expect(warnings).toEqual([expect.stringMatching(/^finance: .+csp.+PayAsYouGo_2014-09-01/)]);
  });
});

describe('a VM', () => {
  test('carries the columns of its row, in ARM’s spelling', () => {
    const items = { ...openTo(true), powerStates: [{ id: mail.id, powerState: 'running' }] };
    const [vm] = judge(subscriptionWith(items, PAYG)).vms;
    expect(vm).toMatchObject({
      subscriptionId: OWN,
      subscriptionName: 'sub',
      tenantId: PAYG.tenantId,
      resourceGroup: 'rg',
      name: 'mail',
      kind: 'vm',
      location: 'westeurope',
      powerState: 'running',
      verdict: 'direct',
      platform: 'open',
      path: 'internet',
      egress: 'instance-public-ip',
      egressAddress: '20.1.2.3',
      nicFlag: 'true',
      policy: '2020-11',
      resourceId: mail.id,
      nics: [mail.networkInterfaces?.[0]?.id],
    });
  });

  test('is first seen at the start of the run that collected it', () => {
    const facts = subscriptionWith(openTo(true), PAYG);
    expect(judge(facts, { seenAt: '2026-01-02T03:04:05Z' }).vms[0]?.firstSeen).toBe('2026-01-02T03:04:05Z');
  });

  test('finds its power state whatever the letter case', () => {
    const powerStates = [{ id: mail.id.toUpperCase() as typeof mail.id, powerState: 'deallocated' }];
    const { vms } = judge(subscriptionWith({ ...openTo(false), powerStates }, PAYG), {
      declared: { exemption: {} },
    });
    expect(vms[0]?.powerState).toBe('deallocated');
    expect(codes(vms[0]?.actions ?? [])).toEqual(['start']);
  });

  test('without a network interface is undetermined, with an empty flag', () => {
    const bare = machine('bare', { networkInterfaces: [] });
    const { vms } = judge(subscriptionWith({ virtualMachines: [bare] }, PAYG));
    expect(vms).toMatchObject([
      { verdict: 'undetermined', platform: 'undetermined', path: 'unknown', nicFlag: null, nics: [] },
    ]);
    expect(codes(vms[0]?.reasons ?? [])).toContain('no-network-interface');
  });

  test('whose NIC came without properties has no flag and no path', () => {
    const [entry] = mail.networkInterfaces ?? [];
    const items = { virtualMachines: [mail], networkInterfaces: [{ id: entry?.id ?? mail.id, name: 'x' }] };
    const { vms } = judge(subscriptionWith(items, PAYG));
    expect(vms).toMatchObject([{ nicFlag: 'not-reported', path: 'unknown' }]);
    expect(vms[0]?.verdict).not.toBe('direct');
  });

  test('is judged under the chosen and under the current revision in one pass', () => {
    const facts = subscriptionWith(openTo(false), PAYG);
    const { vms, subscription } = judge(facts, { revision: '2021-04' });
    expect(vms).toMatchObject([
      { policy: '2021-04', verdict: 'request-exemption', verdictCurrentPolicy: 'relay' },
    ]);
    expect(subscription).toMatchObject({ requestExemption: 1, differsUnderCurrentPolicy: 1 });
    expect(codes(vms[0]?.reasons ?? []).at(-1)).toBe('current-policy-differs');
    expect(codes(vms[0]?.actions ?? [])).toEqual(['no-longer-offered', 'request-exemption', 'use-relay']);
    expect(codes(subscription.actions).slice(0, 2)).toEqual(['no-longer-offered', 'request-exemption']);
  });

  test('under the current revision itself has nothing to compare', () => {
    const { vms, subscription } = judge(subscriptionWith(openTo(false), PAYG), { revision: '2023-12' });
    expect(vms[0]?.verdict).toBe(vms[0]?.verdictCurrentPolicy);
    expect(subscription.differsUnderCurrentPolicy).toBe(0);
    expect(subscription.policyStatus).toBe(subscription.policyStatusCurrent);
    expect(codes(vms[0]?.reasons ?? [])).not.toContain('current-policy-differs');
  });

  test('held back by an NSG that denies names the rule', () => {
    const denied = nicOf(mail, { allowPort25Out: true, networkSecurityGroup: ID.nicNsg });
    const items = {
      ...openTo(true),
      networkInterfaces: [denied],
      networkSecurityGroups: [nsg([rule('DenyMail', 100)])],
    };
    const { vms } = judge(subscriptionWith(items, PAYG));
    expect(vms).toMatchObject([{ verdict: 'fix-network', path: 'denied', egress: null }]);
    expect(vms[0]?.actions[0]?.message).toContain('DenyMail');
  });

  test('shows the reverse DNS name, none where there is known to be none, nothing where that is not known', () => {
    const shown = (address: Items['publicAddresses']) =>
      judge(subscriptionWith({ ...openTo(true), publicAddresses: address ?? [] }, PAYG)).vms[0]?.reverseDns;
    expect(shown([publicAddress({ reverseFqdn: 'mx.example.com.' })])).toBe('mx.example.com.');
    expect(shown([publicAddress()])).toBe('none');
    expect(shown(unreadable())).toBeNull();
  });

  test('repeats none of its reasons and actions', () => {
    const items = { ...openTo(false), virtualNetworks: [network({ peerings: [peering(), peering()] })] };
    for (const { reasons, actions } of judge(subscriptionWith(items, PAYG)).vms) {
      expect(new Set(reasons.map(({ message }) => message)).size).toBe(reasons.length);
      expect(new Set(actions.map(({ message }) => message)).size).toBe(actions.length);
    }
  });

  test('has a verdict that everybody knows, also where IDs are strange', () => {
    const strange = [id('x'), '///', '(reference without an ID)', 'ünïcode/../..'] as (typeof mail.id)[];
    const machines = strange.map((each, at) => machine(`m${at}`, { id: each }));
    const { vms } = judge(
      subscriptionWith({
        virtualMachines: machines,
        networkInterfaces: read(machines.map((vm) => nicOf(vm))),
      }),
    );
    expect(vms).toHaveLength(strange.length);
    for (const { verdict } of vms) expect(VERDICTS).toContain(verdict);
  });
});
