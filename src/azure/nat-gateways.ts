import * as z from 'zod';
import type { NatGatewayFact } from '../model/network-facts.ts';
import { factWithProperties, reference, references, referredId, referredIds, reported } from './raw-arm.ts';

const natGatewaySchema = z.object({
  publicIpAddresses: references,
  publicIpPrefixes: references,
  sourceVirtualNetwork: reference,
});

/** A NAT gateway with its IPv4 addresses and prefixes; the IPv6 ones stand in fields of their own and are not read. */
export function natGatewayFact(raw: unknown): NatGatewayFact | undefined {
  return factWithProperties(raw, natGatewaySchema, (gateway) => ({
    publicAddresses: referredIds(gateway.publicIpAddresses),
    publicPrefixes: referredIds(gateway.publicIpPrefixes),
    ...reported({ sourceNetwork: referredId(gateway.sourceVirtualNetwork) }),
  }));
}
