import type { Confidence } from '../model/confidence.ts';
import { leastConfidence } from '../model/confidence.ts';
import type { Evidence } from '../model/evidence.ts';
import type { NetworkReason, RouteNamed } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { nameOf } from '../model/resource-id.ts';
import { isEmpty } from './address-set.ts';
import { defaultHop, SYSTEM_ROUTE } from './default-hop.ts';
import { learnedDefault } from './learned-default.ts';
import { memoPerOwner } from './memo-per-owner.ts';
import type { NetworkWorld } from './network-world.ts';
import { nextHop } from './next-hop.ts';
import type { KnownPlace, Place } from './place.ts';
import type { NextHop } from './reached-hop.ts';
import type { StageFinding } from './stage-finding.ts';
import { unknownStage } from './stage-finding.ts';
import type { Traffic } from './traffic.ts';
import { allTraffic, extentOf, isSmall, takeFrom } from './traffic.ts';
import type { UserRoute } from './user-routes.ts';

const stages = memoPerOwner<StageFinding>();

/**
 * The routes' say, once for each subnet: which next hop the bulk of the internet takes by the subnet's own routes, and beyond these
 * by the system's 0.0.0.0/0 to the internet or a default route that may have been learned.
 */
export function routeStage(place: Place, world: NetworkWorld): StageFinding {
  return stages(world, place.key, () => {
    if (place.kind === 'unknown') return unknownStage([place.reason], []);
    if (place.table.kind === 'unknown') return unknownStage([place.table.reason], []);
    const { routes, unclear } = place.routes;
    if (unclear !== undefined)
      return unknownStage([{ code: 'route-not-understood', ...unclear }], evidenceOf(unclear, place));
    return judge(place, split(place, world, routes));
  });
}

/** A part of the internet and where it goes. */
interface Stream {
  readonly hop: NextHop;
  readonly named: RouteNamed;
  readonly traffic: readonly Traffic[];
}

/** Longest prefix first, each route takes what better ones left; the system's default route takes the rest. */
function split(place: KnownPlace, world: NetworkWorld, routes: readonly UserRoute[]): readonly Stream[] {
  const streams: Stream[] = [];
  let left = allTraffic(place.internet);
  for (const route of routes) {
    const { taken, rest } = takeFrom(left, route.destination);
    if (taken.length > 0)
      streams.push({ hop: nextHop(route, place, world), named: route.named, traffic: taken });
    left = rest;
  }
  if (isEmpty(left.addresses)) return streams;
  return [...streams, { ...defaultHop(learnedDefault(place, world), world), traffic: [left] }];
}

function judge(place: KnownPlace, streams: readonly Stream[]): StageFinding {
  const evidence = evidenceOf(biggestFirst(streams)[0]?.named ?? SYSTEM_ROUTE, place);
  const isSmallPart = (part: readonly Stream[]) => isSmall(trafficOf(part), place.internet);
  const bulk = streams.find(({ hop }) => isSmallPart(streams.filter((other) => other.hop.key !== hop.key)));
  if (bulk !== undefined) return bulkFinding(streams, bulk.hop, evidence);
  const unknown = streams.filter(({ hop }) => hop.path === 'unknown');
  if (!isSmallPart(unknown)) return unknownStage(reasonsOf(unknown), evidence);
  return {
    kind: 'decides',
    path: 'partial',
    confidence: leastConfidence(...streams.map(({ hop }) => hop.confidence)),
    reasons: [{ code: 'routes-divide', routes: streams.map(({ named }) => named) }, ...reasonsOf(streams)],
    evidence,
  };
}

function bulkFinding(streams: readonly Stream[], hop: NextHop, evidence: readonly Evidence[]): StageFinding {
  const together = biggestFirst(streams.filter((stream) => stream.hop.key === hop.key));
  const exceptions = streams.filter((stream) => stream.hop.key !== hop.key);
  const cap: Confidence = exceptions.length > 0 ? 'medium' : 'high';
  const grounds = {
    confidence: leastConfidence(...together.map((stream) => stream.hop.confidence), cap),
    reasons: [...reasonsOf(together), ...exceptionReasons(exceptions)],
    evidence,
  };
  if (hop.path === 'internet') return { kind: 'passes', ...grounds };
  return {
    kind: 'decides',
    path: hop.path,
    ...(hop.owner === undefined ? {} : { owner: hop.owner }),
    ...(hop.onward === undefined ? {} : { onward: hop.onward }),
    ...(hop.addresses === undefined ? {} : { addresses: hop.addresses }),
    ...grounds,
  };
}

function exceptionReasons(exceptions: readonly Stream[]): readonly NetworkReason[] {
  if (exceptions.length === 0) return [];
  const named = exceptions.map(({ named: route, hop }) => ({
    by: route.route === null ? 'the system route' : `route ${route.route}`,
    destinations: [route.prefix],
    effect: hop.path === 'unknown' ? ('unknown' as const) : ('routed' as const),
    to: route.nextHop,
  }));
  return [{ code: 'exceptions', stage: 'routes', exceptions: named }];
}

function reasonsOf(streams: readonly Stream[]): readonly NetworkReason[] {
  return streams.flatMap(({ hop }) => hop.reasons);
}

function trafficOf(streams: readonly Stream[]): readonly Traffic[] {
  return streams.flatMap(({ traffic }) => traffic);
}

function biggestFirst(streams: readonly Stream[]): readonly Stream[] {
  return streams.toSorted((a, b) => extentOf(b.traffic) - extentOf(a.traffic));
}

function evidenceOf(named: RouteNamed, place: KnownPlace): readonly Evidence[] {
  const { table, route, prefix, nextHop: hop, hub } = named;
  const value = `${prefix} to ${hop}, ${route === null ? 'system route' : `route ${route}`}`;
  if (hub !== undefined) {
    const source = table === null ? `${hub} routingIntent` : `${table} properties.routes`;
    return [{ fact: 'route', value: `${value} of virtual hub ${nameOf(hub as ResourceId)}`, source }];
  }
  const source = table === null ? `${place.subnet.id} properties.routeTable` : `${table} properties.routes`;
  return [{ fact: 'route', value, source }];
}
