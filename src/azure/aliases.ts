import * as z from 'zod';
import type { AliasFact } from '../model/subscription-facts.ts';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import { reported, text, utcTime } from './raw-arm.ts';

/** An alias together with the subscription that it names. */
export interface SubscriptionAlias {
  readonly subscription: SubscriptionId;
  readonly fact: AliasFact;
}

const aliasSchema = z.object({
  name: text,
  properties: z.object({ subscriptionId: text, createdTime: text.catch(undefined) }),
});

/** One entry of the alias list (Microsoft.Subscription, api-version 2021-10-01): only those that the caller made are in it. */
export function subscriptionAlias(raw: unknown): SubscriptionAlias | undefined {
  const parsed = aliasSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const subscription = parseSubscriptionId(parsed.data.properties.subscriptionId ?? '');
  if (subscription === undefined) return undefined;
  const fact = {
    name: parsed.data.name || '(alias)',
    ...reported({ createdTime: utcTime(parsed.data.properties.createdTime) }),
  };
  return { subscription, fact };
}
