import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Confidence } from '../../src/model/confidence.ts';
import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import type { Simulator } from '../../src/simulator/simulator.ts';
import type { SubscriptionTruth, TruthRevision, VmTruth } from '../../src/simulator/truth.ts';
import { comeFromOutside, type Outsider, type RunRead, readOnlyRun } from './outsider.ts';

const REVISION_OF = { '2020-11': '2020-11', current: '2023-12' } as const satisfies Record<
  string,
  TruthRevision
>;
type Policy = keyof typeof REVISION_OF;

/** What is compared of a VM, in one line so that a difference reads well. */
function vmLine(fields: Record<string, string | null | undefined>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value ?? '-'}`)
    .join(' ');
}

function trueVm(vm: VmTruth, revision: TruthRevision): string {
  return vmLine({
    id: vm.resourceId,
    kind: vm.kind,
    verdict: vm.verdict[revision],
    platform: vm.platform[revision],
    path: vm.path,
    egress: vm.egress,
    owner: vm.owner?.toLowerCase(),
    flag: vm.nicFlag,
    power: vm.powerState,
    current: vm.verdict[REVISION_OF.current],
  });
}

function foundVm(vm: VmFinding): string {
  return vmLine({
    id: vm.resourceId,
    kind: vm.kind,
    verdict: vm.verdict,
    platform: vm.platform,
    path: vm.path,
    egress: vm.egress,
    owner: vm.egressOwner?.toLowerCase(),
    flag: vm.nicFlag,
    power: vm.powerState,
    current: vm.verdictCurrentPolicy,
  });
}

function trueSubscription(subscription: SubscriptionTruth, revision: TruthRevision): string {
  return vmLine({
    id: subscription.id,
    coverage: subscription.coverage,
    offer: subscription.offer,
    status: subscription.policyStatus[revision],
    statusCurrent: subscription.policyStatus[REVISION_OF.current],
    cutoff: subscription.cutoff,
    exemption: subscription.exemption[revision],
  });
}

function foundSubscription(subscription: SubscriptionFinding): string {
  return vmLine({
    id: subscription.subscriptionId,
    coverage: subscription.coverage,
    offer: subscription.offer,
    status: subscription.policyStatus,
    statusCurrent: subscription.policyStatusCurrent,
    cutoff: subscription.cutoff,
    exemption: subscription.exemption,
  });
}

const SURENESS = ['low', 'medium', 'high'] as const satisfies readonly Confidence[];

/** The VMs whose confidence is higher than the facts allow. */
function tooSure(found: readonly VmFinding[], truths: readonly VmTruth[]): readonly string[] {
  const caps = new Map(
    truths.flatMap(({ resourceId, atMost }) => (atMost ? [[resourceId, atMost] as const] : [])),
  );
  return found.flatMap(({ resourceId, confidence }) => {
    const cap = caps.get(resourceId) ?? 'high';
    return SURENESS.indexOf(confidence) > SURENESS.indexOf(cap) ? [`${resourceId}: ${confidence}`] : [];
  });
}

function expectTruth(run: RunRead, { tenant }: Pick<Simulator, 'tenant'>, policy: Policy): void {
  const revision = REVISION_OF[policy];
  const subscriptions = [...tenant.subscriptions()];
  const vms = subscriptions.flatMap(({ id }) => [...tenant.vms(id)]);
  expect(vms.length).toBeGreaterThan(0);
  expect(run.summary.policy).toEqual({ revision, current: REVISION_OF.current });
  expect(run.subscriptions.map(foundSubscription).toSorted()).toEqual(
    subscriptions.map((subscription) => trueSubscription(subscription, revision)).toSorted(),
  );
  expect(tooSure(run.vms, vms)).toEqual([]);
  expect(run.vms.map(foundVm).toSorted()).toEqual(vms.map((vm) => trueVm(vm, revision)).toSorted());
}

describe.each([{ seed: undefined }, { seed: 7 }, { seed: 99 }])('a tenant of seed $seed', ({ seed }) => {
  let outsider: Outsider;
  beforeAll(async () => {
    outsider = await comeFromOutside({ seed });
    outsider.write('declarations.yaml', outsider.simulator.declarations);
  });
  afterAll(() => outsider.leave());

  test.each<Policy>(['2020-11', 'current'])('is judged right under %s, VM by VM', async (policy) => {
    const out = outsider.path(policy);
    const { code, stderr } = await outsider.run(
      ['audit', '--declarations', 'declarations.yaml', '--policy', policy, '--out', out],
      {},
    );
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.not.stringContaining('error') });
    expectTruth(readOnlyRun(out), outsider.simulator, policy);
  });
});

describe('the demo', () => {
  test('is judged right, VM by VM, without endpoints or credentials', async () => {
    const outsider = await comeFromOutside();
    try {
      const nowhere = Object.fromEntries(Object.keys(outsider.env).map((name) => [name, undefined]));
      const { code } = await outsider.run(['audit', '--demo'], { env: nowhere });
      expect(code).toBe(2);
      expect(outsider.simulator.requests).toEqual([]);
      expectTruth(readOnlyRun(outsider.path('reports')), outsider.simulator, '2020-11');
    } finally {
      await outsider.leave();
    }
  });
});
