import type { Action } from '../model/action.ts';
import type { NetworkReason, RouteNamed, RuleNamed } from '../model/network-reason.ts';
import { nameOf, parseResourceId } from '../model/resource-id.ts';

function shortName(id: string): string {
  const parsed = parseResourceId(id);
  return parsed === undefined ? id : nameOf(parsed);
}

function ruleName(rule: RuleNamed): string {
  const priority = rule.priority === null ? '' : ` (priority ${rule.priority})`;
  return `${rule.rule}${priority} of ${shortName(rule.group)} at the ${rule.attached === 'nic' ? 'NIC' : 'subnet'}`;
}

function routeName(route: RouteNamed): string {
  const table = route.table === null ? 'the system routes' : shortName(route.table);
  return `${route.route ?? route.prefix} (${route.prefix} to ${route.nextHop}) of ${table}`;
}

/** What the owner of the network does about one reason; most reasons only explain. */
function stepFor(reason: NetworkReason): Action | undefined {
  switch (reason.code) {
    case 'nsg-denies':
      return { code: 'allow-in-security-group', rules: [ruleName(reason)] };
    case 'nsg-allows-part':
      return { code: 'allow-in-security-group', rules: reason.denies.map(ruleName) };
    case 'nsg-rule-unclear':
      return { code: 'read-missing-fact', object: ruleName(reason), action: null };
    case 'route-drops':
    case 'route-to-absent-gateway':
    case 'route-not-understood':
      return { code: 'change-route', routes: [routeName(reason)] };
    case 'routes-divide':
      return { code: 'change-route', routes: reason.routes.map(routeName) };
    case 'route-to-gateway':
    case 'appliance-not-resolved':
      return { code: 'ask-owner-of-next-hop', next: routeName(reason) };
    case 'virtual-hub-not-read':
      return { code: 'ask-owner-of-next-hop', next: `the virtual hub behind peering ${reason.peering}` };
    case 'no-source-address':
      return { code: 'add-way-out', subnet: shortName(reason.subnet) };
    default:
      return 'object' in reason
        ? { code: 'read-missing-fact', object: reason.object, action: reason.action ?? null }
        : undefined;
  }
}

/** The next steps that a network path calls for, in the order of its reasons, each once. */
export function networkSteps(reasons: readonly NetworkReason[]): Action[] {
  const steps = reasons.flatMap((reason) => stepFor(reason) ?? []);
  return [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()];
}
