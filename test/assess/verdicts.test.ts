import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { anyTenant, behindHub, declarationOf, declarationOfHub, factsOf, hubOf } from './any-tenant.ts';
import { judge, machine, OPEN_NETWORK, publicNicOf, subscriptionWith } from './facts-builder.ts';

describe('the verdicts under every revision', () => {
  test('are those that a run under that revision alone gives', () => {
    fc.assert(
      fc.property(fc.oneof(anyTenant, behindHub), (tenant) => {
        const facts = factsOf(tenant);
        const hub = hubOf(tenant);
        const under = (revision: (typeof REVISION_NAMES)[number]) =>
          judge(facts, {
            declared: declarationOf(tenant),
            declarations: { subscriptions: new Map([[hub.subscription.id, declarationOfHub(tenant)]]) },
            others: [hub],
            revision,
          });
        const { vms, subscription } = under(tenant.revision);
        for (const revision of REVISION_NAMES) {
          const alone = under(revision);
          expect(vms.map(({ verdicts }) => verdicts[revision])).toEqual(
            alone.vms.map(({ verdict }) => verdict),
          );
          expect(subscription.policyStatuses[revision]).toBe(alone.subscription.policyStatus);
        }
      }),
      { numRuns: 80 },
    );
  }, 120_000);

  test('are one object for VMs that agree in all of them, in whatever subscription they are', () => {
    const machines = ['a', 'b', 'c'].map((name) => machine(name));
    const items = {
      ...OPEN_NETWORK,
      virtualMachines: machines,
      networkInterfaces: machines.map((vm, at) => publicNicOf(vm, { allowPort25Out: at > 0 })),
    };
    const [a, b, c] = judge(subscriptionWith(items, { quotaId: 'FreeTrial_2014-09-01' })).vms;
    const [, , other] = judge(subscriptionWith(items, { quotaId: 'CSP_2015-05-01', name: 'other' })).vms;
    expect(a?.verdicts).not.toBe(b?.verdicts);
    expect(b?.verdicts).toBe(c?.verdicts);
    expect(other?.verdicts).toBe(c?.verdicts);
  });

  test('are told for every revision, also of a subscription that cannot hold VMs, whose status is none', () => {
    const vm = machine('mail');
    const { vms, subscription } = judge(
      subscriptionWith({ virtualMachines: [vm] }, { quotaId: 'AAD_2015-09-01' }),
    );
    expect(Object.keys(vms[0]?.verdicts ?? {}).toSorted()).toEqual([...REVISION_NAMES].toSorted());
    expect(new Set(Object.values(vms[0]?.verdicts ?? {}))).toEqual(new Set(['undetermined']));
    expect(new Set(Object.values(subscription.policyStatuses))).toEqual(new Set([null]));
  });
});
