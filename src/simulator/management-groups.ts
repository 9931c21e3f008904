import type { Wire } from './estate.ts';
import { FORBIDDEN_GROUPS, MANAGEMENT_GROUPS, managementGroupId } from './management-group-tree.ts';
import { type Listing, listingOf } from './paging.ts';
import type { Tenant } from './tenant.ts';

const PARENTS: Readonly<Record<string, string | null>> = MANAGEMENT_GROUPS;

function isBelow(name: string, ancestor: string): boolean {
  const parent = PARENTS[name] ?? null;
  return parent !== null && (parent === ancestor || isBelow(parent, ancestor));
}

function groupWire(name: string): Wire {
  return {
    id: managementGroupId(name),
    type: 'Microsoft.Management/managementGroups',
    name,
    properties: { displayName: name, parent: { id: managementGroupId(PARENTS[name] ?? '') } },
  };
}

function memberWire(tenant: Tenant, index: number, group: string): Wire {
  const id = tenant.idAt(index);
  return {
    id: `/subscriptions/${id}`,
    type: '/subscriptions',
    name: id,
    properties: {
      displayName: tenant.situationAt(index).name,
      parent: { id: managementGroupId(group) },
    },
  };
}

export function isForbiddenGroup(name: string): boolean {
  return FORBIDDEN_GROUPS.has(name.toLowerCase());
}

/** Everything below a management group, groups first, or `undefined` where there is no such group. */
export function descendants(tenant: Tenant, wanted: string): Listing | undefined {
  const group = Object.keys(MANAGEMENT_GROUPS).find((name) => name === wanted.toLowerCase());
  if (group === undefined) return undefined;
  const below = Object.keys(MANAGEMENT_GROUPS).filter((name) => isBelow(name, group));
  const within = new Set([group, ...below]);
  const members = Array.from({ length: tenant.count }, (_, index) => {
    const own = tenant.managementGroupAt(index);
    return within.has(own) ? [memberWire(tenant, index, own)] : [];
  });
  return listingOf([...below.map(groupWire), ...members.flat()]);
}
