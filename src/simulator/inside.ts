import { type Listing, pageOf } from './paging.ts';
import { refuse } from './refuse.ts';
import type { Reply } from './reply.ts';
import type { Refusable } from './subscription-situation.ts';
import type { Tenant } from './tenant.ts';

/** A request inside a subscription; `index` is the subscription's place in the tenant. */
export interface Inside {
  readonly tenant: Tenant;
  readonly index: number;
  readonly url: URL;
  readonly pageSize: number;
}

/** How the subscription refuses a list or a fact, or `undefined` where it may be read. */
export function refused(inside: Inside, what: Refusable): Reply | undefined {
  const refusals = inside.tenant.situationAt(inside.index).refused ?? {};
  const subscription = inside.tenant.idAt(inside.index);
  const { objectId } = inside.tenant.identity;
  if (refusals.everything === 'not-found') {
    return refuse('not-found', { what: 'everything', subscription, objectId });
  }
  const refusal = refusals.everything ?? refusals[what];
  return refusal === undefined ? undefined : refuse(refusal, { what, subscription, objectId });
}

/** The page of a list that the request asks for. */
export function page(inside: Inside, listing: Listing): Reply {
  return pageOf(listing, inside.url, inside.pageSize);
}

/** A parameter of the query, whatever the letter case of its name. */
export function parameter(url: URL, wanted: string): string | undefined {
  for (const [name, value] of url.searchParams) if (name.toLowerCase() === wanted) return value;
  return undefined;
}
