import type { LoadBalancerFact } from '../model/network-facts.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import { keyOf, nameOf } from '../model/resource-id.ts';
import type { EgressAddresses } from './egress-address.ts';
import { egressAddresses } from './egress-address.ts';
import type { NetworkWorld } from './network-world.ts';
import type { Membership } from './pool-membership.ts';
import { poolMemberships } from './pool-membership.ts';
import type { PlacedSender, WayOut } from './source-stage.ts';
import { unreadLists } from './unread-list.ts';

/**
 * A load balancer gives its pool's members a way out by an outbound rule, or by a load-balancing rule that leaves outbound SNAT on,
 * each with a public IPv4 front end and not for UDP alone. An inbound NAT rule gives none.
 * https://learn.microsoft.com/azure/load-balancer/load-balancer-outbound-connections
 */
export function balancerWayOut(sender: PlacedSender, world: NetworkWorld): WayOut {
  const { found, missing } = poolMemberships(sender, world);
  const notRead = missing.map((each): NetworkReason => ({ code: 'load-balancer-not-read', ...each }));
  const carriers = found.flatMap((membership) => carrierOf(membership, world) ?? []);
  const byNic = carriers.filter(({ membership }) => membership.by === 'nic');
  if (byNic.length > 0) return wayOut(byNic, notRead);
  const undescribed = found.flatMap(({ balancer, by }): readonly NetworkReason[] =>
    by === 'nic' && balancer.properties === undefined
      ? [{ code: 'load-balancer-not-read', object: balancer.id, why: 'not-described' }]
      : [],
  );
  // A member's load balancer that cannot be read may give a way out or, being Standard, take default outbound access away.
  if (notRead.length + undescribed.length > 0)
    return { kind: 'unknown', reasons: [...notRead, ...undescribed] };
  if (carriers.length > 0) return wayOut(carriers, []);
  return {
    kind: 'no-way-out',
    reasons: [
      ...unreadLists('loadBalancers', sender, world),
      ...found.map(
        ({ balancer }): NetworkReason => ({
          code: 'load-balancer-without-outbound',
          loadBalancer: balancer.id,
        }),
      ),
    ],
  };
}

/** A membership that gives a way out, with the addresses of the front ends that carry it. */
interface Carrier {
  readonly membership: Membership;
  readonly sendsFrom: EgressAddresses;
}

function carrierOf(membership: Membership, world: NetworkWorld): Carrier | undefined {
  const { balancer, pool } = membership;
  if (balancer.properties === undefined) return undefined;
  const { frontends, outboundRules, loadBalancingRules } = balancer.properties;
  const rules = [...outboundRules, ...loadBalancingRules.filter((rule) => !rule.disableOutboundSnat)];
  const used = new Set(
    rules
      .filter(
        (rule) =>
          ['all', 'tcp'].includes(rule.protocol?.toLowerCase() ?? 'all') &&
          rule.pools.some((each) => keyOf(each) === pool),
      )
      .flatMap((rule) => rule.frontends.map(keyOf)),
  );
  const carrying = frontends.filter(({ id }) => used.has(keyOf(id)));
  const sendsFrom = egressAddresses(
    {
      addresses: carrying.flatMap(({ publicAddress }) => publicAddress ?? []),
      prefixes: carrying.flatMap(({ publicPrefix }) => publicPrefix ?? []),
    },
    world,
  );
  return sendsFrom.addresses.length === 0 ? undefined : { membership, sendsFrom };
}

/** Members by address keep default outbound access beside the load balancer, so which one carries the mail is less sure. */
function wayOut(carriers: readonly Carrier[], notRead: readonly NetworkReason[]): WayOut {
  const byAddress = carriers.filter(({ membership }) => membership.by === 'address');
  const balancers = distinct(carriers.map(({ membership }) => membership.balancer));
  const addresses = carriers.flatMap(({ sendsFrom }) => sendsFrom.addresses);
  return {
    kind: 'way-out',
    egress: 'load-balancer',
    addresses: [...new Map(addresses.map((address) => [address.resource, address])).values()],
    confidence: byAddress.length > 0 || notRead.length > 0 ? 'medium' : 'high',
    reasons: [
      ...byAddress.map(
        ({ membership }): NetworkReason => ({
          code: 'load-balancer-member-by-address',
          loadBalancer: membership.balancer.id,
        }),
      ),
      ...notRead,
      ...carriers.flatMap(({ sendsFrom }) => sendsFrom.reasons),
    ],
    evidence: {
      fact: 'source address',
      value: `load balancer ${balancers.map(({ id }) => nameOf(id)).join(', ')}`,
      source: `${balancers.map(({ id }) => id).join(', ')} properties.outboundRules, properties.loadBalancingRules`,
    },
  };
}

function distinct(balancers: readonly LoadBalancerFact[]): readonly LoadBalancerFact[] {
  return [...new Map(balancers.map((balancer) => [keyOf(balancer.id), balancer])).values()];
}
