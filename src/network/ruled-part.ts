import type { AddressSet } from './address-set.ts';
import { isEmpty } from './address-set.ts';
import type { Destination } from './destination.ts';
import type { SourceCoverage } from './nic-source.ts';
import type { Traffic } from './traffic.ts';
import { allTraffic, takeFrom } from './traffic.ts';

/** A rule as it decides about a part of the internet; `unclear` says what of it could not be understood. */
interface DecidingRule {
  readonly access: 'allowed' | 'denied';
  readonly destination: Destination;
  readonly unclear?: string;
}

/** How a part of the internet fares: the rule that decides about it, `undefined` where none does or the rules are missing. */
export interface RuledPart<R extends DecidingRule> {
  readonly effect: 'allowed' | 'denied' | 'unknown';
  readonly traffic: Traffic;
  readonly rule?: R;
}

/**
 * Divides the internet among the rules, first match decides; `covers` says of each rule whether it speaks for the NIC. A rule
 * that is unclear leaves all that is left unknown. What no rule decides is denied, as NSGs and firewalls do by default.
 */
export function applyRules<R extends DecidingRule>(
  rules: readonly R[],
  covers: readonly SourceCoverage[],
  internet: AddressSet,
): readonly RuledPart<R>[] {
  const parts: RuledPart<R>[] = [];
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
