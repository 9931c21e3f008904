import * as z from 'zod';
import type { ResourceId } from './resource-id.ts';
import type { SubscriptionId } from './subscription-id.ts';

/** Schemas of the scalars that facts are made of. Brands are checked where raw ARM enters; here they are re-stated. */
export const resourceIdSchema = z.string().min(1) as unknown as z.ZodType<ResourceId>;
export const subscriptionIdSchema = z.string().length(36) as unknown as z.ZodType<SubscriptionId>;

/** The fields with which every fact about a resource begins. */
export const resourceFields = {
  id: resourceIdSchema,
  name: z.string(),
  location: z.string().optional(),
};
