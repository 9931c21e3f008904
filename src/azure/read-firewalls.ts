import type { FirewallFact, FirewallPolicyFact, RuleCollectionFact } from '../model/hub-facts.ts';
import { itemsOf, type Reading, type ReadProblem } from '../model/reading.ts';
import { keyOf, type ResourceId, type ResourceKey } from '../model/resource-id.ts';
import { type SubscriptionId, subscriptionOf } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { ArmQuestion, AskArm } from './ask-arm.ts';
import { completed, forEachOf, wholeOnly } from './child-readings.ts';
import { firewallPolicy, ipGroupFact, ruleGroupFact } from './firewall-policies.ts';
import { firewallFact, type ListedFirewall } from './firewalls.ts';

const FIREWALLS = 'Microsoft.Network/azureFirewalls';
const POLICIES = 'Microsoft.Network/firewallPolicies';
const IP_GROUPS = 'Microsoft.Network/ipGroups';
const query = API_VERSIONS.network;

export const FIREWALL_ACTIONS = [
  `${FIREWALLS}/read`,
  `${POLICIES}/read`,
  `${POLICIES}/ruleCollectionGroups/read`,
  `${IP_GROUPS}/read`,
];

/** A longer line of a policy and its parents than this is an error. */
const MOST_POLICIES = 10;

type Policies = Reading<FirewallPolicyFact>;
type Failed = Extract<Reading<never>, { kind: 'unreadable' }>;

function failed(code: string, message: string): Failed {
  return { kind: 'unreadable', problem: { code, message }, items: [] };
}

/** Asks for each resource once in a run; what was asked is answered again from memory, failures too. */
function once<T>(read: (id: ResourceId) => Promise<T>): (id: ResourceId) => Promise<T> {
  const known = new Map<ResourceKey, Promise<T>>();
  return (id) => {
    const answer = known.get(keyOf(id)) ?? read(id);
    known.set(keyOf(id), answer);
    return answer;
  };
}

/** Every collection of network rules that a firewall has, as far as they could be read. */
function collectionsOf(firewall: ListedFirewall, policies: Policies): readonly RuleCollectionFact[] {
  const groups = itemsOf(policies).flatMap((policy) => itemsOf(policy.groups));
  return [...(firewall.properties?.classicRules ?? []), ...groups.flatMap(({ collections }) => collections)];
}

function ipGroupsNamed(collections: readonly RuleCollectionFact[]): readonly ResourceId[] {
  const named = collections.flatMap(({ rules }) =>
    rules.flatMap(({ sourceGroups, destinationGroups }) => [...sourceGroups, ...destinationGroups]),
  );
  return [...new Map(named.map((id) => [keyOf(id), id])).values()];
}

/** Why not all of a policy is known. */
function problemOf(policy: FirewallPolicyFact): ReadProblem | undefined {
  return policy.groups.kind === 'unreadable' ? policy.groups.problem : undefined;
}

/**
 * Reads the firewalls of a subscription with their rules: the policy of each with its parents, wherever they lie, and the IP groups
 * that the rules name. Policies and IP groups are shared between firewalls, so each is read once in a run.
 */
export function readFirewalls(arm: AskArm) {
  /** One resource by its ID, which came in a reference and may be anything. */
  function byId<T>(id: ResourceId, question: Pick<ArmQuestion<T>, 'action' | 'fact'>): Promise<Reading<T>> {
    return subscriptionOf(id) === undefined
      ? Promise.resolve(failed('BrokenReference', 'the reference names no resource of a subscription'))
      : arm.one({ path: id, query, ...question });
  }

  const policyById = once(async (id): Promise<Policies> => {
    const found = await byId(id, { action: `${POLICIES}/read`, fact: firewallPolicy });
    return completed(wholeOnly(found), async (policy) => ({
      ...policy,
      groups: wholeOnly(await groupsOf(id)),
    }));
  });

  function groupsOf(id: ResourceId) {
    const action = `${POLICIES}/ruleCollectionGroups/read`;
    return arm.list({ path: `${id}/ruleCollectionGroups`, query, action, fact: ruleGroupFact });
  }

  const ipGroupById = once((id) => byId(id, { action: `${IP_GROUPS}/read`, fact: ipGroupFact }));

  /** A policy and its parents, its own first. */
  async function policiesFrom(first: ResourceId): Promise<Policies> {
    const line: FirewallPolicyFact[] = [];
    const seen = new Set<ResourceKey>();
    for (let next: ResourceId | undefined = first; next !== undefined; ) {
      if (seen.has(keyOf(next)) || seen.size === MOST_POLICIES) {
        return { ...failed('EndlessPolicies', 'the parents of the policy do not end'), items: line };
      }
      seen.add(keyOf(next));
      const found = await policyById(next);
      if (found.kind !== 'read') return found.kind === 'unreadable' ? { ...found, items: line } : found;
      line.push(...found.items);
      next = found.items[0]?.base;
    }
    const problem = line.map(problemOf).find((one) => one !== undefined);
    if (problem !== undefined) return { kind: 'unreadable', problem, items: line };
    return { kind: 'read', items: line, malformed: 0 };
  }

  async function complete(firewall: ListedFirewall): Promise<FirewallFact> {
    const policy = firewall.properties?.policy;
    const policies: Policies =
      policy === undefined ? { kind: 'not-asked', why: 'not-needed' } : await policiesFrom(policy);
    const named = ipGroupsNamed(collectionsOf(firewall, policies));
    const ipGroups = await forEachOf(named, ipGroupById);
    const lost = ipGroups.map(wholeOnly).find((group) => group.kind === 'unreadable');
    return {
      ...firewall,
      policies,
      ipGroups: ipGroups.flatMap(itemsOf),
      ...(lost === undefined ? {} : { ipGroupProblem: lost.problem }),
    };
  }

  return async (subscription: SubscriptionId): Promise<Reading<FirewallFact>> => {
    const listed = await arm.list({
      path: `/subscriptions/${subscription}/providers/${FIREWALLS}`,
      query,
      action: `${FIREWALLS}/read`,
      fact: firewallFact,
    });
    return completed(listed, complete);
  };
}
