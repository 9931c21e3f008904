import type {
  AdminRuleNamed,
  FirewallRuleNamed,
  NotRead,
  NotReadWhy,
  RouteNamed,
  RuleNamed,
} from '../model/network-reason.ts';
import { nameOf, parseResourceId, UNREADABLE_REFERENCE } from '../model/resource-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import type { Worded } from './worded.ts';

/** The last segment of a resource ID, by which a person knows the resource; other text stays as it is. */
export function inShort(id: string): string {
  const parsed = parseResourceId(id);
  return parsed === undefined || parsed === UNREADABLE_REFERENCE ? id : nameOf(parsed);
}

export function ruleInShort({ attached, group, rule, priority }: RuleNamed): string {
  const where = attached === 'nic' ? 'on the NIC' : 'on the subnet';
  return `Rule ${rule} (priority ${priority ?? 'missing'}) of NSG ${inShort(group)} ${where}`;
}

export function routeInShort({ table, route, prefix, nextHop, hub }: RouteNamed): string {
  if (hub !== undefined) {
    const holder = table === null ? '' : ` of route table ${inShort(table)}`;
    const what = table === null ? 'Routing intent' : 'Route';
    return `${what} ${route} (${prefix} to ${inShort(nextHop)})${holder} of virtual hub ${inShort(hub)}`;
  }
  return table === null || route === null
    ? `The system route ${prefix} to ${nextHop}`
    : `Route ${route} (${prefix} to ${nextHop}) of route table ${inShort(table)}`;
}

export function firewallRuleInShort({ policy, group, collection, rule }: FirewallRuleNamed): string {
  const holder = policy === null ? '' : ` of rule collection group ${group} of policy ${inShort(policy)}`;
  return `Rule ${rule} of collection ${collection}${holder}`;
}

const MOST_NAMED = 5;

/** The first of a manager's rules by priority, each with its action. */
export function adminRuleInShort(rules: readonly AdminRuleNamed[]): string {
  const named = rules.slice(0, MOST_NAMED).map(({ rule, action }) => `${rule} (${action})`);
  const more = rules.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const WHY = {
  unreadable: 'could not be read',
  'not-asked': 'was not asked for',
  'not-found': 'is referred to but not in the list of its subscription',
  'outside-inventory': 'is in a subscription that is not in the inventory',
  'not-described': 'came without its properties',
} as const satisfies Record<NotReadWhy, string>;

/** One sentence on an object that could not be used, and the smallest thing that would make it readable. */
export function withoutReading(what: string, { object, why, subscription, action }: NotRead): Worded {
  const id = parseResourceId(object);
  const holder = subscription ?? (id === undefined ? undefined : subscriptionOf(id));
  const place = holder === undefined || inShort(object) === holder ? '' : ` (subscription ${holder})`;
  const message = `The ${what} ${inShort(object)}${place} ${WHY[why]}${remedy(why, action)}.`;
  return id === undefined || id === UNREADABLE_REFERENCE ? { message } : { message, source: object };
}

function remedy(why: NotReadWhy, action: string | undefined): string {
  if (action !== undefined) return `; it takes a role with ${action}`;
  return why === 'outside-inventory' ? '; it takes the Reader role there' : '';
}
