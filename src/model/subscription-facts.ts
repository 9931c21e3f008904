import * as z from 'zod';
import { powerStateFactSchema, scaleSetFactSchema, vmFactSchema } from './compute-facts.ts';
import { firewallFactSchema, networkManagerFactSchema, virtualHubFactSchema } from './hub-facts.ts';
import {
  loadBalancerFactSchema,
  natGatewayFactSchema,
  nicFactSchema,
  publicAddressFactSchema,
  publicPrefixFactSchema,
  routeTableFactSchema,
  securityGroupFactSchema,
  virtualNetworkFactSchema,
} from './network-facts.ts';
import { readingSchema } from './reading.ts';
import { resourceIdSchema, subscriptionIdSchema } from './scalars.ts';

/** A subscription as the subscription list describes it; `state` in ARM's words (Enabled, Warned, PastDue, Disabled, Deleted). */
const subscriptionFactSchema = z.object({
  id: subscriptionIdSchema,
  name: z.string(),
  state: z.string(),
  tenantId: z.string().optional(),
  quotaId: z.string().optional(),
  spendingLimit: z.string().optional(),
  managedByTenants: z.array(z.string()),
  tags: z.record(z.string(), z.string()).optional(),
});

/** A role assignment; `scope` in ARM's words, `createdOn` ISO 8601 UTC. */
const roleAssignmentFactSchema = z.object({
  id: z.string(),
  scope: z.string().optional(),
  createdOn: z.string().optional(),
});

/** What Microsoft.Billing says of the subscription (api-version 2024-04-01); nothing personal is kept. */
const billingPropertyFactSchema = z.object({
  agreementType: z.string().optional(),
  accountType: z.string().optional(),
  accountSubType: z.string().optional(),
  workloadType: z.string().optional(),
  hasCustomer: z.boolean(),
  transitioned: z.boolean().optional(),
  skuDescription: z.string().optional(),
  spendingLimitTypes: z.array(z.string()),
});

/** An alias under which the signed-in principal made the subscription; `createdTime` ISO 8601 UTC. */
const aliasFactSchema = z.object({ name: z.string(), createdTime: z.string().optional() });

/** A subscription as a billing account lists it; `purchaseDate` ISO 8601 UTC or a calendar date. */
const billingSubscriptionFactSchema = z.object({ account: z.string(), purchaseDate: z.string().optional() });

/** A billing period of a web-direct subscription; `endDate` is a calendar date. */
const billingPeriodFactSchema = z.object({ name: z.string(), endDate: z.string().optional() });

/** An assignment of the service Azure Policy; `scope` in ARM's words, `createdOn` as its metadata has it. */
const policyAssignmentFactSchema = z.object({
  id: z.string(),
  scope: z.string().optional(),
  createdOn: z.string().optional(),
});

/** A resource group with its tags; `createdTime` ISO 8601 UTC. */
const resourceGroupFactSchema = z.object({
  id: resourceIdSchema,
  name: z.string(),
  createdTime: z.string().optional(),
  tags: z.record(z.string(), z.string()).optional(),
});

/** A managed disk, or any resource, with the time at which it was made there: ISO 8601 UTC. */
const datedResourceFactSchema = z.object({ id: resourceIdSchema, createdTime: z.string().optional() });

/** A finished operation on a machine, from the activity log; `at` is ISO 8601 UTC. */
const machineOperationFactSchema = z.object({
  machine: resourceIdSchema,
  operation: z.enum(['start', 'deallocate', 'reimage']),
  at: z.string(),
});

