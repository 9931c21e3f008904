import type { Wire } from './estate.ts';
import { networkResource, type Place } from './place.ts';

/** What a public IP address is, in short. `holder` is the ID of the IP configuration that it is attached to. */
export interface PublicAddressSpec {
  readonly name: string;
  readonly allocation: 'Static' | 'Dynamic';
  readonly holder?: string;
  readonly natGateway?: string;
  readonly reverseDns?: boolean;
  readonly version?: 'IPv4' | 'IPv6';
}

// Addresses of a documentation range would be no part of the internet; these belong to Azure's own blocks.
function address(place: Place, version: 'IPv4' | 'IPv6'): string {
  if (version === 'IPv6') return `2603:1020:702:3::${place.seed.below(65536).toString(16)}`;
  return `20.${40 + place.seed.below(80)}.${place.seed.below(256)}.${1 + place.seed.below(254)}`;
}

function dns(name: string, place: Place): Wire {
  return {
    domainNameLabel: name.toLowerCase(),
    fqdn: `${name.toLowerCase()}.${place.location}.cloudapp.azure.com`,
    reverseFqdn: `${name.toLowerCase()}.mail.contoso.com.`,
  };
}

/** A public IP address in ARM's form; a dynamic one is of SKU Basic. */
export function publicAddressWire(place: Place, spec: PublicAddressSpec): Wire {
  const wire = networkResource(place, 'publicIPAddresses', {
    name: spec.name,
    properties: {
      ipAddress: address(place, spec.version ?? 'IPv4'),
      publicIPAddressVersion: spec.version ?? 'IPv4',
      publicIPAllocationMethod: spec.allocation,
      idleTimeoutInMinutes: 4,
      ipTags: [],
      ...(spec.reverseDns ? { dnsSettings: dns(spec.name, place) } : {}),
      ...(spec.holder === undefined ? {} : { ipConfiguration: { id: spec.holder } }),
      ...(spec.natGateway === undefined ? {} : { natGateway: { id: spec.natGateway } }),
    },
  });
  return spec.allocation === 'Static'
    ? { ...wire, zones: ['1', '2', '3'], sku: { name: 'Standard', tier: 'Regional' } }
    : { ...wire, sku: { name: 'Basic', tier: 'Regional' } };
}
