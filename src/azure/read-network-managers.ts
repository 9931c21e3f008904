import type { NetworkManagerFact } from '../model/hub-facts.ts';
import type { Reading } from '../model/reading.ts';
import type { ResourceId } from '../model/resource-id.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { AskArm } from './ask-arm.ts';
import { allBelow, completed, wholeOnly } from './child-readings.ts';
import { adminRuleFact, levelId, listedNetworkManager } from './network-managers.ts';

const TYPE = 'Microsoft.Network/networkManagers';
const CONFIGURATIONS = 'securityAdminConfigurations';
const COLLECTIONS = `${CONFIGURATIONS}/ruleCollections`;
const RULES = `${COLLECTIONS}/rules`;

export const NETWORK_MANAGER_ACTIONS = [
  `${TYPE}/read`,
  ...[CONFIGURATIONS, COLLECTIONS, RULES].map((level) => `${TYPE}/${level}/read`),
];

/**
 * Reads the network managers of a subscription and the security admin rules that are configured in each, level by level: its
 * configurations, their rule collections, their rules.
 */
export function readNetworkManagers(arm: AskArm) {
  function level<T>(type: string, fact: (raw: unknown) => T | undefined) {
    return (parent: ResourceId): Promise<Reading<T>> =>
      arm.list({
        path: `${parent}/${type.slice(type.lastIndexOf('/') + 1)}`,
        query: API_VERSIONS.network,
        action: `${TYPE}/${type}/read`,
        fact,
      });
  }
  const configurations = level(CONFIGURATIONS, levelId);
  const collections = level(COLLECTIONS, levelId);
  const rules = level(RULES, adminRuleFact);

  return async (subscription: SubscriptionId): Promise<Reading<NetworkManagerFact>> => {
    const listed = await arm.list({
      path: `/subscriptions/${subscription}/providers/${TYPE}`,
      query: API_VERSIONS.network,
      action: `${TYPE}/read`,
      fact: listedNetworkManager,
    });
    return completed(listed, async (manager) => {
      const collected = await allBelow(await configurations(manager.id), collections);
      return { ...manager, adminRules: wholeOnly(await allBelow(collected, rules)) };
    });
  };
}
