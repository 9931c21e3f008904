import type { NetworkReason, NotRead, RuleNamed } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import type { AddressSet } from './address-set.ts';
import { isDescribed } from './described.ts';
import type { Destination } from './destination.ts';
import { memoPerOwner } from './memo-per-owner.ts';
import type { NetworkWorld } from './network-world.ts';
import { lookUp } from './network-world.ts';
import type { NicSource, SourceCoverage } from './nic-source.ts';
import { sourceCoverage } from './nic-source.ts';
import type { Place } from './place.ts';
import type { RuledPart } from './ruled-part.ts';
import { applyRules } from './ruled-part.ts';
import { orderedRules } from './security-group.ts';
import type { SecurityRule } from './security-rule.ts';
import { allTraffic } from './traffic.ts';

/** A security group where it acts: on a NIC or on its subnet. No group means allowed. */
export type PlacedGroup = { readonly attached: 'nic' | 'subnet' } & (
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown'; readonly reason: NetworkReason }
  | { readonly kind: 'known'; readonly id: ResourceId; readonly rules: readonly SecurityRule[] }
);

/** What the tag `VirtualNetwork` is taken to cover when a group's rules are read: what is configured, or all there is. */
export interface TagReading {
  readonly name: 'configured' | 'learned';
  readonly virtualNetwork: Destination;
}

const prepared = {
  nic: { configured: memoPerOwner<PlacedGroup>(), learned: memoPerOwner<PlacedGroup>() },
  subnet: { configured: memoPerOwner<PlacedGroup>(), learned: memoPerOwner<PlacedGroup>() },
} as const;

/** Prepares a group for one subnet, once for all NICs that it acts on there. */
export function placedGroup(
  { attached, id, place }: { attached: 'nic' | 'subnet'; id: ResourceId | undefined; place: Place },
  world: NetworkWorld,
  tag: TagReading,
): PlacedGroup {
  if (id === undefined) return NO_GROUP[attached];
  return prepared[attached][tag.name](place, id, () => {
    const found = lookUp(world, 'networkSecurityGroups', id);
    if (found.kind === 'missing') return unknownGroup(attached, found.missing);
    const group = found.fact;
    if (!isDescribed(group)) return unknownGroup(attached, { object: group.id, why: 'not-described' });
    return { attached, kind: 'known', id: group.id, rules: orderedRules(group, tag.virtualNetwork) };
  });
}

const NO_GROUP = {
  nic: { attached: 'nic', kind: 'none' },
  subnet: { attached: 'subnet', kind: 'none' },
} as const satisfies Record<string, PlacedGroup>;

function unknownGroup(attached: 'nic' | 'subnet', missing: NotRead): PlacedGroup {
  return { attached, kind: 'unknown', reason: { code: 'security-group-not-read', ...missing } };
}

/** Which of a group's rules speak for a NIC, in the order of the rules. */
export function coverageOf(group: PlacedGroup, nic: NicSource): readonly SourceCoverage[] {
  return group.kind === 'known' ? group.rules.map(({ sources }) => sourceCoverage(sources, nic)) : [];
}

/** How the internet fares at a group. */
export function partsAt(
  group: PlacedGroup,
  coverage: readonly SourceCoverage[],
  internet: AddressSet,
): readonly RuledPart<SecurityRule>[] {
  switch (group.kind) {
    case 'none':
      return [{ effect: 'allowed', traffic: allTraffic(internet) }];
    case 'unknown':
      return [{ effect: 'unknown', traffic: allTraffic(internet) }];
    case 'known':
      return applyRules(group.rules, coverage, internet);
  }
}

/** The name of a rule where it acts; what no rule decided, the last default rule denies. */
export function ruleNamed(group: PlacedGroup, rule: SecurityRule | undefined): RuleNamed {
  return {
    attached: group.attached,
    group: group.kind === 'known' ? group.id : '',
    rule: rule?.fact.name ?? 'DenyAllOutBound',
    priority: rule === undefined ? 65500 : (rule.fact.priority ?? null),
  };
}
