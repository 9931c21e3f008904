import type { LoadBalancerFact } from '../model/network-facts.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';

/** A back-end pool member that is named by its address in a virtual network, not by its NIC. */
export interface MemberAddress {
  readonly network: ResourceId;
  readonly key: string;
  readonly balancer: LoadBalancerFact;
  readonly pool: ResourceId;
}

/** All members of a load balancer's pools by address; an entry without a network cannot be anybody's. */
export function memberAddresses(balancer: LoadBalancerFact): readonly MemberAddress[] {
  const pools = balancer.properties?.pools ?? [];
  return pools.flatMap((pool) =>
    pool.addresses.flatMap((member) => {
      const network = member.network ?? pool.network;
      return network === undefined
        ? []
        : [{ network, key: memberKey(network, member.address), balancer, pool: pool.id }];
    }),
  );
}

/** The key by which a member by address is found. */
export function memberKey(network: ResourceId, address: string): string {
  return `${keyOf(network)} ${address.trim()}`;
}
