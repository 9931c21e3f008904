import type { Reading } from '../model/reading.ts';
import type { FactKind, FactOf } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { ArmFamily } from './arm-clients.ts';
import type { ArmQuestion, AskArm } from './ask-arm.ts';
import { billingPeriodFact } from './billing-periods.ts';
import { billingPropertyFact } from './billing-property.ts';
import { datedResourceFact, diskFact } from './dated-resources.ts';
import { earliestDated } from './earliest-dated.ts';
import { loadBalancerFact } from './load-balancers.ts';
import { natGatewayFact } from './nat-gateways.ts';
import { nicFact } from './network-interfaces.ts';
import { policyAssignmentFact } from './policy-assignments.ts';
import { publicAddressFact, publicPrefixFact } from './public-addresses.ts';
import { ALIAS_ACTIONS, readAliases } from './read-aliases.ts';
import { BILLING_SUBSCRIPTION_ACTIONS, readBillingSubscriptions } from './read-billing-subscriptions.ts';
import { FIREWALL_ACTIONS, readFirewalls } from './read-firewalls.ts';
import { MACHINE_OPERATION_ACTIONS, readMachineOperations } from './read-machine-operations.ts';
import { NETWORK_MANAGER_ACTIONS, readNetworkManagers } from './read-network-managers.ts';
import { readScaleSets, SCALE_SET_ACTIONS } from './read-scale-sets.ts';
import { readVirtualHubs, VIRTUAL_HUB_ACTIONS } from './read-virtual-hubs.ts';
import { resourceGroupFact } from './resource-groups.ts';
import { roleAssignmentFact } from './role-assignments.ts';
import { routeTableFact } from './route-tables.ts';
import { securityGroupFact } from './security-groups.ts';
import { powerStateFact, vmFact } from './virtual-machines.ts';
import { virtualNetworkFact } from './virtual-networks.ts';

/** Where the request goes: the SDK family whose pipeline carries it, and what it asks below `/subscriptions/{id}/`. */
interface PlainSource<K extends FactKind> extends ArmQuestion<FactOf<K>> {
  readonly family: ArmFamily;
  readonly answer: 'list' | 'one';
  /** Of the items of a list, those that are worth keeping; all of them where it is absent. */
  readonly keep?: (items: readonly FactOf<K>[]) => readonly FactOf<K>[];
}

/**
 * A kind of fact that takes more than one question, or one that is not asked subscription by subscription. `open` is called once in
 * a run, so that what it answers can remember what was asked already; it may ask anything, but only through the arm given.
 * `actions` are all that its questions take.
 */
interface CompositeSource<K extends FactKind> {
  readonly family: ArmFamily;
  readonly answer: 'composite';
  readonly actions: readonly string[];
  readonly open: (arm: AskArm) => (subscription: SubscriptionId) => Promise<Reading<FactOf<K>>>;
}

/** Where one kind of fact comes from. */
export type ArmSource<K extends FactKind> = PlainSource<K> | CompositeSource<K>;

function network<K extends FactKind>(
  type: string,
  fact: (raw: unknown) => FactOf<K> | undefined,
): ArmSource<K> {
  return {
    family: 'network',
    path: `providers/Microsoft.Network/${type}`,
    query: API_VERSIONS.network,
    action: `Microsoft.Network/${type}/read`,
    answer: 'list',
    fact,
  };
}

function composite<K extends FactKind>(
  family: ArmFamily,
  actions: readonly string[],
  open: CompositeSource<K>['open'],
): CompositeSource<K> {
  return { family, answer: 'composite', actions, open };
}

/** Resource Manager tells when something was made only where it is asked to. */
const WITH_CREATED_TIME = `${API_VERSIONS.resources}&$expand=createdTime`;

const virtualMachines = {
  family: 'compute',
  path: 'providers/Microsoft.Compute/virtualMachines',
  action: 'Microsoft.Compute/virtualMachines/read',
  answer: 'list',
} as const;

/** One line for each kind of fact. */
export const SOURCES: { readonly [K in FactKind]: ArmSource<K> } = {
  virtualMachines: { ...virtualMachines, query: API_VERSIONS.compute, fact: vmFact },
  powerStates: { ...virtualMachines, query: `${API_VERSIONS.compute}&statusOnly=true`, fact: powerStateFact },
  scaleSets: composite('compute', SCALE_SET_ACTIONS, readScaleSets),
  networkInterfaces: network('networkInterfaces', nicFact),
  networkSecurityGroups: network('networkSecurityGroups', securityGroupFact),
  routeTables: network('routeTables', routeTableFact),
  virtualNetworks: network('virtualNetworks', virtualNetworkFact),
  publicAddresses: network('publicIPAddresses', publicAddressFact),
  publicPrefixes: network('publicIPPrefixes', publicPrefixFact),
  natGateways: network('natGateways', natGatewayFact),
  loadBalancers: network('loadBalancers', loadBalancerFact),
  firewalls: composite('network', FIREWALL_ACTIONS, readFirewalls),
  virtualHubs: composite('network', VIRTUAL_HUB_ACTIONS, readVirtualHubs),
  networkManagers: composite('network', NETWORK_MANAGER_ACTIONS, readNetworkManagers),
  roleAssignments: {
    family: 'authorization',
    path: 'providers/Microsoft.Authorization/roleAssignments',
    query: `${API_VERSIONS.roleAssignments}&$filter=${encodeURIComponent('atScope()')}`,
    action: 'Microsoft.Authorization/roleAssignments/read',
    answer: 'list',
    fact: roleAssignmentFact,
  },
  billingProperty: {
    family: 'subscriptions',
    path: 'providers/Microsoft.Billing/billingProperty/default',
    query: `${API_VERSIONS.billing}&includeTransitionStatus=true`,
    action: 'Microsoft.Billing/billingProperty/read',
    answer: 'one',
    fact: billingPropertyFact,
  },
  aliases: composite('aliases', ALIAS_ACTIONS, readAliases),
  billingSubscriptions: composite('subscriptions', BILLING_SUBSCRIPTION_ACTIONS, readBillingSubscriptions),
  billingPeriods: {
    family: 'subscriptions',
    path: 'providers/Microsoft.Billing/billingPeriods',
    query: API_VERSIONS.billingPeriods,
    action: 'Microsoft.Billing/billingPeriods/read',
    answer: 'list',
    fact: billingPeriodFact,
  },
  policyAssignments: {
    family: 'authorization',
    path: 'providers/Microsoft.Authorization/policyAssignments',
    query: `${API_VERSIONS.policyAssignments}&$filter=${encodeURIComponent('atExactScope()')}`,
    action: 'Microsoft.Authorization/policyAssignments/read',
    answer: 'list',
    fact: policyAssignmentFact,
  },
  resourceGroups: {
    family: 'subscriptions',
    path: 'resourcegroups',
    query: WITH_CREATED_TIME,
    action: 'Microsoft.Resources/subscriptions/resourceGroups/read',
    answer: 'list',
    fact: resourceGroupFact,
  },
  disks: {
    family: 'compute',
    path: 'providers/Microsoft.Compute/disks',
    query: API_VERSIONS.disks,
    action: 'Microsoft.Compute/disks/read',
    answer: 'list',
    fact: diskFact,
    keep: earliestDated,
  },
  resources: {
    family: 'subscriptions',
    path: 'resources',
    query: WITH_CREATED_TIME,
    action: 'Microsoft.Resources/subscriptions/resources/read',
    answer: 'list',
    fact: datedResourceFact,
    keep: earliestDated,
  },
  machineOperations: composite('subscriptions', MACHINE_OPERATION_ACTIONS, readMachineOperations),
};
