import type { Reading } from '../model/reading.ts';
import type { FactKind, FactOf } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { ArmFamily } from './arm-clients.ts';
import type { ArmQuestion, AskArm } from './ask-arm.ts';
import { billingPropertyFact } from './billing-property.ts';
import { loadBalancerFact } from './load-balancers.ts';
import { natGatewayFact } from './nat-gateways.ts';
import { nicFact } from './network-interfaces.ts';
import { publicAddressFact, publicPrefixFact } from './public-addresses.ts';
import { readFirewalls } from './read-firewalls.ts';
import { readNetworkManagers } from './read-network-managers.ts';
import { readScaleSets } from './read-scale-sets.ts';
import { readVirtualHubs } from './read-virtual-hubs.ts';
import { roleAssignmentFact } from './role-assignments.ts';
import { routeTableFact } from './route-tables.ts';
import { securityGroupFact } from './security-groups.ts';
import { powerStateFact, vmFact } from './virtual-machines.ts';
import { virtualNetworkFact } from './virtual-networks.ts';

/** The kinds of fact that are read subscription by subscription; aliases come from one list for the whole tenant. */
export type SubscriptionFactKind = Exclude<FactKind, 'aliases'>;

/** Where the request goes: the SDK family whose pipeline carries it, and what it asks below `/subscriptions/{id}/providers/`. */
interface PlainSource<K extends SubscriptionFactKind> extends ArmQuestion<FactOf<K>> {
  readonly family: ArmFamily;
  readonly answer: 'list' | 'one';
}

/**
 * A kind of fact that takes questions below its list. `open` is called once in a run, so that what it answers can remember what
 * was asked already; it may ask anything, but only through the arm given.
 */
interface CompositeSource<K extends SubscriptionFactKind> {
  readonly family: ArmFamily;
  readonly answer: 'composite';
  readonly open: (arm: AskArm) => (subscription: SubscriptionId) => Promise<Reading<FactOf<K>>>;
}

/** Where one kind of fact comes from. */
export type ArmSource<K extends SubscriptionFactKind> = PlainSource<K> | CompositeSource<K>;

function network<K extends SubscriptionFactKind>(
  type: string,
  fact: (raw: unknown) => FactOf<K> | undefined,
): ArmSource<K> {
  const path = `Microsoft.Network/${type}`;
  return {
    family: 'network',
    path,
    query: API_VERSIONS.network,
    action: `${path}/read`,
    answer: 'list',
    fact,
  };
}

const virtualMachines = {
  family: 'compute',
  path: 'Microsoft.Compute/virtualMachines',
  action: 'Microsoft.Compute/virtualMachines/read',
  answer: 'list',
} as const;

/** One line for each kind of fact. */
export const SOURCES: { readonly [K in SubscriptionFactKind]: ArmSource<K> } = {
  virtualMachines: { ...virtualMachines, query: API_VERSIONS.compute, fact: vmFact },
  powerStates: { ...virtualMachines, query: `${API_VERSIONS.compute}&statusOnly=true`, fact: powerStateFact },
  scaleSets: { family: 'compute', answer: 'composite', open: readScaleSets },
  networkInterfaces: network('networkInterfaces', nicFact),
  networkSecurityGroups: network('networkSecurityGroups', securityGroupFact),
  routeTables: network('routeTables', routeTableFact),
  virtualNetworks: network('virtualNetworks', virtualNetworkFact),
  publicAddresses: network('publicIPAddresses', publicAddressFact),
  publicPrefixes: network('publicIPPrefixes', publicPrefixFact),
  natGateways: network('natGateways', natGatewayFact),
  loadBalancers: network('loadBalancers', loadBalancerFact),
  firewalls: { family: 'network', answer: 'composite', open: readFirewalls },
  virtualHubs: { family: 'network', answer: 'composite', open: readVirtualHubs },
  networkManagers: { family: 'network', answer: 'composite', open: readNetworkManagers },
  roleAssignments: {
    family: 'authorization',
    path: 'Microsoft.Authorization/roleAssignments',
    query: `api-version=2022-04-01&$filter=${encodeURIComponent('atScope()')}`,
    action: 'Microsoft.Authorization/roleAssignments/read',
    answer: 'list',
    fact: roleAssignmentFact,
  },
  billingProperty: {
    family: 'subscriptions',
    path: 'Microsoft.Billing/billingProperty/default',
    query: 'api-version=2024-04-01&includeTransitionStatus=true',
    action: 'Microsoft.Billing/billingProperty/read',
    answer: 'one',
    fact: billingPropertyFact,
  },
};
