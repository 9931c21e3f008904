import type { RuleFact, SecurityGroupFact } from '../model/network-facts.ts';
import type { AddressSet } from './address-set.ts';
import { isEmpty } from './address-set.ts';
import type { Destination } from './destination.ts';
import type { SourceCoverage } from './nic-source.ts';
import type { SecurityRule } from './security-rule.ts';
import { securityRule } from './security-rule.ts';
import type { Traffic } from './traffic.ts';
import { allTraffic, takeFrom } from './traffic.ts';

/** How a part of the internet fares: the rule that decides about it, `undefined` where the group as a whole is missing. */
export interface RuledPart {
  readonly effect: 'allowed' | 'denied' | 'unknown';
  readonly traffic: Traffic;
  readonly rule?: SecurityRule;
}

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

/**
 * Divides the internet among the rules, first match decides; `covers` says of each rule whether it speaks for the NIC. A rule
 * that is unclear leaves all that is left unknown. What no rule decides is denied, as the last default rule would.
 */
export function applyRules(
  rules: readonly SecurityRule[],
  covers: readonly SourceCoverage[],
  internet: AddressSet,
): readonly RuledPart[] {
  const parts: RuledPart[] = [];
  let left = allTraffic(internet);
  for (const [index, rule] of rules.entries()) {
    const coverage = covers[index];
    if (coverage === 'does-not-cover' || isEmpty(left.addresses)) continue;
    const { taken, rest } = takeFrom(left, rule.destination);
    const effect = coverage === 'unclear' ? ('unknown' as const) : rule.access;
    parts.push(...taken.map((traffic) => ({ effect, traffic, rule })));
    if (rule.unclear !== undefined)
      return isEmpty(rest.addresses) ? parts : [...parts, { effect: 'unknown', traffic: rest, rule }];
    left = rest;
  }
  return isEmpty(left.addresses) ? parts : [...parts, { effect: 'denied', traffic: left }];
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
