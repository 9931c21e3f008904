import type { RuleFact, SecurityGroupFact } from '../model/network-facts.ts';
import type { Destination } from './destination.ts';
import type { SecurityRule } from './security-rule.ts';
import { securityRule } from './security-rule.ts';

/** ARM's three outbound defaults, assumed where a group does not list its own: the text of Microsoft's NSG overview. */
const ASSUMED_DEFAULTS: readonly RuleFact[] = [
  defaultRule('AllowVnetOutBound', 65000, 'VirtualNetwork'),
  defaultRule('AllowInternetOutBound', 65001, 'Internet'),
  defaultRule('DenyAllOutBound', 65500, '*'),
];

/** The rules of a group that may decide about TCP 25, in the order in which they are tried. */
export function orderedRules(group: SecurityGroupFact, virtualNetwork: Destination): readonly SecurityRule[] {
  const { rules, defaultRules } = group.properties ?? { rules: [], defaultRules: [] };
  const defaults = defaultRules.some(isOutbound) ? defaultRules : ASSUMED_DEFAULTS;
  return [...rules, ...defaults]
    .flatMap((fact) => securityRule(fact, virtualNetwork) ?? [])
    .toSorted((a, b) => priorityOf(a) - priorityOf(b));
}

/** A rule without a priority cannot be placed: it may come before all others. */
function priorityOf(rule: SecurityRule): number {
  return rule.fact.priority ?? Number.NEGATIVE_INFINITY;
}

function isOutbound(rule: RuleFact): boolean {
  return rule.direction?.toLowerCase() === 'outbound';
}

function defaultRule(name: string, priority: number, target: string): RuleFact {
  return {
    name,
    priority,
    direction: 'Outbound',
    access: name.startsWith('Allow') ? 'Allow' : 'Deny',
    protocol: '*',
    sources: [target === 'VirtualNetwork' ? target : '*'],
    sourcePorts: ['*'],
    sourceGroups: [],
    destinations: [target],
    destinationPorts: ['*'],
    destinationGroups: [],
  };
}
