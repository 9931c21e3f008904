import type { NotResolvedWhy } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf, parentKeyOf } from '../model/resource-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import type { HeldAppliance } from './appliance-at.ts';
import { appliancesAt, isIdleAt } from './appliance-at.ts';
import type { FirewallSketch } from './firewall-sketch.ts';
import { ipv4Number } from './ip-prefix.ts';
import { isInInventory, listGap } from './missing-object.ts';
import type { NetworkWorld } from './network-world.ts';

/** A reachable network whose address space holds a next hop address. */
export interface AddressHolder {
  readonly id: ResourceId | undefined;
  readonly isVirtualHub: boolean;
}

/**
 * What a next hop address belongs to. `certain` is false for a firewall of which only the address and the reachable address space
 * speak.
 */
export type AddressOwner =
  | { readonly kind: 'firewall'; readonly firewall: FirewallSketch; readonly certain: boolean }
  | {
      readonly kind: 'appliance';
      readonly nics: readonly ResourceId[];
      readonly balancer: ResourceId | undefined;
    }
  | { readonly kind: 'unresolved'; readonly why: NotResolvedWhy };

/**
 * Looks a next hop address up in the networks that hold it. Private addresses repeat across a tenant, so of the firewalls, NICs and
 * front ends with it only those count that are in one of these networks. Where a firewall does not say which subnet it is in,
 * one of the same subscription and then the only one with this address is taken for it.
 */
export function nextHopAddress(
  address: string | undefined,
  holders: readonly AddressHolder[],
  world: NetworkWorld,
): AddressOwner {
  const number = address === undefined ? undefined : ipv4Number(address);
  if (address === undefined || number === undefined) return { kind: 'unresolved', why: 'no-address' };
  if (holders.length === 0) return { kind: 'unresolved', why: 'not-found' };
  const firewalls = world.tenant.firewalls.byAddress.get(address) ?? [];
  const placed = firewalls.filter((firewall) => holders.some((holder) => isIn(firewall, holder)));
  const held = holders.flatMap(({ id }) => (id === undefined ? [] : appliancesAt(address, id, world)));
  const [firewall] = placed;
  const [appliance] = held;
  if (placed.length + held.length > 1) return { kind: 'unresolved', why: 'several' };
  if (firewall !== undefined) return { kind: 'firewall', firewall, certain: true };
  if (appliance !== undefined) return ofAppliance(appliance);
  return unplacedFirewall(firewalls, holders) ?? { kind: 'unresolved', why: whyNone(number, holders, world) };
}

function ofAppliance({ nics, balancer, unread }: HeldAppliance): AddressOwner {
  if (unread) return { kind: 'unresolved', why: 'not-read' };
  return nics.length === 0
    ? { kind: 'unresolved', why: 'nothing-behind' }
    : { kind: 'appliance', nics, balancer };
}

/** A firewall in a virtual hub is reached through the hub's peering, any other in the network of its subnet. */
function isIn({ virtualHub, subnets }: FirewallSketch, holder: AddressHolder): boolean {
  if (virtualHub !== undefined) return holder.isVirtualHub;
  const network = holder.id === undefined ? undefined : keyOf(holder.id);
  return subnets.some((subnet) => parentKeyOf(subnet) === network);
}

/** Of the firewalls that say neither which subnet nor which virtual hub they are in. */
function unplacedFirewall(
  firewalls: readonly FirewallSketch[],
  holders: readonly AddressHolder[],
): AddressOwner | undefined {
  const unplaced = firewalls.filter((each) => each.virtualHub === undefined && each.subnets.length === 0);
  const nearby = unplaced.filter((firewall) => holders.some((holder) => isNear(firewall, holder)));
  const [firewall, another] = nearby.length > 0 ? nearby : unplaced;
  if (firewall === undefined) return undefined;
  return another === undefined
    ? { kind: 'firewall', firewall, certain: false }
    : { kind: 'unresolved', why: 'several' };
}

function isNear(firewall: FirewallSketch, holder: AddressHolder): boolean {
  return holder.id !== undefined && subscriptionOf(firewall.id) === subscriptionOf(holder.id);
}

/** Nothing that forwards has the address: a NIC that does not, nothing at all, or something that could not be read. */
function whyNone(address: number, holders: readonly AddressHolder[], world: NetworkWorld): NotResolvedWhy {
  if (holders.some(({ id }) => id !== undefined && isIdleAt(address, id, world)))
    return 'forwarding-disabled';
  return holders.some((holder) => isUnread(holder, world)) ? 'not-read' : 'not-found';
}

const HOLDING_KINDS = ['networkInterfaces', 'scaleSets', 'loadBalancers', 'firewalls'] as const;

function isUnread({ id, isVirtualHub }: AddressHolder, world: NetworkWorld): boolean {
  if (isVirtualHub) return false;
  const subscription = id === undefined ? undefined : subscriptionOf(id);
  return (
    !isInInventory(world, subscription) ||
    HOLDING_KINDS.some((kind) => listGap(world, kind, subscription) !== undefined)
  );
}
