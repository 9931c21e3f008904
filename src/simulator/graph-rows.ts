import { COMPUTE_TYPES, type Estate, NETWORK_TYPES, type ResourceType, type Wire } from './estate.ts';
import type { SimulatedQuery } from './graph-query.ts';
import { graphWire } from './graph-wire.ts';
import type { Tenant } from './tenant.ts';

const TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ...COMPUTE_TYPES.map((type) => [`microsoft.compute/${type.toLowerCase()}`, type] as const),
  ...NETWORK_TYPES.map((type) => [`microsoft.network/${type.toLowerCase()}`, type] as const),
]);

const SCALE_SETS = 'microsoft.compute/virtualmachinescalesets';
const INTERFACES = `${SCALE_SETS}/virtualmachines/networkinterfaces`;

/** The lists inside scale sets that make up a type, by the end of their path. */
const SCALE_SET_LISTS: ReadonlyMap<string, string> = new Map([
  [`${SCALE_SETS}/virtualmachines`, '/virtualmachines'],
  [INTERFACES, '/networkinterfaces'],
  [`${INTERFACES}/ipconfigurations/publicipaddresses`, '/publicipaddresses'],
]);

function keyOf(wire: Wire): string {
  return String(wire['id']).toLowerCase();
}

function isDenied({ denied }: Estate, path: string): boolean {
  return Object.keys(denied).some((at) => path === at || path.startsWith(`${at}/`));
}

/** The machines with the power states of the status list. */
function machines({ resources, statuses }: Estate): readonly Wire[] {
  const views = new Map(
    statuses.map((wire) => [keyOf(wire), (wire['properties'] as Wire | undefined)?.['instanceView']]),
  );
  return resources.virtualMachines.map((wire) => {
    const { properties } = wire as { readonly properties?: Wire };
    return { ...wire, properties: { ...properties, instanceView: views.get(keyOf(wire)) } };
  });
}

function topRows(tenant: Tenant, index: number, type: ResourceType): readonly Wire[] {
  if (tenant.situationAt(index).refused?.[type] !== undefined) return [];
  const estate = tenant.estateAt(index);
  // A resource that is refused by itself is in the list all the same: what it hides is what lies in it.
  return type === 'virtualMachines' ? machines(estate) : estate.resources[type];
}

function scaleSetRows(tenant: Tenant, index: number, end: string): readonly Wire[] {
  if (tenant.situationAt(index).refused?.virtualMachineScaleSets !== undefined) return [];
  const estate = tenant.estateAt(index);
  return Object.entries(estate.children)
    .filter(([path]) => path.includes(`/${SCALE_SETS}/`) && path.endsWith(end) && !isDenied(estate, path))
    .flatMap(([, wires]) => wires);
}

function subscriptionRow(tenant: Tenant, index: number): Wire {
  const { name, state, tags } = tenant.situationAt(index);
  const id = `/subscriptions/${tenant.idAt(index)}`;
  return { id, name, location: '', tags, properties: { state: state ?? 'Enabled' } };
}

/** What a subscription holds of a type that may be read; Resource Graph leaves out the rest without a word. */
function rowsIn(tenant: Tenant, index: number, { table, type }: SimulatedQuery): readonly Wire[] {
  if (table === 'resourcecontainers')
    return type === 'microsoft.resources/subscriptions' ? [subscriptionRow(tenant, index)] : [];
  if (table === 'computeresources') {
    const end = SCALE_SET_LISTS.get(type);
    return end === undefined ? [] : scaleSetRows(tenant, index, end);
  }
  const top = TYPES.get(type);
  return top === undefined ? [] : topRows(tenant, index, top);
}

/** The subscriptions of a query that the principal may see, by their place in the tenant. */
export function visibleTo(tenant: Tenant, { subscriptions }: SimulatedQuery): readonly number[] {
  return subscriptions.flatMap((id) => {
    const index = tenant.indexOf(id);
    return index === undefined || tenant.situationAt(index).refused?.everything !== undefined ? [] : [index];
  });
}

/** Every row of a query in the order of the IDs, each resource once. */
export function graphRows(
  tenant: Tenant,
  query: SimulatedQuery,
  visible: readonly number[],
): readonly Wire[] {
  const rows = new Map<string, Wire>();
  for (const index of visible) {
    for (const resource of rowsIn(tenant, index, query)) {
      const wire = graphWire(resource, query.type);
      const key = keyOf(wire);
      if (!rows.has(key)) rows.set(key, Object.fromEntries(query.columns.map((name) => [name, wire[name]])));
    }
  }
  return [...rows.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, wire]) => wire);
}
