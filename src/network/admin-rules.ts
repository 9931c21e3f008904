import type { NetworkManagerFact } from '../model/hub-facts.ts';
import type { AdminRuleNamed, NetworkReason } from '../model/network-reason.ts';
import { itemsOf } from '../model/reading.ts';
import type { ResourceId } from '../model/resource-id.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { parseSubscriptionId, subscriptionOf } from '../model/subscription-id.ts';
import { append } from './grouped.ts';
import { portCoverage } from './port-coverage.ts';

/** What security admin rules say about TCP 25, by the subscriptions in their manager's scope. */
export interface AdminRuleIndex {
  readonly bySubscription: Map<string, NetworkReason[]>;
  /** Of managers that manage management groups, or do not say what they manage. */
  readonly anywhere: NetworkReason[];
}

export function emptyAdminRuleIndex(): AdminRuleIndex {
  return { bySubscription: new Map(), anywhere: [] };
}

/**
 * Adds a network manager if it has outbound rules for TCP 25. Such rules come before all NSGs, but whether they are deployed to a
 * network is not among the configuration that can be read.
 * https://learn.microsoft.com/azure/virtual-network-manager/concept-security-admins
 */
export function addNetworkManager(index: AdminRuleIndex, manager: NetworkManagerFact): void {
  const reason = reasonOf(manager);
  if (reason === undefined) return;
  const { subscriptions, managementGroups } = manager.properties ?? {
    subscriptions: [],
    managementGroups: ['?'],
  };
  if (managementGroups.length > 0) index.anywhere.push(reason);
  else
    for (const scope of new Set(subscriptions.map(parseSubscriptionId)))
      if (scope !== undefined) append(index.bySubscription, scope, reason);
}

/** What security admin rules may change for a network: one reason for each manager that has its subscription in scope. */
export function adminReasons(
  { bySubscription, anywhere }: AdminRuleIndex,
  network: ResourceId,
): readonly NetworkReason[] {
  const subscription: SubscriptionId | undefined = subscriptionOf(network);
  return [...((subscription && bySubscription.get(subscription)) ?? []), ...anywhere];
}

function reasonOf({ id, adminRules }: NetworkManagerFact): NetworkReason | undefined {
  const rules = itemsOf(adminRules).filter(
    ({ direction, protocol, destinationPorts }) =>
      direction?.toLowerCase() === 'outbound' &&
      ['tcp', 'any', '*'].includes(protocol?.toLowerCase() ?? 'any') &&
      // A rule that says nothing about ports is for all of them.
      portCoverage(destinationPorts, MAIL_PORT) !== 'does-not-cover',
  );
  const named = rules
    .toSorted((a, b) => (a.priority ?? 0) - (b.priority ?? 0))
    .map(({ name, access }): AdminRuleNamed => ({ rule: name, action: access ?? '(no action)' }));
  if (named.length > 0) return { code: 'admin-rule-may-apply', manager: id, rules: named };
  if (adminRules.kind !== 'unreadable') return undefined;
  const { action } = adminRules.problem;
  return {
    code: 'admin-rules-not-read',
    object: id,
    why: 'unreadable',
    ...(action === undefined ? {} : { action }),
  };
}

const MAIL_PORT = 25;
