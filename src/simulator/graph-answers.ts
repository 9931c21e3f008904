import type { Wire } from './estate.ts';
import { graphError, type SimulatedQuery, simulatedQuery } from './graph-query.ts';
import { graphRows, visibleTo } from './graph-rows.ts';
import { armError, type Reply } from './reply.ts';
import type { Tenant } from './tenant.ts';

const PATH = /^\/providers\/microsoft\.resourcegraph\/resources\/?$/i;

/** Whether a request is a query to Resource Graph, which is the one thing that is posted to Resource Manager. */
export function isGraphQuery(method: string, url: URL): boolean {
  return method === 'POST' && PATH.test(url.pathname);
}

/** Resource Graph's limits: 15 queries in 5 seconds, 16 MiB an answer. `now` is in milliseconds since any fixed moment. */
export interface GraphLimits {
  readonly queries: number;
  readonly windowMs: number;
  readonly mostBytes: number;
  readonly now: () => number;
}

const LIMITS: GraphLimits = {
  queries: 15,
  windowMs: 5_000,
  mostBytes: 16 * 1024 * 1024,
  now: () => performance.now(),
};

/** Counts queries by the window; tells what is left after this one, which is below zero where it was too many. */
function quota({ queries, windowMs, now }: GraphLimits) {
  let begun = Number.NEGATIVE_INFINITY;
  let used = 0;
  return () => {
    if (now() - begun >= windowMs) {
      begun = now();
      used = 0;
    }
    used += 1;
    return { left: queries - used, resetsInMs: begun + windowMs - now() };
  };
}

/** `00:00:03`, never too short. */
function clockTime(ms: number): string {
  return `00:00:${String(Math.max(1, Math.ceil(ms / 1000))).padStart(2, '0')}`;
}

function throttled(seconds: number): Reply {
  const message =
    'Client application has been throttled and should not attempt to repeat the request until an amount of time has elapsed. Please see https://aka.ms/resourcegraph-throttling for help.';
  return { ...graphError(429, 'RateLimiting', message), headers: { 'retry-after': String(seconds) } };
}

function tokenOf(offset: number): string {
  return Buffer.from(JSON.stringify({ RowsToSkip: offset })).toString('base64');
}

function offsetIn(token: string | undefined): number {
  if (token === undefined) return 0;
  return Number(/\d+/.exec(Buffer.from(token, 'base64').toString('utf8'))?.[0] ?? 0);
}

function pageOf(rows: readonly Wire[], query: SimulatedQuery, mostBytes: number): Reply {
  const from = offsetIn(query.skipToken);
  const data = rows.slice(from, from + query.top);
  const next = from + data.length;
  const size = Buffer.byteLength(JSON.stringify(data));
  if (size > mostBytes) {
    const message = `Response payload size is ${size}, and has exceeded the limit of ${mostBytes}. Please consider querying less data at a time and make paginated call if needed.`;
    return graphError(400, 'ResponsePayloadTooLarge', message);
  }
  return {
    status: 200,
    body: {
      totalRecords: rows.length,
      count: data.length,
      data,
      facets: [],
      resultTruncated: 'false',
      ...(next < rows.length ? { $skipToken: tokenOf(next) } : {}),
    },
  };
}

/**
 * Answers the queries that list one type of resource, page by page, with Resource Graph's own spellings and quota, and with the rows
 * that the principal may read. The rows of the last query are kept for its further pages.
 */
export function graphAnswers(tenant: Tenant, limits: GraphLimits = LIMITS): (body: string) => Reply {
  const draw = quota(limits);
  let last: { readonly key: string; readonly rows: readonly Wire[] } | undefined;

  function answer(query: SimulatedQuery): Reply {
    const visible = visibleTo(tenant, query);
    if (visible.length === 0)
      return armError(403, 'AuthorizationFailed', 'The client has no access to any of the subscriptions.');
    if (last?.key !== query.key || query.skipToken === undefined)
      last = { key: query.key, rows: graphRows(tenant, query, visible) };
    return pageOf(last.rows, query, limits.mostBytes);
  }

  return (body) => {
    const { left, resetsInMs } = draw();
    const headers = {
      'x-ms-user-quota-remaining': String(Math.max(0, left)),
      'x-ms-user-quota-resets-after': clockTime(resetsInMs),
    };
    const query = simulatedQuery(body);
    const right = 'status' in query ? query : answer(query);
    const reply = left < 0 ? throttled(Math.ceil(resetsInMs / 1000)) : right;
    return { ...reply, headers: { ...headers, ...reply.headers } };
  };
}
