import type { RouteTableFact } from '../model/network-facts.ts';
import type { RouteNamed } from '../model/network-reason.ts';
import type { Destination } from './destination.ts';
import { destination, NOWHERE } from './destination.ts';
import { ipPrefix } from './ip-prefix.ts';
import type { PlacedTable } from './placed-table.ts';

type RouteFact = NonNullable<RouteTableFact['properties']>['routes'][number];

/** A route of the subnet's own route table, as it competes with others. */
export interface UserRoute {
  readonly destination: Destination;
  readonly nextHop: string;
  readonly address?: string;
  readonly named: RouteNamed;
}

/** A subnet's own routes, best first; `unclear` is one whose prefix cannot be read, which may then be any. */
export interface UserRoutes {
  readonly routes: readonly UserRoute[];
  readonly unclear?: RouteNamed;
}

/**
 * Where a route by service tag stands among routes by prefix, whose rank is their length. It loses to a prefix of the same length, and
 * the lengths of a tag are not known; none is as short as /8, and a prefix of /9 or longer is too small to matter either way. Among
 * tags the narrower kind wins: a service in a region, a service, AzureCloud in a region, AzureCloud
 * (https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview).
 */
function rankOfTag(tag: string): number {
  const isCloud = /^AzureCloud(\.|$)/i.test(tag.trim());
  const isRegional = tag.includes('.');
  return 8 + (isCloud ? 0.2 : 0.4) + (isRegional ? 0.1 : 0);
}

/** Orders the routes of a table as Azure does: the longest prefix first. IPv6 routes are left out. */
export function userRoutes(placed: PlacedTable): UserRoutes {
  if (placed.kind !== 'known') return { routes: [] };
  const { table } = placed;
  const ranked = table.properties.routes.map((route) => ({
    ...rankedDestination(route.prefix ?? ''),
    route: userRoute(table, route),
  }));
  const unclear = ranked.find(({ to }) => to.unclear.length > 0)?.route.named;
  const routes = ranked
    .filter(({ rank }) => rank >= 0)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ route, to }) => ({ ...route, destination: to }));
  return unclear === undefined ? { routes } : { routes, unclear };
}

function userRoute(table: RouteTableFact, route: RouteFact): UserRoute {
  const nextHop = route.nextHopType ?? '(no next hop type)';
  const address = route.nextHopAddress?.trim() ?? '';
  const named = {
    table: table.id,
    route: route.name,
    prefix: route.prefix ?? '(no prefix)',
    nextHop: address === '' ? nextHop : `${nextHop} ${address}`,
  };
  const parts = { destination: NOWHERE, nextHop: nextHop.toLowerCase(), named };
  return address === '' ? parts : { ...parts, address };
}

/** A rank below 0 takes no part: an IPv6 prefix, or one that cannot be read. */
function rankedDestination(text: string): { readonly rank: number; readonly to: Destination } {
  const prefix = ipPrefix(text);
  if (prefix.kind === 'ipv4') return { rank: prefix.length, to: { ...NOWHERE, addresses: prefix.addresses } };
  if (prefix.kind === 'ipv6') return { rank: -1, to: NOWHERE };
  const to = text.trim() === '*' ? { ...NOWHERE, unclear: [text] } : destination(text, NOWHERE);
  return { rank: to.unclear.length > 0 ? -1 : rankOfTag(text), to };
}
