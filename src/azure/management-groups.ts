import * as z from 'zod';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import { text } from './raw-arm.ts';

const descendantSchema = z.object({
  id: text.catch(undefined),
  type: text.catch(undefined),
  name: text.catch(undefined),
});

/**
 * The subscription that an entry below a management group stands for: none where it is a group. `undefined` where it is neither, or
 * a subscription without a usable ID.
 */
export function descendantSubscriptions(raw: unknown): readonly SubscriptionId[] | undefined {
  const parsed = descendantSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const { id, type, name } = parsed.data;
  if (type?.toLowerCase().endsWith('microsoft.management/managementgroups')) return [];
  const subscription = parseSubscriptionId(id ?? '') ?? parseSubscriptionId(name ?? '');
  return subscription && [subscription];
}
