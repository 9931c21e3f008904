import { billingAccounts, billingSubscriptions } from './billing-accounts.ts';
import { graphAnswers } from './graph-answers.ts';
import { permissions } from './graph-permissions.ts';
import { descendants, isForbiddenGroup } from './management-groups.ts';
import { type Listing, listingOf, pageOf } from './paging.ts';
import { refuseAt, subscriptionNotFound } from './refuse.ts';
import { armError, type Reply } from './reply.ts';
import { answerInside } from './subscription-answers.ts';
import { aliasWire, subscriptionWire } from './subscription-wire.ts';
import type { Tenant } from './tenant.ts';
import { unknownType } from './unknown-type.ts';

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const BILLED = /^providers\/microsoft\.billing\/billingaccounts\/([^/]+)\/billingsubscriptions$/;

const DESCENDANTS = /^providers\/microsoft\.management\/managementgroups\/([^/]+)\/descendants$/;

function subscriptions(tenant: Tenant): Listing {
  const all = Array.from({ length: tenant.count }, (_, index) => index);
  const once = all.filter((index) => !tenant.situationAt(index).unlisted);
  const listed = [...once, ...once.filter((index) => tenant.situationAt(index).listedTwice)];
  return {
    count: listed.length,
    slice: (from, to) => listed.slice(from, to).map((index) => subscriptionWire(tenant, index)),
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

/** What is below a management group. One that does not exist is refused as one that may not be read, as Azure does. */
function below(tenant: Tenant, group: string): Listing | Reply {
  const found = isForbiddenGroup(group) ? undefined : descendants(tenant, group);
  return (
    found ??
    refuseAt('forbidden', {
      action: 'Microsoft.Management/managementGroups/descendants/read',
      scope: `/providers/Microsoft.Management/managementGroups/${group}`,
      objectId: tenant.identity.objectId,
    })
  );
}

/** The lists that belong to no subscription, by path in lower case; long ones are made once. */
function tenantLists(tenant: Tenant): (path: string) => Listing | Reply | undefined {
  let subscriptionList: Listing | undefined;
  let aliasList: Listing | undefined;
  return (path) => {
    switch (path) {
      case 'subscriptions':
        subscriptionList ??= subscriptions(tenant);
        return subscriptionList;
      case 'tenants':
        return tenants(tenant);
      case 'providers/microsoft.subscription/aliases':
        aliasList ??= aliases(tenant);
        return aliasList;
      case 'providers/microsoft.billing/billingaccounts':
        return billingAccounts();
      default: {
        const account = BILLED.exec(path)?.[1];
        if (account !== undefined) return billingSubscriptions(tenant, account);
        const group = DESCENDANTS.exec(path)?.[1];
        return group === undefined ? undefined : below(tenant, group);
      }
    }
  };
}

/**
 * The answers of a simulated Resource Manager to authorised GET requests, and to the body of a query for Resource Graph: it knows what
 * there is, who may read it and how it is paged. Paths are taken in any letter case.
 */
export function armAnswers(tenant: Tenant, pageSize: number): (url: URL, graphQuery?: string) => Reply {
  const tenantList = tenantLists(tenant);
  const graph = graphAnswers(tenant);
  return (url, graphQuery) => {
    if (graphQuery !== undefined) return graph(graphQuery);
    const permitted = permissions(tenant, url, pageSize);
    if (permitted !== undefined) return permitted;
    const segments = url.pathname.split('/').filter((segment) => segment !== '');
    const [root = '', id = '', ...inside] = segments;
    const list = tenantList(segments.join('/').toLowerCase());
    if (list !== undefined) return 'status' in list ? list : pageOf(list, url, pageSize);
    if (root.toLowerCase() !== 'subscriptions') return unknownType(segments.slice(1).join('/'), url);
    if (!GUID.test(id.toLowerCase())) {
      const message = `The provided subscription identifier '${id}' is malformed or invalid.`;
      return armError(400, 'InvalidSubscriptionId', message);
    }
    const index = tenant.indexOf(id.toLowerCase());
    if (index === undefined) return subscriptionNotFound(id);
    return answerInside({ tenant, index, url, pageSize }, inside);
  };
}
