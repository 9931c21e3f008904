import type { FactKind } from '../model/subscription-facts.ts';

/**
 * When a kind of fact is asked for: `first` decides about the rest, `always` is what verdicts of other subscriptions may need too
 * (and the offer and date, which the report is for), `with-vms` only says something about the VMs in the VM list, `with-machines`
 * also about instances of Uniform scale sets.
 */
export type FactTiming = 'first' | 'always' | 'with-vms' | 'with-machines';

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
};

/** Lists the kinds of a record of facts with their exact type. */
export function factKinds(): readonly FactKind[] {
  return Object.keys(FACT_PLAN) as FactKind[];
}
