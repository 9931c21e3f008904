import type { NetworkReason, RuleNamed } from '../model/network-reason.ts';
import type { AddressSet } from './address-set.ts';
import type { SourceCoverage } from './nic-source.ts';
import type { PlacedGroup } from './placed-group.ts';
import { partsAt, ruleNamed } from './placed-group.ts';
import type { RuledPart as PartBy } from './ruled-part.ts';
import type { SecurityRule } from './security-rule.ts';
import type { Traffic } from './traffic.ts';
import { extentOf, isSmall, sharedTraffic } from './traffic.ts';

type RuledPart = PartBy<SecurityRule>;

/** What the NIC's and the subnet's group together do with the bulk of the internet. */
type SecurityOutcome = 'passes' | 'denied' | 'partial' | 'unknown';

export interface SecurityJudgement {
  readonly outcome: SecurityOutcome;
  readonly reasons: readonly NetworkReason[];
  readonly hasExceptions: boolean;
  readonly sides: readonly JudgedSide[];
}

/** One of the two groups with what it makes of the internet by itself. */
export interface JudgedSide {
  readonly group: PlacedGroup;
  readonly parts: readonly RuledPart[];
}

/** What may pass both groups: the part of each that speaks for it, and whether both are known to allow it. */
interface Passage {
  readonly traffic: Traffic;
  readonly certain: boolean;
  readonly through: readonly { readonly side: JudgedSide; readonly part: RuledPart }[];
}

/**
 * Both groups must allow. What is denied by either is denied whatever is unknown of the other, so a group that denies the bulk stands
 * even where the other cannot be read.
 */
export function securityJudgement(
  groups: readonly { readonly group: PlacedGroup; readonly coverage: readonly SourceCoverage[] }[],
  internet: AddressSet,
): SecurityJudgement {
  const sides = groups.map(({ group, coverage }) => ({ group, parts: partsAt(group, coverage, internet) }));
  const passages = passagesThrough(sides, internet);
  const uncertain = passages.filter(({ certain }) => !certain);
  const denied = sides.flatMap((side) => partsWith(side, 'denied'));
  if (isSmall(trafficOf(passages), internet)) {
    return {
      sides,
      outcome: 'denied',
      ...withExceptions(denials(sides, internet), passedExceptions(passages, internet)),
    };
  }
  if (isSmall([...trafficOf(denied), ...trafficOf(uncertain)], internet)) {
    return { sides, outcome: 'passes', ...withExceptions([], stoppedExceptions(sides)) };
  }
  if (!isSmall(trafficOf(uncertain), internet)) {
    return { sides, outcome: 'unknown', reasons: sides.flatMap(unknownReasons), hasExceptions: false };
  }
  const allows = named(sides, 'allowed');
  return {
    sides,
    outcome: 'partial',
    reasons: [{ code: 'nsg-allows-part', allows, denies: named(sides, 'denied') }],
    hasExceptions: false,
  };
}

function passagesThrough(sides: readonly JudgedSide[], internet: AddressSet): readonly Passage[] {
  const open: Passage = {
    traffic: { addresses: internet, within: [], beyond: [] },
    certain: true,
    through: [],
  };
  return sides.reduce<readonly Passage[]>(
    (passages, side) =>
      passages.flatMap((passage) => side.parts.flatMap((part) => onward(passage, side, part))),
    [open],
  );
}

function onward(passage: Passage, side: JudgedSide, part: RuledPart): readonly Passage[] {
  if (part.effect === 'denied') return [];
  const traffic = sharedTraffic(passage.traffic, part.traffic);
  if (traffic === undefined) return [];
  const certain = passage.certain && part.effect === 'allowed';
  return [{ traffic, certain, through: [...passage.through, { side, part }] }];
}

/** The rule that denies the most in each group that denies the bulk by itself; of both, where only the two together do. */
function denials(sides: readonly JudgedSide[], internet: AddressSet): readonly NetworkReason[] {
  const alone = sides.filter((side) =>
    isSmall(trafficOf(side.parts.filter(({ effect }) => effect !== 'denied')), internet),
  );
  return (alone.length > 0 ? alone : sides).flatMap((side): readonly NetworkReason[] => {
    const [most] = partsWith(side, 'denied').toSorted(
      (a, b) => extentOf([b.traffic]) - extentOf([a.traffic]),
    );
    return most === undefined ? [] : [{ code: 'nsg-denies', ...ruleNamed(side.group, most.rule) }];
  });
}

interface Exception extends RuleNamed {
  readonly destinations: readonly string[];
  readonly effect: RuledPart['effect'];
}

/** What passes although the bulk is denied: the rules that let it through, the ones for small parts only. */
function passedExceptions(passages: readonly Passage[], internet: AddressSet): readonly Exception[] {
  return passages.flatMap(({ through }) => {
    const narrow = through.filter(({ part }) => part.rule !== undefined && isSmall([part.traffic], internet));
    return narrow.map(({ side, part }) => exception(side, part));
  });
}

function stoppedExceptions(sides: readonly JudgedSide[]): readonly Exception[] {
  return sides.flatMap((side) =>
    side.parts.filter(({ effect }) => effect !== 'allowed').map((part) => exception(side, part)),
  );
}

function exception(side: JudgedSide, part: RuledPart): Exception {
  return {
    ...ruleNamed(side.group, part.rule),
    destinations: part.rule?.fact.destinations ?? ['*'],
    effect: part.effect,
  };
}

function withExceptions(
  reasons: readonly NetworkReason[],
  exceptions: readonly Exception[],
): Pick<SecurityJudgement, 'reasons' | 'hasExceptions'> {
  if (exceptions.length === 0) return { reasons, hasExceptions: false };
  const distinct = new Map(exceptions.map((each) => [`${each.attached} ${each.rule} ${each.effect}`, each]));
  const listed = [...distinct.values()].map(({ attached, rule, priority, destinations, effect }) => ({
    by: `rule ${rule} (priority ${priority ?? 'missing'}) of the ${attached === 'nic' ? 'NIC' : 'subnet'}'s NSG`,
    destinations,
    effect,
  }));
  return {
    reasons: [...reasons, { code: 'exceptions', stage: 'nsg', exceptions: listed }],
    hasExceptions: true,
  };
}

function unknownReasons({ group, parts }: JudgedSide): readonly NetworkReason[] {
  if (group.kind === 'unknown') return [group.reason];
  const rules = new Set(parts.filter(({ effect }) => effect === 'unknown').map(({ rule }) => rule));
  return [...rules].flatMap((rule): readonly NetworkReason[] =>
    rule === undefined
      ? []
      : [{ code: 'nsg-rule-unclear', unclear: rule.unclear ?? 'source', ...ruleNamed(group, rule) }],
  );
}

function named(sides: readonly JudgedSide[], effect: RuledPart['effect']): readonly RuleNamed[] {
  return sides.flatMap((side) => {
    const rules = new Set(partsWith(side, effect).map(({ rule }) => rule));
    return side.group.kind === 'known' ? [...rules].map((rule) => ruleNamed(side.group, rule)) : [];
  });
}

function partsWith(side: JudgedSide, effect: RuledPart['effect']): readonly RuledPart[] {
  return side.parts.filter((part) => part.effect === effect);
}

function trafficOf(parts: readonly { readonly traffic: Traffic }[]): readonly Traffic[] {
  return parts.map(({ traffic }) => traffic);
}
