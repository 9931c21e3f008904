import { describe, expect, test } from 'vitest';
import { FIREWALL_STANDINGS } from '../../src/simulator/firewall-standings.ts';
import { FIREWALL_SPECS, type FirewallName } from '../../src/simulator/firewalls.ts';
import { HUB_PLACES } from '../../src/simulator/hubs.ts';
import { APPLIANCES, type ApplianceName, type Standing } from '../../src/simulator/leaving.ts';
import { NAMED_SUBSCRIPTIONS } from '../../src/simulator/named-subscriptions.ts';
import type { SubscriptionSituation } from '../../src/simulator/subscription-situation.ts';
import { openTenant } from '../../src/simulator/tenant.ts';
import { DEFAULT_SEED } from '../../src/simulator/tenant-identity.ts';
import { TRUTH_REVISIONS, type TruthRevision, type VmTruth } from '../../src/simulator/truth.ts';
import { VIRTUAL_WAN } from '../../src/simulator/virtual-hubs.ts';

const demo = openTenant(DEFAULT_SEED);

const vms = Array.from({ length: demo.count }, (_, index) => [...demo.vmsAt(index)]).flat();

function subscription(key: string): SubscriptionSituation {
  const found = NAMED_SUBSCRIPTIONS.find((situation) => situation.key === key);
  if (found === undefined) throw new Error(`no subscription ${key}`);
  return found;
}

/** What a subscription's own truth says of it as the place where mail leaves. */
function standing({ truth }: SubscriptionSituation, revision: TruthRevision): Standing {
  const status = truth.policyStatus[revision];
  if (status === 'undetermined' || status === null) return 'undetermined';
  if (status !== 'open') return 'closed';
  return truth.offer === 'enterprise-agreement' || truth.offer === 'mca-enterprise'
    ? 'agreement'
    : 'other-offer';
}

describe('what is said of the places where mail leaves fits their subscriptions', () => {
  test.each(Object.keys(FIREWALL_SPECS) as FirewallName[])('the firewall %s', (name) => {
    const { at } = FIREWALL_SPECS[name];
    const home = subscription('hub' in at ? HUB_PLACES[at.hub].subscription : VIRTUAL_WAN);
    for (const revision of TRUTH_REVISIONS) {
      expect(FIREWALL_STANDINGS[name][revision]).toBe(standing(home, revision));
    }
  });

  test.each(Object.keys(APPLIANCES) as ApplianceName[])('the appliance %s', (name) => {
    const { hub, passage, state } = APPLIANCES[name];
    const members = vms.filter(({ resourceId }) => resourceId.includes(`/resourceGroups/rg-hub-${hub}/`));
    expect(members.length).toBeGreaterThan(0);
    for (const revision of TRUTH_REVISIONS) {
      const states = new Set(members.map(({ platform }) => platform[revision]));
      expect(state[revision]).toBe(states.size === 1 ? [...states][0] : 'undetermined');
    }
    const passages = { internet: 'passes', unknown: 'not-known' } as Readonly<Record<string, string>>;
    for (const { path } of members) expect(passages[path] ?? 'stops').toBe(passage);
  });
});

/** Every ID that some subscription lists, in lower case. */
function listedIds(): Set<string> {
  const ids = new Set<string>();
  for (let index = 0; index < demo.count; index += 1) {
    for (const wire of Object.values(demo.estateAt(index).resources).flat()) ids.add(String(wire['id']));
  }
  return ids;
}

test('every egress owner is a resource of the tenant, in the spelling of its own list', () => {
  const ids = listedIds();
  const owners = new Set(vms.flatMap(({ owner }) => owner ?? []));
  expect(owners.size).toBeGreaterThan(30);
  for (const owner of owners) expect(ids).toContain(owner);
});

describe('where mail leaves elsewhere', () => {
  const verdicts = (kept: (vm: VmTruth) => boolean, revision: TruthRevision) =>
    new Set(vms.filter(kept).map(({ verdict }) => verdict[revision]));

  test('a firewall is never a way out under 2020-11, and can be one under 2023-12', () => {
    const behind = ({ path }: VmTruth) => path === 'firewall';
    expect(verdicts(behind, '2020-11')).not.toContain('direct');
    expect(verdicts(behind, '2023-12')).toEqual(new Set(['direct', 'fix-network', 'relay', 'undetermined']));
  });

  test('an appliance can bring every verdict', () => {
    const behind = ({ owner, path }: VmTruth) => path === 'appliance' && owner !== undefined;
    expect(verdicts(behind, '2020-11')).toEqual(
      new Set(['direct', 'restart', 'request-exemption', 'relay', 'fix-network', 'undetermined']),
    );
  });

  test('instances of scale sets are judged like VMs', () => {
    const instances = vms.filter(({ kind }) => kind === 'vmss-instance');
    expect(instances.length).toBeGreaterThan(15);
    expect(new Set(instances.map(({ path }) => path))).toEqual(
      new Set(['internet', 'denied', 'firewall', 'appliance', 'unknown']),
    );
    expect(new Set(instances.map(({ nicFlag }) => nicFlag))).toEqual(
      new Set(['true', 'false', 'not-reported', null]),
    );
  });
});

test('a large tenant keeps a share of its VMs in scale sets', () => {
  const large = openTenant(DEFAULT_SEED, { subscriptions: 160, vms: 6_000 });
  const count = (kind: VmTruth['kind']) => {
    let sum = 0;
    for (let index = NAMED_SUBSCRIPTIONS.length; index < large.count; index += 1) {
      sum += [...large.vmsAt(index)].filter((vm) => vm.kind === kind).length;
    }
    return sum;
  };
  expect(count('vmss-instance') / count('vm')).toBeGreaterThan(0.005);
  expect(count('vmss-instance') / count('vm')).toBeLessThan(0.02);
});
