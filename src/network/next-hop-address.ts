import type { FirewallFact } from '../model/network-facts.ts';
import type { NotResolvedWhy } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf, parentKeyOf } from '../model/resource-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import { hasAddress } from './address-set.ts';
import { ipv4Number } from './ip-prefix.ts';
import type { NetworkWorld } from './network-world.ts';
import type { KnownPlace } from './place.ts';
import { prefixList } from './prefix-list.ts';

/**
 * What a next hop address belongs to. `certain` is false for a firewall of which only the address and the reachable address space
 * speak.
 */
export type AddressOwner =
  | { readonly kind: 'firewall'; readonly firewall: FirewallFact; readonly certain: boolean }
  | { readonly kind: 'unresolved'; readonly why: NotResolvedWhy };

/**
 * Looks a next hop address up in the network and its connected peers. Private addresses repeat across a tenant, so only networks
 * count whose address space holds the address, and of the firewalls with it the one whose subnet is in such a network. Where a
 * firewall does not say which subnet it is in, one of the same subscription and then the only one with this address is taken for it.
 */
export function nextHopAddress(
  address: string | undefined,
  place: KnownPlace,
  world: NetworkWorld,
): AddressOwner {
  const number = address === undefined ? undefined : ipv4Number(address);
  if (address === undefined || number === undefined) return { kind: 'unresolved', why: 'no-address' };
  const holders = holdersOf(number, place);
  if (holders.length === 0) return { kind: 'unresolved', why: 'not-found' };
  const firewalls = firewallsAt(address, world);
  const inReach = firewalls.filter((firewall) => holders.some((holder) => isIn(firewall, holder)));
  if (inReach.length > 0) return only(inReach, true);
  const unplaced = firewalls.filter(isUnplaced);
  const nearby = unplaced.filter((firewall) => holders.some((holder) => isNear(firewall, holder)));
  return only(nearby.length > 0 ? nearby : unplaced, false);
}

/** A reachable network whose address space holds the address. */
interface Holder {
  readonly id: ResourceId | undefined;
  readonly isVirtualHub: boolean;
}

function holdersOf(address: number, place: KnownPlace): readonly Holder[] {
  const own = prefixList(place.network.properties.addressSpace);
  if (hasAddress(own, address)) return [{ id: place.network.id, isVirtualHub: false }];
  return place.peers
    .filter(({ spaces }) => hasAddress(spaces, address))
    .map(({ peering, isVirtualHub }) => ({ id: peering.remoteNetwork, isVirtualHub }));
}

function firewallsAt(address: string, world: NetworkWorld): readonly FirewallFact[] {
  const own = [...world.own.firewalls.values()].filter(({ properties }) =>
    properties?.privateAddresses.some((each) => each.trim() === address),
  );
  const keys = new Set(own.map(({ id }) => keyOf(id)));
  const others = world.tenant.firewalls.get(address) ?? [];
  return [...own, ...others.filter(({ id }) => !keys.has(keyOf(id)))];
}

/** A firewall in a virtual hub is reached through the hub's peering, any other in the network of its subnet. */
function isIn({ properties }: FirewallFact, holder: Holder): boolean {
  if (properties?.virtualHub !== undefined) return holder.isVirtualHub;
  const network = holder.id === undefined ? undefined : keyOf(holder.id);
  return properties?.subnets.some((subnet) => parentKeyOf(subnet) === network) ?? false;
}

/** The firewall says neither which subnet nor which virtual hub it is in. */
function isUnplaced({ properties }: FirewallFact): boolean {
  return properties?.virtualHub === undefined && properties?.subnets.length === 0;
}

function isNear(firewall: FirewallFact, holder: Holder): boolean {
  return holder.id !== undefined && subscriptionOf(firewall.id) === subscriptionOf(holder.id);
}

function only(firewalls: readonly FirewallFact[], certain: boolean): AddressOwner {
  const [firewall, another] = firewalls;
  if (firewall === undefined) return { kind: 'unresolved', why: 'not-found' };
  return another === undefined
    ? { kind: 'firewall', firewall, certain }
    : { kind: 'unresolved', why: 'several' };
}
