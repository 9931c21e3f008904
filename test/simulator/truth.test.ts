import { describe, expect, test } from 'vitest';
import type { Cutoff } from '../../src/model/revision.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { APPLIANCES, type ApplianceName } from '../../src/simulator/leaving.ts';
import { NAMED_SUBSCRIPTIONS } from '../../src/simulator/named-subscriptions.ts';
import { exemptionsOf, platformsOf, rulingFor } from '../../src/simulator/platform-truth.ts';
import type { FlagAnswer, VmPlan } from '../../src/simulator/subscription-situation.ts';
import { openTenant } from '../../src/simulator/tenant.ts';
import { DEFAULT_SEED } from '../../src/simulator/tenant-identity.ts';
import { TRUTH_REVISIONS } from '../../src/simulator/truth.ts';

const demo = openTenant(DEFAULT_SEED);

const subscriptions = Array.from({ length: demo.count }, (_, index) => demo.truthAt(index));

const vms = Array.from({ length: demo.count }, (_, index) => [...demo.vmsAt(index)]).flat();

function occurring(plan: VmPlan): FlagAnswer[] {
  return plan.truth?.noFlag ? [] : [plan.flag, plan.secondFlag ?? plan.flag];
}

describe('what is worked out for every revision says what is stated for two', () => {
  test.each(NAMED_SUBSCRIPTIONS.map((situation) => [situation.key, situation] as const))(
    '%s',
    (_, situation) => {
      const { platform, truth } = situation;
      const platforms = platformsOf(situation);
      const exemptions = exemptionsOf(situation);
      for (const revision of TRUTH_REVISIONS) {
        expect(rulingFor(situation, revision)?.status ?? null).toBe(truth.policyStatus[revision]);
        if (truth.exemption[revision] !== null) expect(exemptions[revision]).toBe(truth.exemption[revision]);
        for (const answer of situation.plans.flatMap(occurring)) {
          expect([answer, platforms(answer)[revision]]).toEqual([answer, platform[answer]?.[revision]]);
        }
      }
    },
  );

  test.each(Object.keys(APPLIANCES) as ApplianceName[])('the appliance %s', (name) => {
    const { hub, state } = APPLIANCES[name];
    const members = vms.filter(({ resourceId }) => resourceId.includes(`/resourceGroups/rg-hub-${hub}/`));
    for (const revision of REVISION_NAMES) {
      const states = new Set(members.map(({ platforms }) => platforms[revision]));
      expect(state[revision]).toBe(states.size === 1 ? [...states][0] : 'undetermined');
    }
  });
});

describe('the age of subscriptions', () => {
  test('is decided by every witness somewhere', () => {
    expect(new Set(subscriptions.map(({ decidedBy }) => decidedBy))).toEqual(
      new Set([
        'declared-date',
        'alias',
        'billing-subscription',
        'billing-period',
        'role-assignment',
        'policy-assignment',
        'resource-group',
        'resource',
        'virtual-machine',
        'scale-set-instance',
        'disk',
        null,
      ]),
    );
    for (const { cutoff, decidedBy, coverage } of subscriptions) {
      if (coverage === 'complete' || coverage === 'partial')
        expect(decidedBy === null).toBe(cutoff === 'indeterminate');
    }
  });

  test('is where its literal side of the cut-off says', () => {
    const sides = { before: [], after: [], indeterminate: [] } as Record<Cutoff, string[]>;
    for (const { createdNotAfter, cutoff, decidedBy } of subscriptions) {
      if (decidedBy !== null && createdNotAfter !== null) sides[cutoff].push(createdNotAfter.slice(0, 10));
    }
    expect(sides.before.toSorted().at(-1)).toBe('2017-11-13');
    expect(sides.after.toSorted()[0]).toBe('2018-01-02');
    expect(sides.indeterminate).toEqual([]);
  });

  test.each([
    ['transferred', 'indeterminate', null],
    ['transferred-old', 'before', 'policy-assignment'],
    ['purchased-after', 'after', 'billing-subscription'],
    ['import', 'indeterminate', null],
    ['lab', 'indeterminate', null],
    ['mca-professional', 'indeterminate', null],
  ])('of %s is %s', (key, cutoff, decidedBy) => {
    expect(subscriptions.find((each) => each.key === key)).toMatchObject({ cutoff, decidedBy });
  });
});

describe('the activity log', () => {
  const told = (workload: string) =>
    vms
      .filter(({ resourceId }) => resourceId.includes(`/rg-exempted-by-log-${workload}/`))
      .map(({ lastStarted, verdict }) => [verdict['2020-11'], lastStarted?.slice(0, 10) ?? null]);

  test.each([
    ['cycled', 'direct', '2026-05-13', 2],
    ['again', 'direct', '2026-05-21', 1],
    ['rebooted', 'restart', '2026-05-13', 1],
    ['early', 'restart', '2026-04-13', 1],
    ['between', 'restart', '2026-05-02', 1],
    ['same-day', 'restart', '2026-04-23', 1],
    ['quiet', 'restart', null, 1],
    ['failed', 'restart', '2026-05-15', 1],
    ['backwards', 'restart', '2026-05-12', 1],
    ['parked', 'restart', null, 1],
    ['young', 'direct', null, 1],
    ['pool', 'direct', '2026-05-24', 2],
    ['image', 'restart', '2026-05-23', 1],
  ])('gives %s the verdict %s', (...[workload, verdict, started, count]) => {
    expect(told(workload)).toEqual(Array.from({ length: count }, () => [verdict, started]));
  });

  test('says nothing where it may not be read', () => {
    const refused = vms.filter(({ resourceId }) => resourceId.includes('/rg-exempted-log-refused-'));
    expect(refused.map(({ lastStarted, verdict }) => [verdict['2020-11'], lastStarted])).toEqual([
      ['restart', null],
      ['direct', null],
    ]);
  });
});

test('senders are the VMs that the declarations name', () => {
  const names = vms.filter(({ sender }) => sender).map(({ name }) => name);
  expect(names.filter((name) => name.startsWith('vm-mx-')).length).toBeGreaterThan(5);
  expect(names.filter((name) => name.startsWith('vm-shop-'))).toHaveLength(3);
  expect(names.length).toBeLessThan(30);
});

test('every revision tells some VM something else than the one before it', () => {
  for (const { platform, platforms, verdict, verdicts } of vms) {
    for (const revision of TRUTH_REVISIONS) {
      expect([verdicts[revision], platforms[revision]]).toEqual([verdict[revision], platform[revision]]);
    }
  }
  const alike = REVISION_NAMES.filter((name, at) => {
    const before = REVISION_NAMES[at - 1];
    return before !== undefined && vms.every(({ verdicts }) => verdicts[name] === verdicts[before]);
  });
  expect(alike).toEqual([]);
});
