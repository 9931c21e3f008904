import type { Refusal } from './refusal.ts';
import type { VmTruth } from './truth.ts';

/** The resource types that Resource Manager lists for a whole subscription here, by the name in their path. */
export const COMPUTE_TYPES = ['virtualMachines', 'virtualMachineScaleSets', 'disks'] as const;

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
  'firewallPolicies',
  'ipGroups',
  'virtualHubs',
  'networkManagers',
] as const;

export type ResourceType = (typeof COMPUTE_TYPES)[number] | (typeof NETWORK_TYPES)[number];

/** A resource as it stands in an ARM answer. */
export type Wire = Record<string, unknown>;

/**
 * Everything that one subscription holds: its resources by type, the resources inside them by the path of their list (in lower
 * case), the power state of its VMs, the tags of its resource groups, what is true of each VM, and what was done to it. `denied` names resources and
 * lists of resources, by path in lower case, that are refused with all that is inside them.
 */
export interface Estate {
  readonly resources: Readonly<Record<ResourceType, Wire[]>>;
  readonly children: Record<string, Wire[]>;
  readonly denied: Record<string, Refusal>;
  readonly statuses: Wire[];
  readonly groupTags: Record<string, Readonly<Record<string, string>>>;
  readonly vms: VmTruth[];
  /** The activity log, in any order. */
  readonly events: Wire[];
  /** When each machine was made, those that are gone among them: ISO 8601 UTC. */
  readonly made: string[];
}

export function emptyEstate(): Estate {
  return {
    resources: {
      virtualMachines: [],
      virtualMachineScaleSets: [],
      disks: [],
      networkInterfaces: [],
      networkSecurityGroups: [],
      routeTables: [],
      virtualNetworks: [],
      publicIPAddresses: [],
      publicIPPrefixes: [],
      natGateways: [],
      loadBalancers: [],
      azureFirewalls: [],
      firewallPolicies: [],
      ipGroups: [],
      virtualHubs: [],
      networkManagers: [],
    },
    children: {},
    denied: {},
    statuses: [],
    groupTags: {},
    vms: [],
    events: [],
    made: [],
  };
}

/** Adds resources to a list inside another resource; `list` is its path, such as `{hub's ID}/hubRouteTables`. */
export function addChildren(estate: Estate, list: string, wires: readonly Wire[]): void {
  const key = list.toLowerCase();
  const existing = estate.children[key] ?? [];
  existing.push(...wires);
  estate.children[key] = existing;
}

/** Refuses a resource or a list, and all that is inside it. */
export function deny(estate: Estate, path: string, refusal: Refusal = 'forbidden'): void {
  estate.denied[path.toLowerCase()] = refusal;
}
