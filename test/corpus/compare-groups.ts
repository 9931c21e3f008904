import * as z from 'zod';
import type { ResourceId } from '../../src/model/resource-id.ts';
import type { AddressSet } from '../../src/network/address-set.ts';
import {
  differenceOf,
  intersectionOf,
  isEmpty,
  NO_ADDRESSES,
  sizeOf,
  unionOf,
} from '../../src/network/address-set.ts';
import { destination } from '../../src/network/destination.ts';
import { WHOLE_INTERNET } from '../../src/network/internet.ts';
import { portCoverage } from '../../src/network/port-coverage.ts';
import { prefixList } from '../../src/network/prefix-list.ts';
import { orderedRules } from '../../src/network/security-group.ts';
import { virtualNetworkTag } from '../../src/network/virtual-network-tag.ts';
import { ownSpaces } from './compare-routes.ts';
import type { Comparison } from './comparison.ts';
import type { AzureAnswer } from './corpus.ts';
import { configuredRule, effectiveRuleSchema, groupOf, rebuilt } from './rebuilt.ts';

const groupSchema = z.object({
  networkSecurityGroup: z.object({ id: z.string() }),
  association: z.object({ networkInterface: z.object({ id: z.string() }).optional() }),
  effectiveSecurityRules: z.array(effectiveRuleSchema),
});
const answerSchema = z.object({ value: z.array(groupSchema) });

type EffectiveGroup = z.output<typeof groupSchema>;
type EffectiveRule = z.output<typeof effectiveRuleSchema>;

/** Effective groups: which apply, their outbound rules in order, what the tags hold, and what becomes of TCP 25. */
export function compareGroups(answer: AzureAnswer, answers: readonly AzureAnswer[]): readonly Comparison[] {
  const parsed = answerSchema.safeParse(answer.answer);
  if (answer.kind !== 'nic.effectiveNSG' || !parsed.success) return [];
  const groups = parsed.data.value;
  const isShown = (answer.seen['networkInterfaces'] ?? []).length > 0;
  const applied = isShown ? [compareApplied(answer, groups)] : [];
  const spaces = ownSpaces(answers.filter(({ recording }) => recording === answer.recording));
  return [...applied, ...groups.flatMap((group) => compareGroup(answer, group, spaces))];
}

function compareApplied(answer: AzureAnswer, groups: readonly EffectiveGroup[]): Comparison {
  const { nic } = rebuilt(answer, { spaces: [] });
  const onNic = groups.filter(({ association }) => association.networkInterface !== undefined);
  return {
    oracle: answer.oracle,
    question: 'which group acts on the NIC',
    azure: onNic.map(({ networkSecurityGroup: { id } }) => id.toLowerCase()).join(', ') || 'none',
    ours: nic.properties?.networkSecurityGroup?.toLowerCase() ?? 'none',
  };
}

function compareGroup(answer: AzureAnswer, group: EffectiveGroup, spaces: readonly string[]) {
  const { oracle } = answer;
  const { effectiveSecurityRules: all } = group;
  const id = group.networkSecurityGroup.id as ResourceId;
  const outbound = all.filter(({ direction }) => direction === 'Outbound');
  const inAzuresOrder = outbound.toSorted((a, b) => a.priority - b.priority);
  const configured = groupOf(
    id,
    all.filter(({ name }) => name.startsWith('securityRules/')).map(configuredRule),
  );
  const situation = rebuilt(answer, { spaces, groups: [configured] });
  const tag = virtualNetworkTag(situation.place).covers;
  const rules = orderedRules(configured, tag);
  const allowed = letThrough(inAzuresOrder);
  const { kind } = situation.security();
  return [
    {
      oracle,
      question: 'the outbound rules for TCP 25 in their order',
      azure: inAzuresOrder.filter(isForMail).map(named).join(', '),
      ours: rules.map(({ fact, access }) => `${fact.priority} ${fact.name} ${access}`).join(', '),
    },
    {
      oracle,
      question: 'what the tag VirtualNetwork holds',
      azure: written(expansionOf(outbound, 'VirtualNetwork')),
      ours: written(tag.addresses),
      explained: 'platform-address',
    },
    {
      oracle,
      question: 'how much of the internet the tag Internet holds',
      azure: extent(expansionOf(outbound, 'Internet')),
      ours: extent(destination('Internet', tag).addresses),
      explained: 'internet-tag-extent',
    },
    {
      oracle,
      question: 'what becomes of TCP 25 to the internet, all of it counted',
      azure: isEmpty(differenceOf(WHOLE_INTERNET, allowed))
        ? 'all passes'
        : 'all passes but what the tag Internet leaves out',
      ours: kind === 'passes' ? 'all passes' : kind,
      explained: 'internet-tag-outcome',
    },
    {
      oracle,
      question: 'what becomes of TCP 25 to what Azure itself counts as the internet',
      azure: isEmpty(differenceOf(expansionOf(outbound, 'Internet'), allowed)) ? 'passes' : 'stopped',
      ours: kind,
    },
  ] satisfies readonly Comparison[];
}

/** What Azure's own list lets out, rule by rule in the order of priority, every tag taken as Azure expands it. */
function letThrough(rules: readonly EffectiveRule[]): AddressSet {
  let decided = NO_ADDRESSES;
  let allowed = NO_ADDRESSES;
  for (const rule of rules.filter(isForMail)) {
    const { expandedDestinationAddressPrefix: expanded, destinationAddressPrefix: prefix = '' } = rule;
    const holds = differenceOf(prefixList(expanded ?? [prefix]), decided);
    if (rule.access === 'Allow') allowed = unionOf(allowed, holds);
    decided = unionOf(decided, holds);
  }
  return allowed;
}

function isForMail({ protocol, destinationPortRange }: EffectiveRule): boolean {
  const ports = portCoverage([destinationPortRange ?? ''], 25);
  return ['All', 'Tcp'].includes(protocol) && ports === 'covers';
}

function expansionOf(rules: readonly EffectiveRule[], tag: string): AddressSet {
  const rule = rules.find(({ destinationAddressPrefix }) => destinationAddressPrefix === tag);
  return prefixList(rule?.expandedDestinationAddressPrefix ?? []);
}

function named({ name, priority, access }: EffectiveRule): string {
  return `${priority} ${name.slice(name.indexOf('/') + 1)} ${access === 'Allow' ? 'allowed' : 'denied'}`;
}

function extent(addresses: AddressSet): string {
  return `${sizeOf(intersectionOf(addresses, WHOLE_INTERNET))} of ${sizeOf(WHOLE_INTERNET)} addresses`;
}

function written({ boundaries }: AddressSet): string {
  return boundaries.join(' ');
}
