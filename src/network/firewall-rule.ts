import type { RuleCollectionFact } from '../model/hub-facts.ts';
import type { FirewallRuleNamed, NotRead } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf, nameOf } from '../model/resource-id.ts';
import { addressEntry } from './address-entry.ts';
import { unionOf } from './address-set.ts';
import type { Destination } from './destination.ts';
import { destination, joinDestinations, NOWHERE } from './destination.ts';
import { portCoverage } from './port-coverage.ts';
import type { RuleSources } from './security-rule.ts';
import { UNKNOWN_GROUP } from './traffic.ts';

type RuleFact = RuleCollectionFact['rules'][number];

/**
 * A network rule of a firewall that may decide about TCP 25. `unclear` says what of it could not be understood; with `missing` it
 * stands for rules that could not be read at all. From there on anything may be decided.
 */
export interface FirewallRule {
  readonly named: FirewallRuleNamed;
  readonly access: 'allowed' | 'denied';
  readonly sources: RuleSources;
  readonly destination: Destination;
  readonly entries: readonly string[];
  readonly unclear?: string;
  readonly missing?: NotRead;
}

/** What the rules of one collection share. */
export interface RuleSetting {
  readonly collection: RuleCollectionFact;
  /** Without a priority its collection or its group cannot be placed among the others. */
  readonly hasPlace: boolean;
  readonly policy: ResourceId | null;
  readonly group: string | null;
  /** The prefixes of the IP groups that could be read, by key. */
  readonly ipGroups: ReadonlyMap<string, readonly string[]>;
}

const MAIL_PORT = 25;

/**
 * Reads a network rule for TCP 25; `undefined` where it certainly does not apply.
 * https://learn.microsoft.com/azure/firewall/rule-processing
 */
export function firewallRule(fact: RuleFact, setting: RuleSetting): FirewallRule | undefined {
  const ports = portCoverage(fact.destinationPorts, MAIL_PORT);
  if (ports === 'does-not-cover' || !mayBeTcp(fact.protocols)) return undefined;
  const action = setting.collection.action?.toLowerCase();
  const fields: readonly (readonly [string, boolean])[] = [
    ['priority', setting.hasPlace],
    ['action', action === 'allow' || action === 'deny'],
    ['protocols', fact.protocols.length > 0],
    ['destination ports', ports !== 'unclear'],
    ['source', fact.sources.length + fact.sourceGroups.length > 0],
    ['destination', entriesOf(fact).length > 0],
  ];
  const unclear = fields.find(([, isClear]) => !isClear)?.[0];
  const to = ruleDestination(fact, setting);
  const rule = {
    named: {
      policy: setting.policy,
      group: setting.group,
      collection: setting.collection.name,
      rule: fact.name,
    },
    access: action === 'allow' ? ('allowed' as const) : ('denied' as const),
    sources: ruleSources(fact, setting),
    destination: unclear === undefined ? to : NOWHERE,
    entries: entriesOf(fact),
  };
  const what = unclear ?? to.unclear[0];
  return what === undefined ? rule : { ...rule, unclear: what };
}

/** Stands for rules that could not be read, in the place where they would be tried. */
export function unreadRules(policy: ResourceId | null, missing: NotRead): FirewallRule {
  return {
    named: { policy, group: null, collection: '(not read)', rule: '(not read)' },
    access: 'denied',
    sources: { kind: 'all' },
    destination: NOWHERE,
    entries: [],
    unclear: 'not read',
    missing,
  };
}

function mayBeTcp(protocols: readonly string[]): boolean {
  const known = protocols.map((protocol) => protocol.trim().toLowerCase());
  return known.length === 0 || known.some((protocol) => ['tcp', 'any', '*'].includes(protocol));
}

function entriesOf(fact: RuleFact): readonly string[] {
  return [...fact.destinations, ...fact.destinationGroups.map(nameOf), ...fact.destinationNames];
}

/** Where a rule says nothing about its source it is taken to speak for all, and is unclear. */
function ruleSources(fact: RuleFact, { ipGroups }: RuleSetting): RuleSources {
  const entries = fact.sources.map((entry) => entry.trim());
  const saysNothing = entries.length + fact.sourceGroups.length === 0;
  if (saysNothing || entries.some((entry) => entry === '*' || entry === '0.0.0.0/0')) return { kind: 'all' };
  const known = fact.sourceGroups.map((group) => ipGroups.get(keyOf(group)));
  const sets = [...entries, ...known.flatMap((prefixes) => prefixes ?? [])].map(addressEntry);
  return {
    kind: 'some',
    addresses: unionOf(...sets.flatMap((set) => set ?? [])),
    groups: new Set(),
    unclear: known.includes(undefined) || sets.includes(undefined),
  };
}

/** Service tags and host names are small unknown parts; an IP group that is not known may be anything. */
function ruleDestination(fact: RuleFact, { ipGroups }: RuleSetting): Destination {
  const groups = fact.destinationGroups.map((group): Destination => {
    const prefixes = ipGroups.get(keyOf(group));
    return prefixes === undefined
      ? { ...NOWHERE, tags: [`${UNKNOWN_GROUP}${nameOf(group)}`] }
      : joinDestinations(prefixes.map(ruleEntry));
  });
  const names = fact.destinationNames.map((name) => ({ ...NOWHERE, tags: [`host ${name.toLowerCase()}`] }));
  return joinDestinations([...fact.destinations.map(ruleEntry), ...groups, ...names]);
}

function ruleEntry(entry: string): Destination {
  const addresses = addressEntry(entry);
  return addresses === undefined ? destination(entry, NOWHERE) : { ...NOWHERE, addresses };
}
