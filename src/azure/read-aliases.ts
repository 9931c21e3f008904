import type { Reading } from '../model/reading.ts';
import type { AliasFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { type SubscriptionAlias, subscriptionAlias } from './aliases.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { AskArm } from './ask-arm.ts';

export const ALIAS_ACTIONS = ['Microsoft.Subscription/aliases/read'] as const;

/** Reads the aliases of subscriptions: one list for the whole tenant, asked once in a run when the first subscription needs it. */
export function readAliases(arm: AskArm) {
  const [action] = ALIAS_ACTIONS;
  let aliases: Promise<Reading<SubscriptionAlias>> | undefined;

  return async (subscription: SubscriptionId): Promise<Reading<AliasFact>> => {
    aliases ??= arm.list({
      path: '/providers/Microsoft.Subscription/aliases',
      query: API_VERSIONS.aliases,
      action,
      fact: subscriptionAlias,
    });
    const reading = await aliases;
    if (reading.kind === 'not-asked') return reading;
    const own = reading.items.filter((alias) => alias.subscription === subscription);
    return { ...reading, items: own.map((alias) => alias.fact) };
  };
}
