import { COMPUTE_TYPES, NETWORK_TYPES, type ResourceType } from './estate.ts';
import { type Listing, listingOf, pageOf } from './paging.ts';
import { refuse, subscriptionNotFound } from './refuse.ts';
import { armError, type Reply } from './reply.ts';
import type { Refusable } from './subscription-situation.ts';
import {
  aliasWire,
  billingPropertyWire,
  roleAssignmentWires,
  subscriptionWire,
} from './subscription-wire.ts';
import type { Tenant } from './tenant.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ...COMPUTE_TYPES.map((type) => [`microsoft.compute/${type.toLowerCase()}`, type] as const),
  ...NETWORK_TYPES.map((type) => [`microsoft.network/${type.toLowerCase()}`, type] as const),
]);

const NAMESPACES = [
  'microsoft.compute',
  'microsoft.network',
  'microsoft.authorization',
  'microsoft.billing',
  'microsoft.subscription',
];

interface Inside {
  readonly tenant: Tenant;
  readonly index: number;
  readonly url: URL;
  readonly pageSize: number;
}

function refused(inside: Inside, what: Refusable): Reply | undefined {
  const refusals = inside.tenant.situationAt(inside.index).refused ?? {};
  const subscription = inside.tenant.idAt(inside.index);
  const { objectId } = inside.tenant.identity;
  if (refusals.everything === 'not-found') {
    return refuse('not-found', { what: 'everything', subscription, objectId });
  }
  const refusal = refusals.everything ?? refusals[what];
  return refusal === undefined ? undefined : refuse(refusal, { what, subscription, objectId });
}

function page(inside: Inside, listing: Listing): Reply {
  return pageOf(listing, inside.url, inside.pageSize);
}

function resources(inside: Inside, type: ResourceType): Reply {
  const refusal = refused(inside, type);
  if (refusal !== undefined) return refusal;
  const estate = inside.tenant.estateAt(inside.index);
  const statusOnly = type === 'virtualMachines' && inside.url.searchParams.get('statusOnly') === 'true';
  return page(inside, listingOf(statusOnly ? estate.statuses : estate.resources[type]));
}

function billingProperty(inside: Inside): Reply {
  const { billing } = inside.tenant.situationAt(inside.index);
  const refusal = refused(inside, 'billingProperty');
  if (refusal !== undefined) return refusal;
  if (billing === 'forbidden' || billing === 'not-found') {
    const { objectId } = inside.tenant.identity;
    const subscription = inside.tenant.idAt(inside.index);
    return refuse(billing, { what: 'billingProperty', subscription, objectId });
  }
  return { status: 200, body: billingPropertyWire(inside.tenant, inside.index) };
}

function roleAssignments(inside: Inside): Reply {
  const refusal = refused(inside, 'roleAssignments');
  if (refusal !== undefined) return refusal;
  const atScope = inside.url.searchParams.get('$filter')?.startsWith('atScope()') ?? false;
  return page(inside, listingOf(roleAssignmentWires(inside.tenant, inside.index, !atScope)));
}

function unknownType(provider: string, inside: URL): Reply {
  const [namespace = '', type = ''] = provider.split('/');
  if (!NAMESPACES.includes(namespace.toLowerCase())) {
    return armError(404, 'InvalidResourceNamespace', `The resource namespace '${namespace}' is invalid.`);
  }
  const version = inside.searchParams.get('api-version') ?? '';
  return armError(
    404,
    'InvalidResourceType',
    `The resource type '${type}' could not be found in the namespace '${namespace}' for api version '${version}'. The supported api-versions are '2024-05-01'.`,
  );
}

function insideSubscription(inside: Inside, provider: string): Reply {
  if (provider === '') {
    return (
      refused(inside, 'everything') ?? { status: 200, body: subscriptionWire(inside.tenant, inside.index) }
    );
  }
  const lower = provider.toLowerCase();
  const type = TYPES.get(lower);
  if (type !== undefined) return resources(inside, type);
  if (lower === 'microsoft.billing/billingproperty/default') return billingProperty(inside);
  if (lower === 'microsoft.authorization/roleassignments') return roleAssignments(inside);
  return refused(inside, 'everything') ?? unknownType(provider, inside.url);
}

function subscriptions(tenant: Tenant): Listing {
  const twice = Array.from({ length: tenant.count }, (_, index) => index).filter(
    (index) => tenant.situationAt(index).listedTwice,
  );
  return {
    count: tenant.count + twice.length,
    slice: (from, to) =>
      Array.from({ length: Math.max(0, Math.min(to, tenant.count + twice.length) - from) }, (_, at) =>
        subscriptionWire(tenant, twice[from + at - tenant.count] ?? from + at),
      ),
  };
}

function aliases(tenant: Tenant): Listing {
  const wires = Array.from({ length: tenant.count }, (_, index) => aliasWire(tenant, index));
  return listingOf(wires.filter((wire) => wire !== undefined));
}

function tenants(tenant: Tenant): Listing {
  const { tenantId } = tenant.identity;
  return listingOf([
    {
      id: `/tenants/${tenantId}`,
      tenantId,
      displayName: 'Contoso',
      defaultDomain: 'contoso.onmicrosoft.com',
      tenantCategory: 'Home',
    },
  ]);
}

/**
 * The answers of a simulated Resource Manager to authorised GET requests: it knows what there is, who may read it and how it is
 * paged. Paths are taken in any letter case.
 */
export function armAnswers(tenant: Tenant, pageSize: number): (url: URL) => Reply {
  let subscriptionList: Listing | undefined;
  let aliasList: Listing | undefined;
  return (url) => {
    const segments = url.pathname.split('/').filter((segment) => segment !== '');
    const [root = '', id = '', providers = '', ...rest] = segments;
    const path = segments.join('/').toLowerCase();
    if (path === 'subscriptions') {
      subscriptionList ??= subscriptions(tenant);
      return pageOf(subscriptionList, url, pageSize);
    }
    if (path === 'tenants') return pageOf(tenants(tenant), url, pageSize);
    if (path === 'providers/microsoft.subscription/aliases') {
      aliasList ??= aliases(tenant);
      return pageOf(aliasList, url, pageSize);
    }
    if (root.toLowerCase() !== 'subscriptions') return unknownType(segments.slice(1).join('/'), url);
    if (!GUID.test(id.toLowerCase())) {
      const message = `The provided subscription identifier '${id}' is malformed or invalid.`;
      return armError(400, 'InvalidSubscriptionId', message);
    }
    const index = tenant.indexOf(id.toLowerCase());
    if (index === undefined) return subscriptionNotFound(id);
    const inside =
      providers.toLowerCase() === 'providers' || providers === '' ? rest.join('/') : 'resourceGroups';
    return insideSubscription({ tenant, index, url, pageSize }, inside);
  };
}
