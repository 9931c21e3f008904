import type { FactKind } from '../model/subscription-facts.ts';

/**
 * When a kind of fact is asked for: `first` decides about the rest, `always` is what verdicts of other subscriptions may need too
 * (and the offer and date, which the report is for), `with-vms` only says something about the VMs in the VM list, `with-machines`
 * also about instances of Uniform scale sets. `further` is asked one by one, as long as it can still decide something.
 */
export type FactTiming = 'first' | 'always' | 'with-vms' | 'with-machines' | 'further';

/** One line for each kind of fact. */
export const FACT_PLAN: Record<FactKind, FactTiming> = {
  virtualMachines: 'first',
  scaleSets: 'first',
  powerStates: 'with-vms',
  networkInterfaces: 'with-machines',
  networkSecurityGroups: 'with-machines',
  routeTables: 'with-machines',
  virtualNetworks: 'always',
  publicAddresses: 'always',
  publicPrefixes: 'always',
  natGateways: 'always',
  loadBalancers: 'always',
  firewalls: 'always',
  virtualHubs: 'always',
  networkManagers: 'always',
  roleAssignments: 'always',
  billingProperty: 'always',
  aliases: 'always',
  billingSubscriptions: 'further',
  billingPeriods: 'further',
  policyAssignments: 'further',
  resourceGroups: 'further',
  disks: 'further',
  resources: 'further',
  machineOperations: 'further',
};

/** Lists the kinds of a record of facts with their exact type. */
export function factKinds(): readonly FactKind[] {
  return Object.keys(FACT_PLAN) as FactKind[];
}
