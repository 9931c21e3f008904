import { COMPUTE_TYPES, NETWORK_TYPES } from './estate.ts';
import { listingOf, pageOf } from './paging.ts';
import { refuse } from './refuse.ts';
import type { Reply } from './reply.ts';
import type { Tenant } from './tenant.ts';

const PATH = /^\/subscriptions\/([^/]+)\/providers\/microsoft\.authorization\/permissions\/?$/i;

/** The place of the subscription whose permissions a request asks for; `undefined` for any other request. */
function subscriptionIn(tenant: Tenant, url: URL): number | undefined {
  const id = PATH.exec(url.pathname)?.[1]?.toLowerCase();
  return id === undefined ? undefined : tenant.indexOf(id);
}

/** The read actions that the principal's role leaves out: those of the lists that are refused. */
function leftOut(refused: Readonly<Record<string, unknown>>): readonly string[] {
  return [
    ...COMPUTE_TYPES.map((type) => ['Microsoft.Compute', type] as const),
    ...NETWORK_TYPES.map((type) => ['Microsoft.Network', type] as const),
  ]
    .filter(([, type]) => refused[type] !== undefined && refused[type] !== 'not-registered')
    .map(([provider, type]) => `${provider}/${type}/read`);
}

/** What the principal may do on a subscription: read everything but what is refused there. */
export function permissions(tenant: Tenant, url: URL, pageSize: number): Reply | undefined {
  const index = subscriptionIn(tenant, url);
  if (index === undefined) return undefined;
  const refused = tenant.situationAt(index).refused ?? {};
  if (refused.everything !== undefined) {
    const { objectId } = tenant.identity;
    return refuse(refused.everything, { what: 'everything', subscription: tenant.idAt(index), objectId });
  }
  const role = { actions: ['*/read'], notActions: leftOut(refused), dataActions: [], notDataActions: [] };
  return pageOf(listingOf([role]), url, pageSize);
}
