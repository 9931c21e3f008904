import * as z from 'zod';
import type { IpConfigurationFact, NicFact } from '../model/network-facts.ts';
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

const ipConfigurationSchema = z.object({
  id: text,
  name: text,
  properties: z
    .object({
      primary: flag,
      privateIPAddress: text,
      privateIPAddressVersion: text,
      subnet: reference,
      publicIPAddress: reference,
      applicationSecurityGroups: references,
      loadBalancerBackendAddressPools: references,
    })
    .nullish(),
});

const nicSchema = z.object({
  virtualMachine: reference,
  primary: flag,
  /** The NIC flag stands in no published API model; anything but a boolean counts as not reported. */
  allowPort25Out: flag.catch(undefined),
  networkSecurityGroup: reference,
  enableIPForwarding: flag,
  defaultOutboundConnectivityEnabled: flag.catch(undefined),
  ipConfigurations: listOf(ipConfigurationSchema),
});

function ipConfiguration(raw: z.output<typeof ipConfigurationSchema>): IpConfigurationFact {
  const properties = raw.properties;
  return {
    ...reported({
      id: parseResourceId(raw.id ?? ''),
      name: raw.name,
      primary: properties?.primary,
      version: properties?.privateIPAddressVersion,
      privateAddress: properties?.privateIPAddress,
      subnet: referredId(properties?.subnet),
      publicAddress: referredId(properties?.publicIPAddress),
    }),
    applicationSecurityGroups: referredIds(properties?.applicationSecurityGroups),
    backendPools: referredIds(properties?.loadBalancerBackendAddressPools),
  };
}

/** A network interface with the NIC flag, which the typed client of `@azure/arm-network` would drop. */
export function nicFact(raw: unknown): NicFact | undefined {
  return factWithProperties(raw, nicSchema, (nic) => ({
    ...reported({
      virtualMachine: referredId(nic.virtualMachine),
      primary: nic.primary,
      allowPort25Out: nic.allowPort25Out,
      networkSecurityGroup: referredId(nic.networkSecurityGroup),
      enableIPForwarding: nic.enableIPForwarding,
      defaultOutboundConnectivityEnabled: nic.defaultOutboundConnectivityEnabled,
    }),
    ipConfigurations: (nic.ipConfigurations ?? []).map(ipConfiguration),
  }));
}
