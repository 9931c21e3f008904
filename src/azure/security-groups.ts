import * as z from 'zod';
import type { RuleFact, SecurityGroupFact } from '../model/network-facts.ts';
import {
  factWithProperties,
  listOf,
  merged,
  references,
  referredIds,
  reported,
  text,
  texts,
} from './raw-arm.ts';

/** A rule whose fields are of another type than documented keeps its name and nothing else: it cannot be evaluated. */
const ruleSchema = z.object({
  name: text.catch(undefined),
  properties: z
    .object({
      priority: z.number().nullish(),
      direction: text,
      access: text,
      protocol: text,
      sourceAddressPrefix: text,
      sourceAddressPrefixes: texts,
      sourcePortRange: text,
      sourcePortRanges: texts,
      sourceApplicationSecurityGroups: references,
      destinationAddressPrefix: text,
      destinationAddressPrefixes: texts,
      destinationPortRange: text,
      destinationPortRanges: texts,
      destinationApplicationSecurityGroups: references,
    })
    .nullish()
    .catch(undefined),
});

const securityGroupSchema = z.object({
  securityRules: listOf(ruleSchema),
  defaultSecurityRules: listOf(ruleSchema),
});

function rule(raw: z.output<typeof ruleSchema>): RuleFact {
  const { properties } = raw;
  return {
    name: raw.name || '(rule without a name)',
    ...reported({
      priority: properties?.priority,
      direction: properties?.direction,
      access: properties?.access,
      protocol: properties?.protocol,
    }),
    sources: merged(properties?.sourceAddressPrefix, properties?.sourceAddressPrefixes),
    sourcePorts: merged(properties?.sourcePortRange, properties?.sourcePortRanges),
    sourceGroups: referredIds(properties?.sourceApplicationSecurityGroups),
    destinations: merged(properties?.destinationAddressPrefix, properties?.destinationAddressPrefixes),
    destinationPorts: merged(properties?.destinationPortRange, properties?.destinationPortRanges),
    destinationGroups: referredIds(properties?.destinationApplicationSecurityGroups),
  };
}

/** A network security group with the singular and plural forms of each rule field brought together. */
export function securityGroupFact(raw: unknown): SecurityGroupFact | undefined {
  return factWithProperties(raw, securityGroupSchema, (group) => ({
    rules: (group.securityRules ?? []).map(rule),
    defaultRules: (group.defaultSecurityRules ?? []).map(rule),
  }));
}
