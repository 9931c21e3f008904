import type { Wire } from './estate.ts';
import { type Place, shouted } from './place.ts';

export interface VirtualMachineSpec {
  readonly name: string;
  readonly created: string;
  readonly interfaces: readonly { readonly id: string; readonly primary?: boolean }[] | null;
  /** The word after `PowerState/`, or `null` where the platform reports none. */
  readonly power: string | null;
  readonly zone?: string;
  /** The ID of the Flexible scale set that it is in. */
  readonly scaleSet?: string;
}

const SIZES = [
  'Standard_B2s',
  'Standard_D2s_v5',
  'Standard_D4s_v5',
  'Standard_E8s_v5',
  'Standard_F4s_v2',
] as const;

/** The ID of a virtual machine, as the compute provider spells it in its list. */
export function virtualMachineId(place: Place, name: string): string {
  return `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/Microsoft.Compute/virtualMachines/${name}`;
}

function disk(place: Place, name: string): Wire {
  const disks = `/subscriptions/${place.subscriptionId}/resourceGroups/${place.resourceGroup}/providers/Microsoft.Compute/disks`;
  return {
    osType: 'Linux',
    name: `${name}_OsDisk_1`,
    createOption: 'FromImage',
    caching: 'ReadWrite',
    managedDisk: { storageAccountType: 'Premium_LRS', id: `${disks}/${name}_OsDisk_1` },
    diskSizeGB: 64,
  };
}

function networkProfile(spec: VirtualMachineSpec): Wire {
  if (spec.interfaces === null) return {};
  const networkInterfaces = spec.interfaces.map(({ id, primary }) =>
    primary === undefined ? { id } : { id, properties: { primary, deleteOption: 'Detach' } },
  );
  return { networkProfile: { networkInterfaces } };
}

/** The two wires of a virtual machine: as the list has it, and as the list with `statusOnly=true` has it. */
export function virtualMachineWires(place: Place, spec: VirtualMachineSpec): { model: Wire; status: Wire } {
  const envelope = {
    name: spec.name,
    id: virtualMachineId(place, spec.name),
    type: 'Microsoft.Compute/virtualMachines',
    location: place.location,
    ...(place.tags === undefined ? {} : { tags: place.tags }),
    ...(spec.zone === undefined ? {} : { zones: [spec.zone] }),
  };
  const common = { vmId: place.seed.guid(), provisioningState: 'Succeeded' };
  const statuses: Wire[] = [
    {
      code: 'ProvisioningState/succeeded',
      level: 'Info',
      displayStatus: 'Provisioning succeeded',
      time: spec.created,
    },
  ];
  if (spec.power !== null) {
    statuses.push({ code: `PowerState/${spec.power}`, level: 'Info', displayStatus: `VM ${spec.power}` });
  }
  return {
    model: {
      ...envelope,
      etag: '"1"',
      properties: {
        ...common,
        ...(spec.scaleSet === undefined ? {} : { virtualMachineScaleSet: { id: spec.scaleSet } }),
        hardwareProfile: { vmSize: place.seed.pick(SIZES) },
        storageProfile: {
          imageReference: {
            publisher: 'Canonical',
            offer: 'ubuntu-24_04-lts',
            sku: 'server',
            version: 'latest',
          },
          osDisk: disk(place, spec.name),
          dataDisks: [],
        },
        osProfile: { computerName: spec.name, adminUsername: 'azureuser', secrets: [] },
        ...networkProfile(spec),
        timeCreated: spec.created,
      },
    },
    // The status list leaves the network profile out: the two lists must be merged by ID, whatever its letter case.
    status: {
      ...envelope,
      id: shouted(envelope.id),
      properties: { ...common, instanceView: { computerName: spec.name, statuses } },
    },
  };
}
