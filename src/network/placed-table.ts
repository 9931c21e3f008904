import type { RouteTableFact } from '../model/network-facts.ts';
import type { NetworkReason, NotRead } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import type { Described } from './described.ts';
import { isDescribed } from './described.ts';
import type { NetworkWorld } from './network-world.ts';
import { lookUp } from './network-world.ts';

/** A route table with properties, none at all, or one that could not be read. */
export type PlacedTable =
  | { readonly kind: 'none' }
  | { readonly kind: 'known'; readonly table: Described<RouteTableFact> }
  | { readonly kind: 'unknown'; readonly reason: NetworkReason };

/** The route table that a subnet names. */
export function placedTable(id: ResourceId | undefined, world: NetworkWorld): PlacedTable {
  if (id === undefined) return { kind: 'none' };
  const found = lookUp(world, 'routeTables', id);
  if (found.kind === 'missing') return unknownTable(found.missing);
  return isDescribed(found.fact)
    ? { kind: 'known', table: found.fact }
    : unknownTable({ object: found.fact.id, why: 'not-described' });
}

function unknownTable(missing: NotRead): PlacedTable {
  return { kind: 'unknown', reason: { code: 'route-table-not-read', ...missing } };
}
