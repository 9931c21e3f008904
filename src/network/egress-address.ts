import type { NetworkReason } from '../model/network-reason.ts';
import type { EgressAddress } from '../model/path-finding.ts';
import type { ResourceId } from '../model/resource-id.ts';
import type { NetworkWorld } from './network-world.ts';
import { lookUp } from './network-world.ts';

/**
 * The IPv4 addresses that public addresses and prefixes give to send from. One that is referred to but not readable still proves
 * the way out: it is in the list without its address, and `reasons` name it. IPv6 ones are left out.
 */
export interface EgressAddresses {
  readonly addresses: readonly EgressAddress[];
  readonly reasons: readonly NetworkReason[];
}

/** What a NIC, NAT gateway, front end or firewall has to send from. */
export interface PublicResources {
  readonly addresses: readonly ResourceId[];
  readonly prefixes: readonly ResourceId[];
}

/** Microsoft's own address for default outbound access: not the owner's, and it may change. */
export const DEFAULT_OUTBOUND_ADDRESS: EgressAddress = { owned: false, isStatic: false };

export function egressAddresses(resources: PublicResources, world: NetworkWorld): EgressAddresses {
  const all = [
    ...resources.addresses.map((id) => ofAddress(id, world)),
    ...resources.prefixes.map((id) => ofPrefix(id, world)),
  ];
  return {
    addresses: all.flatMap(({ address }) => address ?? []),
    reasons: all.flatMap(({ reason }) => reason ?? []),
  };
}

interface Resolved {
  readonly address?: EgressAddress;
  readonly reason?: NetworkReason;
}

function ofAddress(id: ResourceId, world: NetworkWorld): Resolved {
  const found = lookUp(world, 'publicAddresses', id);
  if (found.kind === 'missing') return notRead(id, { code: 'public-address-not-read', ...found.missing });
  const { properties } = found.fact;
  if (properties === undefined) {
    return notRead(id, { code: 'public-address-not-read', object: id, why: 'not-described' });
  }
  if (isIpv6(properties.version)) return {};
  return {
    address: {
      ...(properties.address === undefined ? {} : { address: properties.address }),
      resource: found.fact.id,
      ...(properties.allocation === undefined
        ? {}
        : { isStatic: properties.allocation.toLowerCase() === 'static' }),
      owned: true,
      reverseDns: properties.reverseFqdn ?? null,
    },
  };
}

/** A prefix is reserved, hence static; reverse DNS is set on single addresses, so of a prefix it is not known. */
function ofPrefix(id: ResourceId, world: NetworkWorld): Resolved {
  const found = lookUp(world, 'publicPrefixes', id);
  if (found.kind === 'missing') return notRead(id, { code: 'public-address-not-read', ...found.missing });
  const { properties } = found.fact;
  if (isIpv6(properties?.version)) return {};
  const prefix = properties?.prefix;
  const known = { resource: found.fact.id, isStatic: true, owned: true };
  return { address: prefix === undefined ? known : { address: prefix, ...known } };
}

function notRead(id: ResourceId, reason: NetworkReason): Resolved {
  return { address: { resource: id, owned: true }, reason };
}

function isIpv6(version: string | undefined): boolean {
  return version?.toLowerCase() === 'ipv6';
}
