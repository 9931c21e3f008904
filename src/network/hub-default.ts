import type { NetworkReason, NotRead, VirtualHubPart } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { HubConnection, HubPart, HubRoute } from './hub-index.ts';
import type { TenantIndex } from './tenant-index.ts';

/** Whether a virtual hub sends a spoke a default route, and which. */
export type HubDefault =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'may-be-learned'; readonly hub: ResourceId }
  | { readonly kind: 'sends'; readonly hub: ResourceId; readonly route: HubRoute }
  | { readonly kind: 'unknown'; readonly reasons: readonly NetworkReason[] };

/** Of many hubs that could not be read only the first are named. */
const MOST_NAMED = 5;

/** The route table that a connection is associated with where it names none. */
const DEFAULT_TABLE = '/hubroutetables/defaultroutetable';

/**
 * Finds the hub of a spoke by its connection, which may be in any subscription. A routing intent for the internet wins over a static
 * default route of the associated route table. Without either a branch may still advertise a default route.
 * https://learn.microsoft.com/azure/virtual-wan/about-virtual-hub-routing
 */
export function hubDefault(network: ResourceId, peering: string, tenant: TenantIndex): HubDefault {
  const [connection] = tenant.hubs.byNetwork.get(keyOf(network)) ?? [];
  if (connection === undefined) return notFound(network, peering, tenant);
  const { hub } = connection;
  if (connection.enableInternetSecurity === false) return { kind: 'nothing' };
  const missing = missingOf(connection);
  if (missing !== undefined) return { kind: 'unknown', reasons: [missing] };
  const route = readPart(hub.intent) ?? readPart(hub.defaults)?.get(tableOf(connection));
  return route === undefined
    ? { kind: 'may-be-learned', hub: hub.id }
    : { kind: 'sends', hub: hub.id, route };
}

/** What decides and is missing. The route tables do not matter once a routing intent decides. */
function missingOf(connection: HubConnection): NetworkReason | undefined {
  const { hub, id, enableInternetSecurity } = connection;
  const reason = (part: VirtualHubPart, missing: NotRead): NetworkReason => ({
    code: 'virtual-hub-not-read',
    part,
    hub: hub.id,
    ...missing,
  });
  if (enableInternetSecurity === undefined) return reason('connection', { object: id, why: 'not-described' });
  if (!hub.described) return reason('virtual hub', { object: hub.id, why: 'not-described' });
  if (hub.intent.kind === 'missing') return reason('routing intent', hub.intent.missing);
  if (hub.intent.value !== undefined) return undefined;
  if (hub.defaults.kind === 'missing') return reason('route table', hub.defaults.missing);
  const table = tableOf(connection);
  return hub.defaults.value.has(table)
    ? undefined
    : reason('route table', { object: connection.table ?? table, why: 'not-found' });
}

function tableOf({ hub, table }: HubConnection): string {
  return table === undefined ? `${keyOf(hub.id)}${DEFAULT_TABLE}` : keyOf(table);
}

function readPart<T>(part: HubPart<T>): T | undefined {
  return part.kind === 'read' ? part.value : undefined;
}

/** No connection that could be read names the network, so what could not be read is named with it. */
function notFound(network: ResourceId, peering: string, tenant: TenantIndex): HubDefault {
  const gaps = [...tenant.subscriptions.values()].map(({ lists }) => lists.virtualHubs);
  const listsNotRead = gaps.filter(
    (gap) => gap?.why === 'unreadable' || (gap?.why === 'not-asked' && !gap.empty),
  );
  return {
    kind: 'unknown',
    reasons: [
      { code: 'virtual-hub-not-found', peering, network, listsNotRead: listsNotRead.length },
      ...tenant.hubs.notRead.slice(0, MOST_NAMED).map(
        ({ hub, missing }): NetworkReason => ({
          code: 'virtual-hub-not-read',
          part: 'connections',
          hub,
          ...missing,
        }),
      ),
    ],
  };
}
