import type { Confidence } from '../model/confidence.ts';
import type { NetworkReason, RouteNamed } from '../model/network-reason.ts';
import type { EgressAddress } from '../model/path-finding.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { NetworkPath } from '../model/verdict.ts';
import { egressAddresses } from './egress-address.ts';
import type { NetworkWorld } from './network-world.ts';
import type { AddressOwner } from './next-hop-address.ts';
import type { Onward } from './stage-finding.ts';

/**
 * Where a route leads. Routes with the same `key` lead to the same thing, so that two halves of the internet sent to one firewall
 * are one path.
 */
export interface NextHop {
  readonly key: string;
  readonly path: Exclude<NetworkPath, 'denied' | 'partial'>;
  readonly owner?: ResourceId;
  readonly onward?: Onward;
  readonly addresses?: readonly EgressAddress[];
  readonly confidence: Confidence;
  readonly reasons: readonly NetworkReason[];
}

/** The address that a route names, and the route. An address may be unknown where a virtual hub names a resource instead. */
export interface Arrival {
  readonly address: string | null;
  readonly named: RouteNamed;
}

/** The next hop that the owner of an address is. */
export function reachedHop(owner: AddressOwner, arrival: Arrival, world: NetworkWorld): NextHop {
  switch (owner.kind) {
    case 'firewall':
      return firewallHop(owner, arrival, world);
    case 'appliance':
      return applianceHop(owner, arrival);
    case 'unresolved': {
      const { address, named } = arrival;
      const reason: NetworkReason = { code: 'appliance-not-resolved', address, why: owner.why, ...named };
      const key = `appliance ${address ?? named.nextHop}`;
      return { key, path: 'appliance', confidence: 'high', reasons: [reason] };
    }
  }
}

function firewallHop(
  { firewall, certain }: Extract<AddressOwner, { kind: 'firewall' }>,
  { address, named }: Arrival,
  world: NetworkWorld,
): NextHop {
  const reached = { firewall: firewall.id, address: address ?? firewall.privateAddresses[0] ?? '' };
  const reason: NetworkReason = { code: 'route-to-firewall', ...reached, ...named };
  const sendsFrom = egressAddresses({ addresses: firewall.publicAddresses, prefixes: [] }, world);
  const fromHub = firewall.hubPublicAddresses.map((each) => ({ address: each, owned: true }));
  return {
    key: `firewall ${keyOf(firewall.id)}`,
    path: 'firewall',
    owner: firewall.id,
    onward: { kind: 'firewall', firewall },
    addresses: [...sendsFrom.addresses, ...fromHub],
    confidence: certain ? 'high' : 'medium',
    reasons: certain ? [reason] : [reason, { code: 'firewall-matched-by-address', ...reached }],
  };
}

/** Behind a load balancer with one NIC the NIC owns the traffic; with several the load balancer stands for them. */
function applianceHop(
  { nics, balancer }: Extract<AddressOwner, { kind: 'appliance' }>,
  { address, named }: Arrival,
): NextHop {
  const [only, another] = nics;
  const owner = another === undefined ? only : balancer;
  const reason: NetworkReason = {
    code: 'route-to-appliance',
    address: address ?? '',
    nics,
    ...(balancer === undefined ? {} : { loadBalancer: balancer }),
    ...named,
  };
  return {
    key: `appliance ${nics.map(keyOf).toSorted().join(' ')}`,
    path: 'appliance',
    ...(owner === undefined ? {} : { owner }),
    onward: { kind: 'appliance', nics },
    confidence: 'high',
    reasons: [reason],
  };
}
