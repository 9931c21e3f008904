import type { VirtualHubFact } from '../model/hub-facts.ts';
import type { NotRead } from '../model/network-reason.ts';
import type { Reading } from '../model/reading.ts';
import { itemsOf } from '../model/reading.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import { append } from './grouped.ts';
import { ipPrefix } from './ip-prefix.ts';

/** A default route of a virtual hub: of its route table, or of its routing intent, which has no table. */
export interface HubRoute {
  readonly table: ResourceId | null;
  readonly name: string;
  readonly prefix: string;
  readonly nextHop?: ResourceId;
}

/** A part of a hub that could be read, or why not. */
export type HubPart<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'missing'; readonly missing: NotRead };

/** What of a virtual hub decides where it sends the internet traffic of its spokes. */
interface HubSketch {
  readonly id: ResourceId;
  readonly described: boolean;
  readonly intent: HubPart<HubRoute | undefined>;
  /** The default route of each of its route tables, by the table's key. */
  readonly defaults: HubPart<ReadonlyMap<string, HubRoute | undefined>>;
}

/** A spoke's connection to a virtual hub. `defaultAddress` is the next hop of its own static default route. */
export interface HubConnection {
  readonly hub: HubSketch;
  readonly id: ResourceId;
  readonly network?: ResourceId;
  readonly enableInternetSecurity?: boolean;
  readonly table?: ResourceId;
  readonly defaultAddress?: string;
}

export interface HubIndex {
  /** Connections by the key of the network that they connect, and by their own key. */
  readonly byNetwork: Map<string, HubConnection[]>;
  readonly byKey: Map<string, HubConnection>;
  /** Hubs of which not all connections could be read. */
  readonly notRead: { readonly hub: ResourceId; readonly missing: NotRead }[];
}

export function emptyHubIndex(): HubIndex {
  return { byNetwork: new Map(), byKey: new Map(), notRead: [] };
}

export function addHub(index: HubIndex, fact: VirtualHubFact): void {
  const hub: HubSketch = {
    id: fact.id,
    described: fact.properties !== undefined,
    intent: intentOf(fact),
    defaults: defaultsOf(fact),
  };
  if (fact.connections.kind !== 'read')
    index.notRead.push({ hub: fact.id, missing: missingPart(fact.connections, fact.id) });
  for (const each of itemsOf(fact.connections)) {
    const { id, remoteNetwork, enableInternetSecurity, associatedRouteTable } = each;
    const defaultAddress = each.staticRoutes.find(({ prefixes }) => prefixes.some(isDefault))?.nextHopAddress;
    const connection: HubConnection = {
      hub,
      id,
      ...(remoteNetwork === undefined ? {} : { network: remoteNetwork }),
      ...(enableInternetSecurity === undefined ? {} : { enableInternetSecurity }),
      ...(associatedRouteTable === undefined ? {} : { table: associatedRouteTable }),
      ...(defaultAddress === undefined ? {} : { defaultAddress: defaultAddress.trim() }),
    };
    index.byKey.set(keyOf(id), connection);
    if (remoteNetwork !== undefined) append(index.byNetwork, keyOf(remoteNetwork), connection);
  }
}

/** The routing intent for the internet. A hub without one was read as empty. */
function intentOf({ id, routingIntent }: VirtualHubFact): HubSketch['intent'] {
  const found = itemsOf(routingIntent).find(({ destinations }) =>
    destinations.some((destination) => destination.trim().toLowerCase() === 'internet'),
  );
  if (found === undefined && isIncomplete(routingIntent))
    return { kind: 'missing', missing: missingPart(routingIntent, id) };
  const route = found && {
    table: null,
    name: found.name,
    prefix: 'Internet',
    ...(found.nextHop === undefined ? {} : { nextHop: found.nextHop }),
  };
  return { kind: 'read', value: route };
}

function defaultsOf({ id, routeTables }: VirtualHubFact): HubSketch['defaults'] {
  if (routeTables.kind !== 'read') return { kind: 'missing', missing: missingPart(routeTables, id) };
  const defaults = routeTables.items.map((table) => {
    const route = table.routes.find(({ destinations }) => destinations.some(isDefault));
    const named = route && {
      table: table.id,
      name: route.name,
      prefix: '0.0.0.0/0',
      ...(route.nextHop === undefined ? {} : { nextHop: route.nextHop }),
    };
    return [keyOf(table.id), named] as const;
  });
  return { kind: 'read', value: new Map<string, HubRoute | undefined>(defaults) };
}

function isDefault(prefix: string): boolean {
  const parsed = ipPrefix(prefix);
  return parsed.kind === 'ipv4' && parsed.length === 0;
}

/** What of it could not be read or understood may be the very thing that decides. */
function isIncomplete(reading: Reading<unknown>): boolean {
  return reading.kind !== 'read' || reading.malformed > 0;
}

function missingPart(reading: Reading<unknown>, object: ResourceId): NotRead {
  if (reading.kind === 'read') return { object, why: 'not-described' };
  if (reading.kind === 'not-asked') return { object, why: 'not-asked' };
  const { action } = reading.problem;
  return { object, why: 'unreadable', ...(action === undefined ? {} : { action }) };
}
