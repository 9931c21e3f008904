import * as z from 'zod';
import { readingSchema, readProblemSchema } from './reading.ts';
import { resourceFields, resourceIdSchema } from './scalars.ts';

/*
 * Facts about what stands between a virtual network and the internet: firewalls, virtual hubs, network managers. As with all network
 * facts, `properties` is absent when ARM sent none or when they could not be understood.
 */

/**
 * Network rules of an Azure Firewall that share a priority and an action (`Allow`, `Deny`). Collections of application and NAT rules
 * carry no SMTP and are left out. `sourceGroups` and `destinationGroups` are IP groups.
 */
const ruleCollectionSchema = z.object({
  name: z.string(),
  priority: z.number().optional(),
  action: z.string().optional(),
  rules: z.array(
    z.object({
      name: z.string(),
      protocols: z.array(z.string()),
      sources: z.array(z.string()),
      sourceGroups: z.array(resourceIdSchema),
      destinations: z.array(z.string()),
      destinationGroups: z.array(resourceIdSchema),
      destinationNames: z.array(z.string()),
      destinationPorts: z.array(z.string()),
    }),
  ),
});

/** A firewall policy with its rule collection groups; `base` is the parent policy, whose rules come first. */
const firewallPolicyFactSchema = z.object({
  id: resourceIdSchema,
  name: z.string(),
  base: resourceIdSchema.optional(),
  groups: readingSchema(
    z.object({
      name: z.string(),
      priority: z.number().optional(),
      collections: z.array(ruleCollectionSchema),
    }),
  ),
});

/**
 * An Azure Firewall: the private addresses that routes can name and the subnets that they are in, its public addresses (as resources,
 * or in a virtual hub as plain addresses), and its rules: classic ones, or `policies`, its own policy first and then its parents.
 * `ipGroups` are those named by the rules that could be read; prefixes and addresses in CIDR.
 */
export const firewallFactSchema = z.object({
  ...resourceFields,
  properties: z
    .object({
      privateAddresses: z.array(z.string()),
      subnets: z.array(resourceIdSchema),
      publicAddresses: z.array(resourceIdSchema),
      hubPublicAddresses: z.array(z.string()),
      policy: resourceIdSchema.optional(),
      virtualHub: resourceIdSchema.optional(),
      classicRules: z.array(ruleCollectionSchema),
    })
    .optional(),
  policies: readingSchema(firewallPolicyFactSchema),
  ipGroups: z.array(z.object({ id: resourceIdSchema, prefixes: z.array(z.string()) })),
  /** Why not all of the IP groups that the rules name are among them. */
  ipGroupProblem: readProblemSchema.optional(),
});

/**
 * A virtual hub of Virtual WAN with what decides where it sends its spokes' internet traffic. A routing intent's `destinations` are
 * `Internet` and `PrivateTraffic`; a hub without one has an empty reading.
 */
export const virtualHubFactSchema = z.object({
  ...resourceFields,
  properties: z
    .object({ addressPrefix: z.string().optional(), firewall: resourceIdSchema.optional() })
    .optional(),
  connections: readingSchema(
    z.object({
      id: resourceIdSchema,
      name: z.string(),
      remoteNetwork: resourceIdSchema.optional(),
      enableInternetSecurity: z.boolean().optional(),
      associatedRouteTable: resourceIdSchema.optional(),
      staticRoutes: z.array(
        z.object({
          name: z.string(),
          prefixes: z.array(z.string()),
          nextHopAddress: z.string().optional(),
        }),
      ),
    }),
  ),
  routingIntent: readingSchema(
    z.object({
      name: z.string(),
      destinations: z.array(z.string()),
      nextHop: resourceIdSchema.optional(),
    }),
  ),
  routeTables: readingSchema(
    z.object({
      id: resourceIdSchema,
      name: z.string(),
      routes: z.array(
        z.object({
          name: z.string(),
          destinationType: z.string().optional(),
          destinations: z.array(z.string()),
          nextHopType: z.string().optional(),
          nextHop: resourceIdSchema.optional(),
        }),
      ),
    }),
  ),
});

/**
 * A network manager of Azure Virtual Network Manager: its scope, and its configured security admin rules. Whether a configuration is
 * deployed to a network is not among them.
 */
export const networkManagerFactSchema = z.object({
  ...resourceFields,
  properties: z
    .object({ subscriptions: z.array(z.string()), managementGroups: z.array(z.string()) })
    .optional(),
  adminRules: readingSchema(
    z.object({
      id: resourceIdSchema,
      name: z.string(),
      access: z.string().optional(),
      direction: z.string().optional(),
      protocol: z.string().optional(),
      priority: z.number().optional(),
      destinationPorts: z.array(z.string()),
    }),
  ),
});

export type RuleCollectionFact = z.output<typeof ruleCollectionSchema>;
export type FirewallPolicyFact = z.output<typeof firewallPolicyFactSchema>;
export type VirtualHubFact = z.output<typeof virtualHubFactSchema>;
export type NetworkManagerFact = z.output<typeof networkManagerFactSchema>;
export type FirewallFact = z.output<typeof firewallFactSchema>;
