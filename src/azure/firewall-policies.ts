import * as z from 'zod';
import type { FirewallFact, FirewallPolicyFact, RuleCollectionFact } from '../model/hub-facts.ts';
import { policyRuleCollection } from './firewall-rules.ts';
import { identityOf, listOf, merged, parseFrame, reference, referredId, reported, texts } from './raw-arm.ts';

const policySchema = z.object({ basePolicy: reference });

/** A firewall policy without its rules; one whose properties are not as documented might hide its parent and is not understood. */
export function firewallPolicy(raw: unknown): Omit<FirewallPolicyFact, 'groups'> | undefined {
  const frame = parseFrame(raw);
  const parsed = policySchema.safeParse(frame?.properties);
  if (frame === undefined || !parsed.success) return undefined;
  const { id, name } = identityOf(frame);
  return { id, name, ...reported({ base: referredId(parsed.data.basePolicy) }) };
}

const groupSchema = z.object({
  priority: z.number().nullish(),
  ruleCollections: listOf(policyRuleCollection),
});

/** A rule collection group of a firewall policy, as far as it holds network rules. */
export interface RuleGroup {
  readonly name: string;
  readonly priority?: number;
  readonly collections: RuleCollectionFact[];
}

/** A rule collection group; one that is not as documented is not understood, because any of its rules might decide. */
export function ruleGroupFact(raw: unknown): RuleGroup | undefined {
  const frame = parseFrame(raw);
  const parsed = groupSchema.safeParse(frame?.properties);
  if (frame === undefined || !parsed.success) return undefined;
  return {
    name: identityOf(frame).name,
    ...reported({ priority: parsed.data.priority }),
    collections: (parsed.data.ruleCollections ?? []).flat(),
  };
}

const ipGroupSchema = z.object({ ipAddresses: texts });

/** An IP group: addresses, ranges and prefixes that rules of firewalls share. */
export function ipGroupFact(raw: unknown): FirewallFact['ipGroups'][number] | undefined {
  const frame = parseFrame(raw);
  const parsed = ipGroupSchema.safeParse(frame?.properties);
  if (frame === undefined || !parsed.success) return undefined;
  return { id: frame.id, prefixes: merged(undefined, parsed.data.ipAddresses) };
}
