import type { VirtualHubFact } from '../model/hub-facts.ts';
import type { Reading } from '../model/reading.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { AskArm } from './ask-arm.ts';
import { completed, flattened, wholeOnly } from './child-readings.ts';
import {
  hubConnectionFact,
  hubRouteTableFact,
  type ListedHub,
  listedHub,
  routingPolicyFacts,
} from './virtual-hubs.ts';

const TYPE = 'Microsoft.Network/virtualHubs';
const LISTS = ['hubVirtualNetworkConnections', 'routingIntent', 'hubRouteTables'] as const;

export const VIRTUAL_HUB_ACTIONS = [`${TYPE}/read`, ...LISTS.map((list) => `${TYPE}/${list}/read`)];

/** A hub without routing intent answers 404 to the question for it. */
function emptyWhereNotFound<T>(reading: Reading<T>): Reading<T> {
  const none = reading.kind === 'unreadable' && reading.problem.status === 404;
  return none ? { kind: 'read', items: [], malformed: 0 } : reading;
}

/** Reads the virtual hubs of a subscription, and of each its connections, routing intent and route tables: three requests. */
export function readVirtualHubs(arm: AskArm) {
  function below<T>(
    hub: ListedHub,
    type: (typeof LISTS)[number],
    fact: (raw: unknown) => T | undefined,
  ): Promise<Reading<T>> {
    return arm.list({
      path: `${hub.fact.id}/${type}`,
      query: API_VERSIONS.network,
      action: `${TYPE}/${type}/read`,
      fact,
    });
  }

  async function complete(hub: ListedHub): Promise<VirtualHubFact> {
    const [connections, routingIntent, routeTables] = await Promise.all([
      below(hub, 'hubVirtualNetworkConnections', hubConnectionFact),
      below(hub, 'routingIntent', routingPolicyFacts),
      below(hub, 'hubRouteTables', hubRouteTableFact),
    ]);
    return {
      ...hub.fact,
      connections: wholeOnly(connections),
      routingIntent: wholeOnly(flattened(emptyWhereNotFound(routingIntent))),
      routeTables: wholeOnly(routeTables),
    };
  }

  return async (subscription: SubscriptionId): Promise<Reading<VirtualHubFact>> => {
    const listed = await arm.list({
      path: `/subscriptions/${subscription}/providers/${TYPE}`,
      query: API_VERSIONS.network,
      action: `${TYPE}/read`,
      fact: listedHub,
    });
    const hubs = await completed(listed, async (hub) => (hub.routeServer ? [] : [await complete(hub)]));
    return flattened(hubs);
  };
}
