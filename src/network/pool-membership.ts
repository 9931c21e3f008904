import type { LoadBalancerFact } from '../model/network-facts.ts';
import type { NotRead } from '../model/network-reason.ts';
import { keyOf } from '../model/resource-id.ts';
import { memberKey } from './member-addresses.ts';
import type { NetworkWorld } from './network-world.ts';
import { lookUp } from './network-world.ts';
import { parentIdOf } from './parent-id.ts';
import type { PlacedSender } from './source-stage.ts';

/** A load balancer with the key of one of its pools that an IP configuration is in. */
export interface Membership {
  readonly balancer: LoadBalancerFact;
  readonly pool: string;
  readonly by: 'nic' | 'address';
}

export interface Memberships {
  readonly found: readonly Membership[];
  readonly missing: readonly NotRead[];
}

/** The pools that an IP configuration is in: by NIC reference from either side, and by its private address in the network. */
export function poolMemberships(sender: PlacedSender, world: NetworkWorld): Memberships {
  const byNic = byReference(sender, world);
  const held = new Set(byNic.found.map(({ pool }) => pool));
  const byAddress = byPrivateAddress(sender, world).filter(({ pool }) => !held.has(pool));
  return { found: [...byNic.found, ...byAddress], missing: byNic.missing };
}

function byReference({ configuration }: PlacedSender, world: NetworkWorld): Memberships {
  const listed =
    configuration.id === undefined ? undefined : world.poolsByMember.get(keyOf(configuration.id));
  const found: Membership[] = [];
  const missing: NotRead[] = [];
  const pools = new Set<string>();
  for (const pool of [...configuration.backendPools, ...(listed ?? [])]) {
    const key = keyOf(pool);
    if (pools.has(key)) continue;
    pools.add(key);
    const balancer = lookUp(world, 'loadBalancers', parentIdOf(pool));
    if (balancer.kind === 'missing') missing.push(balancer.missing);
    else found.push({ balancer: balancer.fact, pool: key, by: 'nic' });
  }
  return { found, missing };
}

function byPrivateAddress(
  { configuration, place }: PlacedSender,
  world: NetworkWorld,
): readonly Membership[] {
  if (configuration.privateAddress === undefined) return [];
  const key = memberKey(place.network.id, configuration.privateAddress);
  const members = [
    ...(world.membersByAddress.get(key) ?? []),
    ...(world.tenant.membersByAddress.get(key) ?? []),
  ];
  return members.map(({ balancer, pool }) => ({ balancer, pool: keyOf(pool), by: 'address' }));
}
