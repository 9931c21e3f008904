import type { Evidence } from '../model/evidence.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { Passage } from '../model/path-finding.ts';
import { nameOf } from '../model/resource-id.ts';
import type { AddressSet } from './address-set.ts';
import { boundariesPassed } from './address-set.ts';
import type { FirewallRule } from './firewall-rule.ts';
import type { FirewallSketch } from './firewall-sketch.ts';
import { memoPerOwner } from './memo-per-owner.ts';
import type { NicSource } from './nic-source.ts';
import { sourceCoverage } from './nic-source.ts';
import type { RuledPart } from './ruled-part.ts';
import { applyRules } from './ruled-part.ts';
import { extentOf, isSmall, UNKNOWN_GROUP } from './traffic.ts';

/** Whether a firewall's own network rules let the bulk of the internet through on TCP 25. */
export interface FirewallPassage {
  readonly passage: Passage;
  readonly reasons: readonly NetworkReason[];
  readonly evidence: Evidence;
}

type Part = RuledPart<FirewallRule>;

/** What is remembered of a firewall for one extent of the internet. */
const memories = memoPerOwner<object>();
const bySource = memoPerOwner<FirewallPassage>();
const byCoverage = memoPerOwner<FirewallPassage>();
const edges = memoPerOwner<readonly number[]>();
const spelled = memoPerOwner<string>();

/**
 * Judges a firewall for one source, once for all sources that the same of its rules speak for. The first network rule that matches
 * decides and what none matches is denied; application rules carry no SMTP.
 * https://learn.microsoft.com/azure/firewall/rule-processing
 */
export function firewallPassage(
  firewall: FirewallSketch,
  source: NicSource,
  internet: AddressSet,
): FirewallPassage {
  const memory = memories(firewall, inDigits(internet), () => ({}));
  return bySource(memory, standOf(source, firewall), () => {
    const coverage = firewall.rules.map((rule) => sourceCoverage(rule.sources, source));
    const signature = coverage.map((each) => each[0]).join('');
    return byCoverage(memory, signature, () =>
      judge(firewall, applyRules(firewall.rules, coverage, internet), internet),
    );
  });
}

/** Where a source stands among the edges of all rules' sources: what stands alike, the same rules speak for. */
function standOf({ address, subnet }: NicSource, firewall: FirewallSketch): string {
  if (address === undefined) return `subnet ${subnet === undefined ? 'unknown' : inDigits(subnet)}`;
  const all = edges(firewall, '', () => {
    const sets = firewall.rules.map(({ sources }) =>
      sources.kind === 'some' ? sources.addresses : undefined,
    );
    return [...new Set(sets.flatMap((set) => set?.boundaries ?? []))].toSorted((a, b) => a - b);
  });
  return `${boundariesPassed(all, address)}`;
}

function inDigits(set: AddressSet): string {
  return spelled(set, '', () => set.boundaries.join());
}

function judge(firewall: FirewallSketch, parts: readonly Part[], internet: AddressSet): FirewallPassage {
  const denied = parts.filter(({ effect }) => effect === 'denied');
  const unknown = parts.filter(({ effect }) => effect === 'unknown');
  if (areSmall([...denied, ...unknown], internet)) return passes(firewall, parts);
  return areSmall(denied.filter(isExact), internet) ? notKnown(firewall, parts) : stops(firewall, parts);
}

function areSmall(parts: readonly Part[], internet: AddressSet): boolean {
  return isSmall(
    parts.map(({ traffic }) => traffic),
    internet,
  );
}

/** How much such a part holds does not hang on an IP group that is not known. */
function isExact({ traffic }: Part): boolean {
  return ![...traffic.within, ...traffic.beyond].some((tag) => tag.startsWith(UNKNOWN_GROUP));
}

function passes(firewall: FirewallSketch, parts: readonly Part[]): FirewallPassage {
  const rule = biggest(parts, 'allowed')?.rule;
  const allows: readonly NetworkReason[] =
    rule === undefined ? [] : [{ code: 'firewall-allows', firewall: firewall.id, ...rule.named }];
  const stopped = parts.filter(({ effect }) => effect !== 'allowed');
  const exceptions = stopped.map(({ rule: by, effect }) => ({
    by: by === undefined ? "the firewall's default" : `rule ${by.named.rule} of ${by.named.collection}`,
    destinations: by?.entries ?? ['*'],
    effect,
  }));
  return {
    passage: 'passes',
    reasons: [
      ...allows,
      ...(exceptions.length === 0 ? [] : [{ code: 'exceptions', stage: 'firewall', exceptions } as const]),
    ],
    evidence: evidenceOf(firewall, `allow TCP 25 to the internet${inRule(rule)}`),
  };
}

function stops(firewall: FirewallSketch, parts: readonly Part[]): FirewallPassage {
  const { id, policy } = firewall;
  const by = biggest(parts, 'denied')?.rule;
  const through = rulesOf(parts, 'allowed').map(({ named }) => named);
  return {
    passage: 'stops',
    reasons: [{ code: 'firewall-stops', firewall: id, policy, by: by?.named ?? null, through }],
    evidence: evidenceOf(
      firewall,
      `deny TCP 25 to the internet${by === undefined ? ' by default' : inRule(by)}`,
    ),
  };
}

function notKnown(firewall: FirewallSketch, parts: readonly Part[]): FirewallPassage {
  const named = { firewall: firewall.id };
  const unclear = rulesOf(parts, 'unknown').map(
    (rule): NetworkReason =>
      rule.missing === undefined
        ? { code: 'firewall-rule-unclear', unclear: rule.unclear ?? 'source', ...named, ...rule.named }
        : { code: 'firewall-rules-not-read', ...named, ...rule.missing },
  );
  const byGroup = [...rulesOf(parts, 'allowed'), ...rulesOf(parts, 'denied')].flatMap((rule) => {
    const group = rule.destination.tags.find((tag) => tag.startsWith(UNKNOWN_GROUP));
    const reason = { code: 'firewall-rule-unclear', ...named, ...rule.named } as const;
    return group === undefined ? [] : [{ ...reason, unclear: group }];
  });
  return {
    passage: 'not-known',
    reasons: [...unclear, ...byGroup],
    evidence: evidenceOf(firewall, 'not known'),
  };
}

function biggest(parts: readonly Part[], effect: Part['effect']): Part | undefined {
  const such = parts.filter((part) => part.effect === effect);
  return such.toSorted((a, b) => extentOf([b.traffic]) - extentOf([a.traffic]))[0];
}

function rulesOf(parts: readonly Part[], effect: Part['effect']): readonly FirewallRule[] {
  const such = parts.filter((part) => part.effect === effect);
  return [...new Set(such.flatMap(({ rule }) => rule ?? []))];
}

function inRule(rule: FirewallRule | undefined): string {
  return rule === undefined ? '' : `, rule ${rule.named.rule} of collection ${rule.named.collection}`;
}

function evidenceOf({ id, policy }: FirewallSketch, does: string): Evidence {
  const holder = policy === null ? id : policy;
  const rules = policy === null ? 'properties.networkRuleCollections' : 'ruleCollectionGroups';
  return { fact: 'firewall rules', value: `${nameOf(id)}: ${does}`, source: `${holder} ${rules}` };
}
