import * as z from 'zod';
import type { PeeringFact, SubnetFact, VirtualNetworkFact } from '../model/network-facts.ts';
import {
  factWithProperties,
  flag,
  listOf,
  merged,
  reference,
  referredId,
  reported,
  text,
  texts,
} from './raw-arm.ts';

const addressSpaceSchema = z.object({ addressPrefixes: texts }).nullish();

const peeringSchema = z.object({
  name: text,
  properties: z
    .object({
      peeringState: text,
      remoteVirtualNetwork: reference,
      remoteAddressSpace: addressSpaceSchema,
      remoteVirtualNetworkAddressSpace: addressSpaceSchema,
      useRemoteGateways: flag,
    })
    .nullish(),
});

const subnetSchema = z.object({
  id: z.string().min(1),
  name: text,
  properties: z.unknown().optional(),
});

const subnetPropertiesSchema = z.object({
  addressPrefix: text,
  addressPrefixes: texts,
  networkSecurityGroup: reference,
  routeTable: reference,
  natGateway: reference,
  defaultOutboundAccess: flag,
  delegations: listOf(z.unknown()),
  ipConfigurations: listOf(z.unknown()),
});

const networkSchema = z.object({
  addressSpace: addressSpaceSchema,
  subnets: listOf(subnetSchema),
  virtualNetworkPeerings: listOf(peeringSchema),
  defaultPublicNatGateway: reference,
});

function subnet(raw: z.output<typeof subnetSchema>): SubnetFact[] {
  const fact = factWithProperties(raw, subnetPropertiesSchema, (properties) => ({
    prefixes: merged(properties.addressPrefix, properties.addressPrefixes),
    ...reported({
      networkSecurityGroup: referredId(properties.networkSecurityGroup),
      routeTable: referredId(properties.routeTable),
      natGateway: referredId(properties.natGateway),
      defaultOutboundAccess: properties.defaultOutboundAccess,
    }),
    delegated: (properties.delegations ?? []).length > 0,
    hasIpConfigurations: (properties.ipConfigurations ?? []).length > 0,
  }));
  return fact === undefined ? [] : [fact];
}

function peering(raw: z.output<typeof peeringSchema>): PeeringFact {
  const properties = raw.properties;
  const prefixes = [
    ...(properties?.remoteVirtualNetworkAddressSpace?.addressPrefixes ?? []),
    ...(properties?.remoteAddressSpace?.addressPrefixes ?? []),
  ];
  return {
    name: raw.name || '(peering without a name)',
    ...reported({
      state: properties?.peeringState,
      remoteNetwork: referredId(properties?.remoteVirtualNetwork),
    }),
    remotePrefixes: merged(undefined, prefixes),
    useRemoteGateways: properties?.useRemoteGateways === true,
  };
}

/** A virtual network with its subnets and peerings. */
export function virtualNetworkFact(raw: unknown): VirtualNetworkFact | undefined {
  return factWithProperties(raw, networkSchema, (network) => ({
    addressSpace: merged(undefined, network.addressSpace?.addressPrefixes),
    subnets: (network.subnets ?? []).flatMap(subnet),
    peerings: (network.virtualNetworkPeerings ?? []).map(peering),
    ...reported({ defaultNatGateway: referredId(network.defaultPublicNatGateway) }),
  }));
}
