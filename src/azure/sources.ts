import type { FactKind, FactOf } from '../model/subscription-facts.ts';
import type { ArmFamily } from './arm-clients.ts';
import { billingPropertyFact } from './billing-property.ts';
import { firewallFact } from './firewalls.ts';
import { loadBalancerFact } from './load-balancers.ts';
import { natGatewayFact } from './nat-gateways.ts';
import { nicFact } from './network-interfaces.ts';
import { publicAddressFact, publicPrefixFact } from './public-addresses.ts';
import { roleAssignmentFact } from './role-assignments.ts';
import { routeTableFact } from './route-tables.ts';
import { securityGroupFact } from './security-groups.ts';
import { powerStateFact, vmFact } from './virtual-machines.ts';
import { virtualNetworkFact } from './virtual-networks.ts';

/** The kinds of fact that are read subscription by subscription; aliases come from one list for the whole tenant. */
export type SubscriptionFactKind = Exclude<FactKind, 'aliases'>;

/**
 * Where one kind of fact comes from: the SDK family whose pipeline carries the request, the path below
 * `/subscriptions/{id}/providers/` with its query, the action that a role must grant, and how an item of the answer is read.
 */
export interface ArmSource<K extends SubscriptionFactKind> {
  readonly family: ArmFamily;
  readonly path: string;
  readonly query: string;
  readonly action: string;
  readonly answer: 'list' | 'one';
  readonly fact: (raw: unknown) => FactOf<K> | undefined;
}

const COMPUTE_VERSION = 'api-version=2024-11-01';
const NETWORK_VERSION = 'api-version=2025-05-01';

function network<K extends SubscriptionFactKind>(
  type: string,
  fact: (raw: unknown) => FactOf<K> | undefined,
): ArmSource<K> {
  const path = `Microsoft.Network/${type}`;
  return { family: 'network', path, query: NETWORK_VERSION, action: `${path}/read`, answer: 'list', fact };
}

const virtualMachines = {
  family: 'compute',
  path: 'Microsoft.Compute/virtualMachines',
  action: 'Microsoft.Compute/virtualMachines/read',
  answer: 'list',
} as const;

/** One line for each kind of fact. */
export const SOURCES: { readonly [K in SubscriptionFactKind]: ArmSource<K> } = {
  virtualMachines: { ...virtualMachines, query: COMPUTE_VERSION, fact: vmFact },
  powerStates: { ...virtualMachines, query: `${COMPUTE_VERSION}&statusOnly=true`, fact: powerStateFact },
  networkInterfaces: network('networkInterfaces', nicFact),
  networkSecurityGroups: network('networkSecurityGroups', securityGroupFact),
  routeTables: network('routeTables', routeTableFact),
  virtualNetworks: network('virtualNetworks', virtualNetworkFact),
  publicAddresses: network('publicIPAddresses', publicAddressFact),
  publicPrefixes: network('publicIPPrefixes', publicPrefixFact),
  natGateways: network('natGateways', natGatewayFact),
  loadBalancers: network('loadBalancers', loadBalancerFact),
  firewalls: network('azureFirewalls', firewallFact),
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
