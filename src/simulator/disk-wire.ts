import type { Wire } from './estate.ts';
import type { Place } from './place.ts';
import { virtualMachineId } from './virtual-machine-wire.ts';

function diskId(place: Place, name: string): string {
  return `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/Microsoft.Compute/disks/${name}`;
}

function wire(place: Place, disk: { name: string; state: string; created: string }): Wire {
  return {
    name: disk.name,
    id: diskId(place, disk.name),
    type: 'Microsoft.Compute/disks',
    location: place.location,
    sku: { name: 'Premium_LRS', tier: 'Premium' },
    properties: {
      osType: 'Linux',
      creationData: { createOption: 'FromImage' },
      diskSizeGB: 64,
      diskState: disk.state,
      provisioningState: 'Succeeded',
      timeCreated: disk.created,
    },
  };
}

/** The disk that a virtual machine starts from, in ARM's form. It came with the machine. */
export function diskWire(
  place: Place,
  machine: { readonly name: string; readonly created: string; readonly power: string | null },
): Wire {
  const state = machine.power === 'deallocated' ? 'Reserved' : 'Attached';
  return {
    ...wire(place, { name: `${machine.name}_OsDisk_1`, state, created: machine.created }),
    managedBy: virtualMachineId(place, machine.name),
  };
}

/** A disk that no machine uses any more. */
export function looseDiskWire(place: Place, created: string): Wire {
  return wire(place, { name: 'disk-left-behind', state: 'Unattached', created });
}
