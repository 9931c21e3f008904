import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inferCreation } from '../../src/infer/creation.ts';
import { inferOffer } from '../../src/infer/offer.ts';
import type { SubscriptionDeclaration } from '../../src/model/declarations.ts';
import type { VmFinding } from '../../src/model/finding.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import type { NetworkPath } from '../../src/model/verdict.ts';
import { expectedRuling } from '../policy/microsoft-table.ts';
import {
  anyTenant,
  behindHub,
  declarationOf,
  declarationOfHub,
  EXAMPLES,
  factsOf,
  hubOf,
  MADE_SINCE,
  NETWORKS,
  PASTS,
  type Past,
  type Tenant,
} from './any-tenant.ts';
import { judge } from './facts-builder.ts';

interface Openness {
  readonly offer: string | null;
  readonly holdsVms: boolean;
  readonly forAll: boolean;
  readonly forLeading: boolean;
}

/** How far Microsoft's table, as the specification states it, opens the subscription: for every candidate, or for the leading one. */
function opennessOf(facts: SubscriptionFacts, declared: SubscriptionDeclaration) {
  const offer = inferOffer({
    subscription: facts.subscription,
    billing: facts.readings.billingProperty,
    ...(declared.offer && { declared: declared.offer }),
  });
  const { cutoff } = inferCreation({
    facts,
    ...(declared.createdOn && { declaredOn: declared.createdOn }),
  });
  const sides = cutoff === 'indeterminate' ? (['before', 'after'] as const) : [cutoff];
  const candidates = offer.candidates.length > 0 ? offer.candidates : OFFER_CLASSES;
  return (revision: RevisionName): Openness => {
    const isOpen = (one: string) =>
      sides.every((side) => expectedRuling(revision, one, side).status === 'open');
    return {
      offer: offer.offer,
      holdsVms: offer.holdsVms,
      forAll: candidates.every(isOpen),
      forLeading: offer.leads && isOpen(candidates[0] ?? ''),
    };
  };
}

/** A tenant under one revision. */
interface Situation {
  readonly tenant: Tenant;
  readonly revision: RevisionName;
  readonly openness: Openness;
  readonly hubOpenness: Openness;
}

const THROUGH_FIREWALL = 'a firewall that is not blocked';
const THROUGH_APPLIANCE = 'an appliance that may send';

/** Why Azure allows the VM itself. */
function ownWarrant(vm: VmFinding, { tenant, openness }: Situation): string | undefined {
  const nic = tenant.nics[Number(vm.name.slice('vm'.length))];
  if (nic?.readable !== 'described' || !openness.holdsVms) return undefined;
  if (nic.flag !== undefined) return nic.flag ? 'flag' : undefined;
  if (openness.forAll) return 'open for every candidate';
  if (openness.forLeading) return 'open for the leading candidate';
  const dated = tenant.declaredExemption !== undefined && 'grantedOn' in tenant.declaredExemption;
  if (!dated) return undefined;
  if (nic.created === MADE_SINCE) return 'made since the exemption';
  return wasCycled(nic.past, tenant) ? 'cycled since the exemption' : undefined;
}

/** The log shows it, be it to the end or not. */
function wasCycled(past: Past, { log }: Tenant): boolean {
  return log !== 'not asked' && PASTS[past].cycled;
}

/** Microsoft's page allows it since 2023-12, for two offers, and an exemption covers no firewall. */
function firewallMaySend({ tenant, revision, hubOpenness }: Situation): boolean {
  const { forAll, forLeading, offer } = hubOpenness;
  const named = offer === 'enterprise-agreement' || offer === 'mca-enterprise';
  return revision === '2023-12' && tenant.hub.rules === 'allow' && named && (forAll || forLeading);
}

