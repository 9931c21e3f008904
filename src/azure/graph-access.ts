import * as z from 'zod';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { AskArm } from './ask-arm.ts';
import { text } from './raw-arm.ts';

/** Tells what the signed-in principal may do on a subscription as a whole. */
export const PERMISSIONS_ACTION = 'Microsoft.Authorization/permissions/read';

/**
 * How far the principal may read one kind of resource in all of a subscription: because it may read everything, because a role names
 * the action, or not as far as can be told.
 */
export type Grant = 'everything' | 'named' | 'unknown';

const permissionSchema = z.object({
  actions: z.array(z.string()),
  notActions: z
    .array(z.string())
    .nullish()
    .transform((list) => list ?? []),
  condition: text,
});

export type Permission = z.output<typeof permissionSchema>;

/** An entry of the list of permissions; what a condition may take away again is no permission here. */
function permission(raw: unknown): Permission | undefined {
  const parsed = permissionSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  return parsed.data.condition ? { ...parsed.data, actions: [] } : parsed.data;
}

/**
 * The permissions on a subscription, those inherited from above among them, or none where they cannot be read. What is granted only
 * in a resource group does not stand there.
 */
export async function readPermissions(
  arm: AskArm,
  subscription: SubscriptionId,
): Promise<readonly Permission[]> {
  const reading = await arm.list({
    path: `/subscriptions/${subscription}/providers/Microsoft.Authorization/permissions`,
    query: API_VERSIONS.roleAssignments,
    action: PERMISSIONS_ACTION,
    fact: permission,
  });
  return reading.kind === 'read' && reading.malformed === 0 ? reading.items : [];
}

/** `*` stands for any text, in any place. */
function covers(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('*').map(escaped);
  return new RegExp(`^${parts.join('.*')}$`).test(action.toLowerCase());
}

function escaped(part: string): string {
  return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}

const EVERYTHING: ReadonlySet<string> = new Set(['*', '*/read']);

/** What the permissions say of an action. Each entry stands for itself: what one excludes another may still grant. */
export function grantOf(permissions: readonly Permission[], action: string): Grant {
  const granting = permissions.filter(
    ({ actions, notActions }) =>
      actions.some((pattern) => covers(pattern, action)) &&
      !notActions.some((pattern) => covers(pattern, action)),
  );
  if (granting.length === 0) return 'unknown';
  return granting.some(({ actions }) => actions.some((pattern) => EVERYTHING.has(pattern.toLowerCase())))
    ? 'everything'
    : 'named';
}
