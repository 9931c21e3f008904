import type { Wire } from './estate.ts';
import type { Tenant } from './tenant.ts';

/** The resource groups in which a subscription holds something, as the list of resource groups has them, in order of name. */
export function resourceGroupWires(tenant: Tenant, index: number): readonly Wire[] {
  const { groupTags, resources } = tenant.estateAt(index);
  const { location } = tenant.situationAt(index);
  const groups = new Map<string, string>();
  for (const wire of Object.values(resources).flat()) {
    const name = /\/resourceGroups\/([^/]+)/i.exec(String(wire['id']))?.[1];
    if (name !== undefined && !groups.has(name.toLowerCase())) groups.set(name.toLowerCase(), name);
  }
  return [...groups.values()].sort().map((name) => ({
    id: `/subscriptions/${tenant.idAt(index)}/resourceGroups/${name}`,
    name,
    type: 'Microsoft.Resources/resourceGroups',
    location,
    ...(groupTags[name] === undefined ? {} : { tags: groupTags[name] }),
    properties: { provisioningState: 'Succeeded' },
  }));
}