/** Azure allows the appliance's NIC, exemptions included, and its own network lets it out. */
function applianceMaySend({ tenant, hubOpenness }: Situation): boolean {
  const { hub } = tenant;
  if (!hub.attached || hub.guard !== 'none' || !hubOpenness.holdsVms) return false;
  if (hub.flag !== undefined) return hub.flag;
  const since = hub.exempted && (hub.created === MADE_SINCE || wasCycled(hub.past, tenant));
  return hubOpenness.forAll || hubOpenness.forLeading || since;
}

/** Why the VM may be called direct, by the specification alone; `undefined` where it must not. */
function warrantFor(vm: VmFinding, situation: Situation): string | undefined {
  const own = ownWarrant(vm, situation);
  if (own === undefined) return undefined;
  switch (situation.tenant.network) {
    case 'through a firewall':
      return firewallMaySend(situation) ? THROUGH_FIREWALL : undefined;
    case 'through an appliance':
      return applianceMaySend(situation) ? THROUGH_APPLIANCE : undefined;
    default:
      return NETWORKS[situation.tenant.network].allows ? own : undefined;
  }
}

/** Where the traffic of a VM with this warrant leaves. */
function pathFor(warrant: string): NetworkPath {
  if (warrant === THROUGH_FIREWALL) return 'firewall';
  return warrant === THROUGH_APPLIANCE ? 'appliance' : 'internet';
}

/** Says of one VM whether it is direct under every revision, and returns the warrant under the chosen one. */
function expectDirectOnlyWithWarrant(vm: VmFinding, situationUnder: (revision: RevisionName) => Situation) {
  for (const revision of REVISION_NAMES) {
    expect({ vm: vm.name, revision, direct: vm.verdicts[revision] === 'direct' }).toEqual({
      vm: vm.name,
      revision,
      direct: warrantFor(vm, situationUnder(revision)) !== undefined,
    });
  }
  expect(vm.verdict).toBe(vm.verdicts[vm.policy]);
  expect(vm.verdictCurrentPolicy).toBe(vm.verdicts['2023-12']);
  return warrantFor(vm, situationUnder(vm.policy));
}

test('direct is said exactly where a flag, the policy or a dated exemption warrants it and the way is open', () => {
  const warrants = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(anyTenant, behindHub), (tenant) => {
      const facts = factsOf(tenant);
      const declared = declarationOf(tenant);
      const hub = hubOf(tenant);
      const declaredOfHub = declarationOfHub(tenant);
      const openness = opennessOf(facts, declared);
      const hubOpenness = opennessOf(hub, declaredOfHub);
      const situations = new Map(
        REVISION_NAMES.map((revision): [RevisionName, Situation] => [
          revision,
          { tenant, revision, openness: openness(revision), hubOpenness: hubOpenness(revision) },
        ]),
      );
      const situationUnder = (revision: RevisionName) => {
        const situation = situations.get(revision);
        if (situation === undefined) throw new Error(`no situation under ${revision}`);
        return situation;
      };
      const { vms } = judge(facts, {
        declared,
        declarations: { subscriptions: new Map([[hub.subscription.id, declaredOfHub]]) },
        revision: tenant.revision,
        others: [hub],
      });
      for (const vm of vms) {
        const warrant = expectDirectOnlyWithWarrant(vm, situationUnder);
        if (warrant === undefined) continue;
        expect(vm.path).toBe(pathFor(warrant));
        if (warrant === THROUGH_FIREWALL) expect(vm.confidence).not.toBe('high');
        if (warrant === 'open for the leading candidate') expect(vm.confidence).toBe('low');
        warrants.add(warrant);
      }
    }),
    { numRuns: 2000, examples: EXAMPLES.map((tenant) => [tenant]) },
  );
  expect([...warrants].toSorted()).toEqual([
    THROUGH_FIREWALL,
    THROUGH_APPLIANCE,
    'cycled since the exemption',
    'flag',
    'made since the exemption',
    'open for every candidate',
    'open for the leading candidate',
  ]);
}, 120_000);
