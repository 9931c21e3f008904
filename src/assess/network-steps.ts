import type { Action } from '../model/action.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import { firewallRuleInShort, inShort, routeInShort, ruleInShort } from './network-names.ts';

/** What the owner of the network does about one reason; most reasons only explain. */
function stepFor(reason: NetworkReason): Action | undefined {
  switch (reason.code) {
    case 'nsg-denies':
      return { code: 'allow-in-security-group', rules: [ruleInShort(reason)] };
    case 'nsg-allows-part':
      return { code: 'allow-in-security-group', rules: reason.denies.map(ruleInShort) };
    case 'nsg-rule-unclear':
      return { code: 'read-missing-fact', object: ruleInShort(reason), action: null };
    case 'route-drops':
    case 'route-to-absent-gateway':
    case 'route-not-understood':
      return { code: 'change-route', routes: [routeInShort(reason)] };
    case 'routes-divide':
      return { code: 'change-route', routes: reason.routes.map(routeInShort) };
    case 'route-to-gateway':
    case 'appliance-not-resolved':
      return { code: 'ask-owner-of-next-hop', next: routeInShort(reason) };
    case 'default-route-declared':
      return reason.declared === 'none'
        ? undefined
        : {
            code: 'ask-owner-of-next-hop',
            next: `the declared default route (${reason.declared}) of ${inShort(reason.network)}`,
          };
    case 'firewall-rule-unclear':
      return { code: 'read-missing-fact', object: firewallRuleInShort(reason), action: null };
    case 'virtual-hub-not-found':
      return { code: 'ask-owner-of-next-hop', next: `the virtual hub behind peering ${reason.peering}` };
    case 'no-source-address':
      return { code: 'add-way-out', subnet: inShort(reason.subnet) };
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
