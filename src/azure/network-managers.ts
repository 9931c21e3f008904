import * as z from 'zod';
import type { NetworkManagerFact } from '../model/hub-facts.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { factWithProperties, identityOf, merged, parseFrame, reported, text, texts } from './raw-arm.ts';

type AdminRule = Extract<NetworkManagerFact['adminRules'], { kind: 'read' }>['items'][number];

const managerSchema = z.object({
  networkManagerScopes: z.object({ subscriptions: texts, managementGroups: texts }).nullish(),
});

/** A network manager of the subscription's list with the subscriptions and management groups that it is in charge of. */
export function listedNetworkManager(raw: unknown): Omit<NetworkManagerFact, 'adminRules'> | undefined {
  return factWithProperties(raw, managerSchema, ({ networkManagerScopes }) => ({
    subscriptions: merged(undefined, networkManagerScopes?.subscriptions),
    managementGroups: merged(undefined, networkManagerScopes?.managementGroups),
  }));
}

/** The ID of a security admin configuration or of one of its rule collections, below which there is more to read. */
export function levelId(raw: unknown): ResourceId | undefined {
  return parseFrame(raw)?.id;
}

const adminRuleSchema = z.object({
  access: text,
  direction: text,
  protocol: text,
  priority: z.number().nullish(),
  destinationPortRanges: texts,
});

/** A security admin rule, of a user's own or of a default configuration (kinds `Custom` and `Default`). */
export function adminRuleFact(raw: unknown): AdminRule | undefined {
  const frame = parseFrame(raw);
  const parsed = adminRuleSchema.safeParse(frame?.properties);
  if (frame === undefined || !parsed.success) return undefined;
  const { access, direction, protocol, priority, destinationPortRanges } = parsed.data;
  const { id, name } = identityOf(frame);
  return {
    id,
    name,
    ...reported({ access, direction, protocol, priority }),
    destinationPorts: merged(undefined, destinationPortRanges),
  };
}
