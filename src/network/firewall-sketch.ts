import type { FirewallFact, FirewallPolicyFact, RuleCollectionFact } from '../model/hub-facts.ts';
import type { NotRead } from '../model/network-reason.ts';
import type { Reading } from '../model/reading.ts';
import { itemsOf } from '../model/reading.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { FirewallRule, RuleSetting } from './firewall-rule.ts';
import { firewallRule, unreadRules } from './firewall-rule.ts';

/** What the VMs behind a firewall need to know of it: where it is, its addresses, and its rules about TCP 25 in their order. */
export interface FirewallSketch {
  readonly id: ResourceId;
  readonly privateAddresses: readonly string[];
  readonly subnets: readonly ResourceId[];
  readonly virtualHub?: ResourceId;
  readonly publicAddresses: readonly ResourceId[];
  readonly hubPublicAddresses: readonly string[];
  readonly policy: ResourceId | null;
  readonly rules: readonly FirewallRule[];
}

type Group = Extract<FirewallPolicyFact['groups'], { kind: 'read' }>['items'][number];

/** Reduces a firewall; of its rules only those are kept that may decide about TCP 25. */
export function firewallSketch(firewall: FirewallFact): FirewallSketch {
  const { id, properties } = firewall;
  if (properties === undefined) return unreadFirewall(id, { object: id, why: 'not-described' });
  const { privateAddresses, subnets, virtualHub, publicAddresses, hubPublicAddresses, policy } = properties;
  return {
    id,
    privateAddresses: privateAddresses.map((address) => address.trim()),
    subnets,
    ...(virtualHub === undefined ? {} : { virtualHub }),
    publicAddresses,
    hubPublicAddresses,
    policy: policy ?? null,
    rules: policy === undefined ? classicRules(firewall) : policyRules(policy, firewall),
  };
}

/** Stands for a firewall of which only the ID is known. */
export function unreadFirewall(id: ResourceId, missing: NotRead): FirewallSketch {
  return {
    id,
    privateAddresses: [],
    subnets: [],
    publicAddresses: [],
    hubPublicAddresses: [],
    policy: null,
    rules: [unreadRules(null, missing)],
  };
}

function classicRules(firewall: FirewallFact): readonly FirewallRule[] {
  const collections = firewall.properties?.classicRules ?? [];
  return inOrder(collections, { hasPlace: true, policy: null, group: null, ipGroups: ipGroupsOf(firewall) });
}

/** The rules of a policy come after those of its parents, whatever their priorities. */
function policyRules(id: ResourceId, firewall: FirewallFact): readonly FirewallRule[] {
  const known = new Map(itemsOf(firewall.policies).map((policy) => [keyOf(policy.id), policy]));
  const ipGroups = ipGroupsOf(firewall);
  const chain: (readonly FirewallRule[])[] = [];
  const seen = new Set<string>();
  for (let next: ResourceId | undefined = id; next !== undefined && !seen.has(keyOf(next)); ) {
    seen.add(keyOf(next));
    const policy: FirewallPolicyFact | undefined = known.get(keyOf(next));
    chain.push(
      policy === undefined
        ? [unreadRules(next, missingFrom(firewall.policies, next))]
        : ownRules(policy, ipGroups),
    );
    next = policy?.base;
  }
  return chain.toReversed().flat();
}

function ownRules(
  policy: FirewallPolicyFact,
  ipGroups: ReadonlyMap<string, readonly string[]>,
): readonly FirewallRule[] {
  const { groups } = policy;
  if (groups.kind !== 'read') return [unreadRules(policy.id, missingFrom(groups, policy.id))];
  // A group that could not be understood may come before all others.
  const lost =
    groups.malformed > 0 ? [unreadRules(policy.id, { object: policy.id, why: 'not-described' })] : [];
  const rules = byPriority(groups.items).flatMap((group: Group) =>
    inOrder(group.collections, {
      hasPlace: group.priority !== undefined,
      policy: policy.id,
      group: group.name,
      ipGroups,
    }),
  );
  return [...lost, ...rules];
}

function inOrder(
  collections: readonly RuleCollectionFact[],
  setting: Omit<RuleSetting, 'collection'>,
): readonly FirewallRule[] {
  return byPriority(collections).flatMap((collection) => {
    const hasPlace = setting.hasPlace && collection.priority !== undefined;
    return collection.rules.flatMap((rule) => firewallRule(rule, { ...setting, collection, hasPlace }) ?? []);
  });
}

/** Without a priority a collection or group may come before all others. */
function byPriority<T extends { readonly priority?: number | undefined }>(items: readonly T[]): readonly T[] {
  const rank = ({ priority }: T) => priority ?? Number.NEGATIVE_INFINITY;
  return items.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
}

function ipGroupsOf({ ipGroups }: FirewallFact): ReadonlyMap<string, readonly string[]> {
  return new Map(ipGroups.map(({ id, prefixes }) => [keyOf(id), prefixes]));
}

function missingFrom<T>(reading: Reading<T>, object: ResourceId): NotRead {
  switch (reading.kind) {
    case 'read':
      return { object, why: 'not-found' };
    case 'not-asked':
      return { object, why: 'not-asked' };
    case 'unreadable': {
      const { action } = reading.problem;
      return { object, why: 'unreadable', ...(action === undefined ? {} : { action }) };
    }
  }
}
