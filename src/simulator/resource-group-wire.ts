import { earliestOf } from './calendar.ts';
import type { Wire } from './estate.ts';
import type { Tenant } from './tenant.ts';

/** When there is no machine to be as old as. */
const WITHOUT_MACHINES = '2024-06-01T06:00:00Z';

/** The time from which most of what a subscription holds dates: that of the first machine that was ever made in it. */
function firstTime(tenant: Tenant, index: number): string {
  const { ages } = tenant.situationAt(index);
  return ages?.rest ?? earliestOf(tenant.estateAt(index).made) ?? WITHOUT_MACHINES;
}

function groupNames(tenant: Tenant, index: number): readonly string[] {
  const groups = new Map<string, string>();
  for (const wire of Object.values(tenant.estateAt(index).resources).flat()) {
    const name = /\/resourceGroups\/([^/]+)/i.exec(String(wire['id']))?.[1];
    if (name !== undefined && !groups.has(name.toLowerCase())) groups.set(name.toLowerCase(), name);
  }
  return [...groups.values()].sort();
}

/**
 * The resource groups in which a subscription holds something, as the list of resource groups has them, in order of name; with
 * `dated` also when they were made.
 */
export function resourceGroupWires(tenant: Tenant, index: number, dated: boolean): readonly Wire[] {
  const { groupTags } = tenant.estateAt(index);
  const { ages, location } = tenant.situationAt(index);
  const first = dated ? firstTime(tenant, index) : '';
  return groupNames(tenant, index).map((name, at) => {
    const createdTime = at === 0 ? (ages?.group ?? first) : first;
    return {
      id: `/subscriptions/${tenant.idAt(index)}/resourceGroups/${name}`,
      name,
      type: 'Microsoft.Resources/resourceGroups',
      location,
      ...(groupTags[name] === undefined ? {} : { tags: groupTags[name] }),
      ...(dated ? { createdTime, changedTime: createdTime } : {}),
      properties: { provisioningState: 'Succeeded' },
    };
  });
}

/** A machine or a disk is dated by its own provider; a disk that came from elsewhere is younger to Resource Manager. */
function timeOf(wire: Wire, age: { readonly first: string; readonly disk: string | undefined }): string {
  const { timeCreated } = (wire['properties'] ?? {}) as { timeCreated?: string };
  const isOwn = wire['type'] === 'Microsoft.Compute/virtualMachines' || wire['type'] === DISKS;
  return isOwn && timeCreated !== age.disk ? (timeCreated ?? age.first) : age.first;
}

const DISKS = 'Microsoft.Compute/disks';
const NETWORKS = 'Microsoft.Network/virtualNetworks';

/** Everything that a subscription holds, in short, as the list of resources has it; with `dated` also when it was made. */
export function datedResourceWires(tenant: Tenant, index: number, dated: boolean): readonly Wire[] {
  const { ages } = tenant.situationAt(index);
  const first = firstTime(tenant, index);
  const { resources } = tenant.estateAt(index);
  const oldest = resources.virtualNetworks[0];
  return Object.values(resources)
    .flat()
    .map((wire) => {
      const { id, location, name, tags, type } = wire;
      const isOldest = wire === oldest && type === NETWORKS && ages?.network !== undefined;
      const createdTime = isOldest ? ages.network : timeOf(wire, { first, disk: ages?.disk });
      return {
        id,
        name,
        type,
        location,
        ...(tags === undefined ? {} : { tags }),
        ...(dated ? { createdTime, changedTime: createdTime, provisioningState: 'Succeeded' } : {}),
      };
    });
}
