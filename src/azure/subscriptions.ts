import * as z from 'zod';
import type { SubscriptionFact } from '../model/subscription-facts.ts';
import { parseSubscriptionId } from '../model/subscription-id.ts';
import { listOf, reported, text } from './raw-arm.ts';

/** What listing the subscriptions takes; the list holds those on which the principal has a role with this action. */
export const SUBSCRIPTION_ACTION = 'Microsoft.Resources/subscriptions/read';

const subscriptionSchema = z.object({
  id: text,
  subscriptionId: text,
  displayName: text.catch(undefined),
  state: text.catch(undefined),
  tenantId: text.catch(undefined),
  tags: z.record(z.string(), z.string()).nullish().catch(undefined),
  managedByTenants: listOf(z.object({ tenantId: text })).catch(undefined),
  subscriptionPolicies: z
    .object({ quotaId: text.catch(undefined), spendingLimit: text.catch(undefined) })
    .nullish()
    .catch(undefined),
});

/** One entry of the subscription list; an entry without a usable ID is `undefined`. */
export function subscriptionFact(raw: unknown): SubscriptionFact | undefined {
  const parsed = subscriptionSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const subscription = parsed.data;
  const id = parseSubscriptionId(subscription.subscriptionId ?? subscription.id ?? '');
  if (id === undefined) return undefined;
  return {
    id,
    name: subscription.displayName || id,
    state: subscription.state || 'Enabled',
    managedByTenants: (subscription.managedByTenants ?? []).flatMap((tenant) => tenant.tenantId ?? []),
    ...reported({
      tenantId: subscription.tenantId?.toLowerCase(),
      quotaId: subscription.subscriptionPolicies?.quotaId || undefined,
      spendingLimit: subscription.subscriptionPolicies?.spendingLimit || undefined,
      tags: subscription.tags,
    }),
  };
}
