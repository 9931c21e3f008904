import type { Reading } from '../model/reading.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { AskArm } from './ask-arm.ts';
import { flattened, wholeOnly } from './child-readings.ts';
import { descendantSubscriptions } from './management-groups.ts';

/**
 * What reading a management group takes. The role Reader has it on the group and all below; Management Group Reader, whatever its
 * name says, has only `Microsoft.Management/managementGroups/read`.
 */
export const MANAGEMENT_GROUP_ACTION = 'Microsoft.Management/managementGroups/descendants/read';

/**
 * The subscriptions below a management group, at any depth, named by the group's ID. Unreadable also where an entry could not be
 * understood: a scope that lacks a subscription would look like a whole one.
 */
export async function readManagementGroup(arm: AskArm, group: string): Promise<Reading<SubscriptionId>> {
  const descendants = await arm.list({
    path: `/providers/Microsoft.Management/managementGroups/${encodeURIComponent(group)}/descendants`,
    query: API_VERSIONS.managementGroups,
    action: MANAGEMENT_GROUP_ACTION,
    fact: descendantSubscriptions,
  });
  return wholeOnly(flattened(descendants));
}
