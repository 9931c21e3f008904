import * as z from 'zod';
import type { RuleCollectionFact } from '../model/hub-facts.ts';
import { parseResourceId } from '../model/resource-id.ts';
import { listOf, merged, reported, text, texts } from './raw-arm.ts';

type NetworkRule = RuleCollectionFact['rules'][number];

const ruleSchema = z.object({ name: text.catch(undefined), ruleType: text.catch(undefined) });

/** `protocols` is the classic firewall's word, `ipProtocols` the policy's. */
const ruleFieldsSchema = z.object({
  protocols: texts,
  ipProtocols: texts,
  sourceAddresses: texts,
  sourceIpGroups: texts,
  destinationAddresses: texts,
  destinationIpGroups: texts,
  destinationFqdns: texts,
  destinationPorts: texts,
});

const actionSchema = z.object({ type: text }).nullish();

const classicCollectionSchema = z.object({
  name: text,
  properties: z.object({
    priority: z.number().nullish(),
    action: actionSchema,
    rules: listOf(z.unknown()),
  }),
});

const policyCollectionSchema = z.object({
  name: text,
  ruleCollectionType: text,
  priority: z.number().nullish(),
  action: actionSchema,
  rules: listOf(z.unknown()),
});

/** What is known to carry no SMTP: rules for web traffic and for traffic that comes in. Whatever else there is may decide. */
const OTHER_RULES: ReadonlySet<string> = new Set(['applicationrule', 'natrule']);
const OTHER_COLLECTION = 'firewallpolicynatrulecollection';

function groupIds(raw: z.output<typeof texts>) {
  return merged(undefined, raw).flatMap((id) => parseResourceId(id) ?? []);
}

/** The network rules. One whose fields are of another type than documented keeps its name and nothing else: it cannot be evaluated. */
function networkRules(raw: readonly unknown[]): NetworkRule[] {
  return raw.flatMap((entry) => {
    const head = ruleSchema.safeParse(entry).data;
    if (OTHER_RULES.has(head?.ruleType?.toLowerCase() ?? '')) return [];
    const fields = ruleFieldsSchema.safeParse(entry).data;
    return [
      {
        name: head?.name || '(rule without a name)',
        protocols: merged(undefined, [...(fields?.protocols ?? []), ...(fields?.ipProtocols ?? [])]),
        sources: merged(undefined, fields?.sourceAddresses),
        sourceGroups: groupIds(fields?.sourceIpGroups),
        destinations: merged(undefined, fields?.destinationAddresses),
        destinationGroups: groupIds(fields?.destinationIpGroups),
        destinationNames: merged(undefined, fields?.destinationFqdns),
        destinationPorts: merged(undefined, fields?.destinationPorts),
      },
    ];
  });
}

interface RawCollection {
  readonly name?: string | null | undefined;
  readonly priority?: number | null | undefined;
  readonly action?: z.output<typeof actionSchema>;
  readonly rules?: readonly unknown[] | null | undefined;
}

function collection({ name, priority, action, rules }: RawCollection): RuleCollectionFact {
  return {
    name: name || '(rule collection without a name)',
    ...reported({ priority, action: action?.type }),
    rules: networkRules(rules ?? []),
  };
}

/** The schema of a classic firewall's collection of network rules, which gives the fact. */
export const classicRuleCollection = classicCollectionSchema.transform(
  ({ name, properties }): RuleCollectionFact => collection({ name, ...properties }),
);

/**
 * The schema of a collection in a policy's rule collection group, which gives the fact: no fact where there are only rules of other
 * kinds in it.
 */
export const policyRuleCollection = policyCollectionSchema.transform((raw): readonly RuleCollectionFact[] => {
  if (raw.ruleCollectionType?.toLowerCase() === OTHER_COLLECTION) return [];
  const fact = collection(raw);
  return fact.rules.length === 0 ? [] : [fact];
});
