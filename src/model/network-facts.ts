import * as z from 'zod';
import { resourceFields, resourceIdSchema } from './scalars.ts';

/*
 * Facts about the owner's network, reduced to what decides whether TCP 25 reaches the internet. In each of them `properties`
 * is absent when ARM sent none or when they could not be understood: whatever needs them is then unknown, never allowed.
 * Lists that ARM sends as null or leaves out are empty here.
 */
/** One IP configuration of a NIC. Without a `subnet` its place in the network is unknown. */
const ipConfigurationSchema = z.object({
  id: resourceIdSchema.optional(),
  name: z.string().optional(),
  primary: z.boolean().optional(),
  version: z.string().optional(),
  privateAddress: z.string().optional(),
  subnet: resourceIdSchema.optional(),
  publicAddress: resourceIdSchema.optional(),
  applicationSecurityGroups: z.array(resourceIdSchema),
  backendPools: z.array(resourceIdSchema),
});

/** A network interface. `allowPort25Out` is the NIC flag, absent when ARM did not report a boolean. */
export const nicFactSchema = z.object({
  ...resourceFields,
  properties: z
    .object({
      virtualMachine: resourceIdSchema.optional(),
      primary: z.boolean().optional(),
      allowPort25Out: z.boolean().optional(),
      networkSecurityGroup: resourceIdSchema.optional(),
      enableIPForwarding: z.boolean().optional(),
      defaultOutboundConnectivityEnabled: z.boolean().optional(),
      ipConfigurations: z.array(ipConfigurationSchema),
    })
    .optional(),
});

/**
 * One security rule; singular and plural forms of a field are already one list. An empty list says nothing at all about that
 * side, which makes the rule unusable unless application security groups speak for it.
 */
const ruleSchema = z.object({
  name: z.string(),
  priority: z.number().optional(),
  direction: z.string().optional(),
  access: z.string().optional(),
  protocol: z.string().optional(),
  sources: z.array(z.string()),
  sourcePorts: z.array(z.string()),
  sourceGroups: z.array(resourceIdSchema),
  destinations: z.array(z.string()),
  destinationPorts: z.array(z.string()),
  destinationGroups: z.array(resourceIdSchema),
});

/** A network security group; `defaultRules` empty means that ARM's three outbound defaults are to be assumed. */
export const securityGroupFactSchema = z.object({
  ...resourceFields,
  properties: z.object({ rules: z.array(ruleSchema), defaultRules: z.array(ruleSchema) }).optional(),
});

export const routeTableFactSchema = z.object({
  ...resourceFields,
  properties: z
    .object({
      disableBgpRoutePropagation: z.boolean().optional(),
      routes: z.array(
        z.object({
          name: z.string(),
          prefix: z.string().optional(),
          nextHopType: z.string().optional(),
          nextHopAddress: z.string().optional(),
        }),
      ),
    })
    .optional(),
});

const subnetSchema = z.object({
  id: resourceIdSchema,
  name: z.string(),
  properties: z
    .object({
      prefixes: z.array(z.string()),
      networkSecurityGroup: resourceIdSchema.optional(),
      routeTable: resourceIdSchema.optional(),
      natGateway: resourceIdSchema.optional(),
      defaultOutboundAccess: z.boolean().optional(),
      delegated: z.boolean(),
      hasIpConfigurations: z.boolean(),
    })
    .optional(),
});

const peeringSchema = z.object({
  name: z.string(),
  state: z.string().optional(),
  remoteNetwork: resourceIdSchema.optional(),
  remotePrefixes: z.array(z.string()),
  useRemoteGateways: z.boolean(),
});

export const virtualNetworkFactSchema = z.object({
  ...resourceFields,
  properties: z
    .object({
      addressSpace: z.array(z.string()),
      subnets: z.array(subnetSchema),
      peerings: z.array(peeringSchema),
      defaultNatGateway: resourceIdSchema.optional(),
    })
    .optional(),
});

/** A NAT gateway; only its IPv4 addresses and prefixes. */
export const natGatewayFactSchema = z.object({
  ...resourceFields,
  properties: z
    .object({
      publicAddresses: z.array(resourceIdSchema),
      publicPrefixes: z.array(resourceIdSchema),
      sourceNetwork: resourceIdSchema.optional(),
    })
    .optional(),
});

/** A public IP address; `allocation` is `Static` or `Dynamic` in ARM's words, `attachedTo` the IP configuration that holds it. */
export const publicAddressFactSchema = z.object({
  ...resourceFields,
  properties: z
    .object({
      address: z.string().optional(),
      version: z.string().optional(),
      allocation: z.string().optional(),
      attachedTo: resourceIdSchema.optional(),
      reverseFqdn: z.string().optional(),
    })
    .optional(),
});

/** A public IP prefix; `prefix` in CIDR. */
export const publicPrefixFactSchema = z.object({
  ...resourceFields,
  properties: z.object({ prefix: z.string().optional(), version: z.string().optional() }).optional(),
});

const frontendSchema = z.object({
  id: resourceIdSchema,
  publicAddress: resourceIdSchema.optional(),
  publicPrefix: resourceIdSchema.optional(),
  privateAddress: z.string().optional(),
  subnet: resourceIdSchema.optional(),
});

const poolSchema = z.object({
  id: resourceIdSchema,
  network: resourceIdSchema.optional(),
  ipConfigurations: z.array(resourceIdSchema),
  addresses: z.array(z.object({ address: z.string(), network: resourceIdSchema.optional() })),
});

const balancingRuleSchema = z.object({
  name: z.string(),
  protocol: z.string().optional(),
  pools: z.array(resourceIdSchema),
  frontends: z.array(resourceIdSchema),
  disableOutboundSnat: z.boolean(),
});

/** A load balancer: front ends, back-end pools, and the two kinds of rule that can give members a way out. */
export const loadBalancerFactSchema = z.object({
  ...resourceFields,
  sku: z.string().optional(),
  properties: z
    .object({
      frontends: z.array(frontendSchema),
      pools: z.array(poolSchema),
      loadBalancingRules: z.array(balancingRuleSchema),
      outboundRules: z.array(balancingRuleSchema),
    })
    .optional(),
});

export type IpConfigurationFact = z.output<typeof ipConfigurationSchema>;
export type NicFact = z.output<typeof nicFactSchema>;
export type RuleFact = z.output<typeof ruleSchema>;
export type SecurityGroupFact = z.output<typeof securityGroupFactSchema>;
export type RouteTableFact = z.output<typeof routeTableFactSchema>;
export type SubnetFact = z.output<typeof subnetSchema>;
export type PeeringFact = z.output<typeof peeringSchema>;
export type VirtualNetworkFact = z.output<typeof virtualNetworkFactSchema>;
export type NatGatewayFact = z.output<typeof natGatewayFactSchema>;
export type PublicAddressFact = z.output<typeof publicAddressFactSchema>;
export type PublicPrefixFact = z.output<typeof publicPrefixFactSchema>;
export type LoadBalancerFact = z.output<typeof loadBalancerFactSchema>;