/** The schema of each kind of fact that a subscription's snapshot holds. A new kind of fact is one line here. */
export const FACT_SCHEMAS = {
  virtualMachines: vmFactSchema,
  powerStates: powerStateFactSchema,
  scaleSets: scaleSetFactSchema,
  networkInterfaces: nicFactSchema,
  networkSecurityGroups: securityGroupFactSchema,
  routeTables: routeTableFactSchema,
  virtualNetworks: virtualNetworkFactSchema,
  publicAddresses: publicAddressFactSchema,
  publicPrefixes: publicPrefixFactSchema,
  natGateways: natGatewayFactSchema,
  loadBalancers: loadBalancerFactSchema,
  firewalls: firewallFactSchema,
  virtualHubs: virtualHubFactSchema,
  networkManagers: networkManagerFactSchema,
  roleAssignments: roleAssignmentFactSchema,
  billingProperty: billingPropertyFactSchema,
  aliases: aliasFactSchema,
  billingSubscriptions: billingSubscriptionFactSchema,
  billingPeriods: billingPeriodFactSchema,
  policyAssignments: policyAssignmentFactSchema,
  resourceGroups: resourceGroupFactSchema,
  disks: datedResourceFactSchema,
  resources: datedResourceFactSchema,
  machineOperations: machineOperationFactSchema,
} as const;

export type FactKind = keyof typeof FACT_SCHEMAS;
export type FactOf<K extends FactKind> = z.output<(typeof FACT_SCHEMAS)[K]>;

export const SNAPSHOT_SCHEMA_VERSION = 2;

/** Everything collected of one subscription: the list entry, and one reading for each kind of fact. */
export const subscriptionFactsSchema = z.object({
  schemaVersion: z.literal(SNAPSHOT_SCHEMA_VERSION),
  collectedAt: z.string(),
  subscription: subscriptionFactSchema,
  readings: z.object({
    virtualMachines: readingSchema(FACT_SCHEMAS.virtualMachines),
    powerStates: readingSchema(FACT_SCHEMAS.powerStates),
    scaleSets: readingSchema(FACT_SCHEMAS.scaleSets),
    networkInterfaces: readingSchema(FACT_SCHEMAS.networkInterfaces),
    networkSecurityGroups: readingSchema(FACT_SCHEMAS.networkSecurityGroups),
    routeTables: readingSchema(FACT_SCHEMAS.routeTables),
    virtualNetworks: readingSchema(FACT_SCHEMAS.virtualNetworks),
    publicAddresses: readingSchema(FACT_SCHEMAS.publicAddresses),
    publicPrefixes: readingSchema(FACT_SCHEMAS.publicPrefixes),
    natGateways: readingSchema(FACT_SCHEMAS.natGateways),
    loadBalancers: readingSchema(FACT_SCHEMAS.loadBalancers),
    firewalls: readingSchema(FACT_SCHEMAS.firewalls),
    virtualHubs: readingSchema(FACT_SCHEMAS.virtualHubs),
    networkManagers: readingSchema(FACT_SCHEMAS.networkManagers),
    roleAssignments: readingSchema(FACT_SCHEMAS.roleAssignments),
    billingProperty: readingSchema(FACT_SCHEMAS.billingProperty),
    aliases: readingSchema(FACT_SCHEMAS.aliases),
    billingSubscriptions: readingSchema(FACT_SCHEMAS.billingSubscriptions),
    billingPeriods: readingSchema(FACT_SCHEMAS.billingPeriods),
    policyAssignments: readingSchema(FACT_SCHEMAS.policyAssignments),
    resourceGroups: readingSchema(FACT_SCHEMAS.resourceGroups),
    disks: readingSchema(FACT_SCHEMAS.disks),
    resources: readingSchema(FACT_SCHEMAS.resources),
    machineOperations: readingSchema(FACT_SCHEMAS.machineOperations),
  }),
});

export type SubscriptionFact = z.output<typeof subscriptionFactSchema>;
export type RoleAssignmentFact = z.output<typeof roleAssignmentFactSchema>;
export type BillingPropertyFact = z.output<typeof billingPropertyFactSchema>;
export type AliasFact = z.output<typeof aliasFactSchema>;
export type BillingSubscriptionFact = z.output<typeof billingSubscriptionFactSchema>;
export type BillingPeriodFact = z.output<typeof billingPeriodFactSchema>;
export type PolicyAssignmentFact = z.output<typeof policyAssignmentFactSchema>;
export type ResourceGroupFact = z.output<typeof resourceGroupFactSchema>;
export type DatedResourceFact = z.output<typeof datedResourceFactSchema>;
export type MachineOperationFact = z.output<typeof machineOperationFactSchema>;
export type SubscriptionFacts = z.output<typeof subscriptionFactsSchema>;
