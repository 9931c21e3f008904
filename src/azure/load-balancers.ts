import * as z from 'zod';
import type { LoadBalancerFact } from '../model/network-facts.ts';
import { parseResourceId } from '../model/resource-id.ts';
import {
  factWithProperties,
  flag,
  listOf,
  reference,
  references,
  referredId,
  referredIds,
  reported,
  text,
} from './raw-arm.ts';

const frontendSchema = z.object({
  id: z.string().min(1),
  properties: z
    .object({
      publicIPAddress: reference,
      publicIPPrefix: reference,
      privateIPAddress: text,
      subnet: reference,
    })
    .nullish(),
});

const poolSchema = z.object({
  id: z.string().min(1),
  properties: z
    .object({
      virtualNetwork: reference,
      backendIPConfigurations: references,
      loadBalancerBackendAddresses: listOf(
        z.object({
          properties: z.object({ ipAddress: text, virtualNetwork: reference, subnet: reference }).nullish(),
        }),
      ),
    })
    .nullish(),
});

const ruleSchema = z.object({
  name: text,
  properties: z
    .object({
      protocol: text,
      backendAddressPool: reference,
      backendAddressPools: references,
      frontendIPConfiguration: reference,
      frontendIPConfigurations: references,
      disableOutboundSnat: flag,
    })
    .nullish(),
});

const loadBalancerSchema = z.object({
  frontendIPConfigurations: listOf(frontendSchema),
  backendAddressPools: listOf(poolSchema),
  loadBalancingRules: listOf(ruleSchema),
  outboundRules: listOf(ruleSchema),
});

const skuSchema = z.object({ sku: z.object({ name: text }).nullish().catch(undefined) });

function frontend(raw: z.output<typeof frontendSchema>) {
  const id = parseResourceId(raw.id);
  if (id === undefined) return [];
  const fields = reported({
    publicAddress: referredId(raw.properties?.publicIPAddress),
    publicPrefix: referredId(raw.properties?.publicIPPrefix),
    privateAddress: raw.properties?.privateIPAddress || undefined,
    subnet: referredId(raw.properties?.subnet),
  });
  return [{ id, ...fields }];
}

function pool(raw: z.output<typeof poolSchema>) {
  const id = parseResourceId(raw.id);
  if (id === undefined) return [];
  const addresses = (raw.properties?.loadBalancerBackendAddresses ?? []).flatMap(({ properties }) =>
    properties?.ipAddress
      ? [{ address: properties.ipAddress, ...reported({ network: referredId(properties.virtualNetwork) }) }]
      : [],
  );
  return [
    {
      id,
      ...reported({ network: referredId(raw.properties?.virtualNetwork) }),
      ipConfigurations: referredIds(raw.properties?.backendIPConfigurations),
      addresses,
    },
  ];
}

function rule(raw: z.output<typeof ruleSchema>) {
  const properties = raw.properties;
  const pools = referredId(properties?.backendAddressPool);
  const front = referredId(properties?.frontendIPConfiguration);
  return {
    name: raw.name || '(rule without a name)',
    ...reported({ protocol: properties?.protocol }),
    pools: [...(pools === undefined ? [] : [pools]), ...referredIds(properties?.backendAddressPools)],
    frontends: [
      ...(front === undefined ? [] : [front]),
      ...referredIds(properties?.frontendIPConfigurations),
    ],
    disableOutboundSnat: properties?.disableOutboundSnat === true,
  };
}

/** A load balancer with what decides whether its pool members have a way out. */
export function loadBalancerFact(raw: unknown): LoadBalancerFact | undefined {
  const fact = factWithProperties(raw, loadBalancerSchema, (balancer) => ({
    frontends: (balancer.frontendIPConfigurations ?? []).flatMap(frontend),
    pools: (balancer.backendAddressPools ?? []).flatMap(pool),
    loadBalancingRules: (balancer.loadBalancingRules ?? []).map(rule),
    outboundRules: (balancer.outboundRules ?? []).map(rule),
  }));
  const sku = skuSchema.safeParse(raw);
  return fact && { ...fact, ...reported({ sku: sku.success ? sku.data.sku?.name : undefined }) };
}
