import type { IpConfigurationFact } from '../model/network-facts.ts';
import { keyOf } from '../model/resource-id.ts';
import type { AddressSet } from './address-set.ts';
import { hasAddress, intersectionOf, isEmpty, isWithin } from './address-set.ts';
import { ipv4Number } from './ip-prefix.ts';
import type { Place } from './place.ts';
import type { RuleSources } from './security-rule.ts';

/** A NIC as the source of traffic: its private address, or the addresses of its subnet while that is not known. */
export interface NicSource {
  readonly address: number | undefined;
  readonly subnet: AddressSet | undefined;
  readonly groups: readonly string[];
}

export type SourceCoverage = 'covers' | 'does-not-cover' | 'unclear';

export function nicSource(configuration: IpConfigurationFact, place: Place): NicSource {
  return {
    address:
      configuration.privateAddress === undefined ? undefined : ipv4Number(configuration.privateAddress),
    subnet: place.kind === 'known' ? place.subnetAddresses : undefined,
    groups: configuration.applicationSecurityGroups.map(keyOf),
  };
}

/** Whether a rule's sources cover a NIC. */
export function sourceCoverage(sources: RuleSources, nic: NicSource): SourceCoverage {
  if (sources.kind === 'all') return 'covers';
  if (nic.groups.some((group) => sources.groups.has(group))) return 'covers';
  const byAddress = addressCoverage(sources.addresses, nic);
  return byAddress === 'does-not-cover' && sources.unclear ? 'unclear' : byAddress;
}

function addressCoverage(addresses: AddressSet, { address, subnet }: NicSource): SourceCoverage {
  if (isEmpty(addresses)) return 'does-not-cover';
  if (address !== undefined) return hasAddress(addresses, address) ? 'covers' : 'does-not-cover';
  if (subnet === undefined || isEmpty(subnet)) return 'unclear';
  if (isWithin(subnet, addresses)) return 'covers';
  return isEmpty(intersectionOf(subnet, addresses)) ? 'does-not-cover' : 'unclear';
}
