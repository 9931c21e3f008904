import { describe, expect, test } from 'vitest';
import { addOptionalFacts, type OptionalFactTally } from '../../src/assess/optional-facts.ts';
import { tenantGapsOnce } from '../../src/assess/tenant-gaps.ts';
import type { CoverageGap } from '../../src/model/run.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { type Items, read, unreadable } from '../network/builders.ts';
import { judge, subscriptionWith } from './facts-builder.ts';

const spared = (why: 'cutoff-known' | 'cannot-decide' | 'not-needed') =>
  ({ kind: 'not-asked', why }) as const;

function tallyOf(...subscriptions: readonly Items[]): OptionalFactTally {
  return subscriptions
    .map((items): SubscriptionFacts => subscriptionWith(items))
    .reduce<OptionalFactTally>(addOptionalFacts, {});
}

describe('the tally of optional facts', () => {
  test('counts what was read, what could not be, and what was spared because it decides nothing', () => {
    const tally = tallyOf(
      { disks: spared('cutoff-known'), machineOperations: spared('cannot-decide') },
      { disks: spared('cutoff-known'), machineOperations: read([]) },
      { disks: unreadable(), machineOperations: spared('not-needed') },
    );
    expect(tally.disks).toEqual({ read: 0, unreadable: 1, spared: 2 });
    expect(tally.machineOperations).toEqual({ read: 1, unreadable: 0, spared: 1 });
    expect(tally.roleAssignments).toEqual({ read: 3, unreadable: 0, spared: 0 });
  });

  test('holds neither required facts nor those of which there is nothing to count', () => {
    const tally = tallyOf({}, { disks: spared('not-needed') });
    expect(tally).not.toHaveProperty('virtualMachines');
    expect(tally).not.toHaveProperty('disks');
  });
});

describe('gaps of the whole tenant', () => {
  const refused = (status: number, code: string) =>
    ({ kind: 'unreadable', problem: { status, code, message: 'no' }, items: [] }) as const;

  function told(...subscriptions: readonly Items[]) {
    const gaps = subscriptions.flatMap((items) => judge(subscriptionWith(items)).gaps);
    return tenantGapsOnce(gaps).map(({ fact, subscriptionId, code }: CoverageGap) =>
      [code, fact, subscriptionId === null ? 'tenant' : 'subscription'].join(', '),
    );
  }

  test.each([403, 404, 409])('billing accounts that answer %d are told once', (status) => {
    const billing = { billingSubscriptions: refused(status, 'BillingRefuses') };
    expect(told(billing, billing, {})).toEqual([
      'BillingRefuses, purchase dates of billing accounts, tenant',
    ]);
  });

  test('different ones are told apart, and each subscription’s own stay its own', () => {
    const own = { policyAssignments: refused(403, 'Forbidden') };
    const aliases = { aliases: refused(401, 'NoAliases') };
    expect(
      told(
        { ...own, ...aliases },
        { ...own, ...aliases, billingSubscriptions: refused(403, 'NoBilling') },
        { billingSubscriptions: refused(404, 'NotFound') },
      ),
    ).toEqual([
      'NoAliases, subscription aliases, tenant',
      'NoBilling, purchase dates of billing accounts, tenant',
      'NotFound, purchase dates of billing accounts, tenant',
      'Forbidden, policy assignments, subscription',
      'Forbidden, policy assignments, subscription',
    ]);
  });
});
