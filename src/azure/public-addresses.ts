import * as z from 'zod';
import type { PublicAddressFact, PublicPrefixFact } from '../model/network-facts.ts';
import { factWithProperties, reference, referredId, reported, text } from './raw-arm.ts';

const publicAddressSchema = z.object({
  ipAddress: text,
  publicIPAddressVersion: text,
  publicIPAllocationMethod: text,
  ipConfiguration: reference,
  dnsSettings: z.object({ reverseFqdn: text }).nullish().catch(undefined),
});

/** A public IP address with its reverse DNS name. */
export function publicAddressFact(raw: unknown): PublicAddressFact | undefined {
  return factWithProperties(raw, publicAddressSchema, (address) =>
    reported({
      address: address.ipAddress || undefined,
      version: address.publicIPAddressVersion,
      allocation: address.publicIPAllocationMethod,
      attachedTo: referredId(address.ipConfiguration),
      reverseFqdn: address.dnsSettings?.reverseFqdn || undefined,
    }),
  );
}

const publicPrefixSchema = z.object({ ipPrefix: text, publicIPAddressVersion: text });

/** A public IP prefix. */
export function publicPrefixFact(raw: unknown): PublicPrefixFact | undefined {
  return factWithProperties(raw, publicPrefixSchema, (prefix) =>
    reported({ prefix: prefix.ipPrefix || undefined, version: prefix.publicIPAddressVersion }),
  );
}
