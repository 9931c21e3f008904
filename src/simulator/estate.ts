import type { VmTruth } from './truth.ts';

/** The resource types that Resource Manager lists for a whole subscription here, by the name in their path. */
export const COMPUTE_TYPES = ['virtualMachines', 'virtualMachineScaleSets'] as const;

export const NETWORK_TYPES = [
  'networkInterfaces',
  'networkSecurityGroups',
  'routeTables',
  'virtualNetworks',
  'publicIPAddresses',
  'publicIPPrefixes',
  'natGateways',
  'loadBalancers',
  'azureFirewalls',
  'virtualHubs',
  'networkManagers',
] as const;

export type ResourceType = (typeof COMPUTE_TYPES)[number] | (typeof NETWORK_TYPES)[number];

/** A resource as it stands in an ARM answer. */
export type Wire = Record<string, unknown>;

/** Everything that one subscription holds: its resources by type, the power state of its VMs, and what is true of each VM. */
export interface Estate {
  readonly resources: Readonly<Record<ResourceType, Wire[]>>;
  readonly statuses: Wire[];
  readonly vms: VmTruth[];
}

export function emptyEstate(): Estate {
  return {
    resources: {
      virtualMachines: [],
      virtualMachineScaleSets: [],
      networkInterfaces: [],
      networkSecurityGroups: [],
      routeTables: [],
      virtualNetworks: [],
      publicIPAddresses: [],
      publicIPPrefixes: [],
      natGateways: [],
      loadBalancers: [],
      azureFirewalls: [],
      virtualHubs: [],
      networkManagers: [],
    },
    statuses: [],
    vms: [],
  };
}
