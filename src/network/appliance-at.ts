import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { InternalFrontend } from './appliance-index.ts';
import { forwardingMembers, isIdle } from './appliance-index.ts';
import { missingObject } from './missing-object.ts';
import type { NetworkWorld } from './network-world.ts';

/**
 * What holds an address and may pass traffic on: one NIC, or the NICs behind the front end of a load balancer. `unread`: not all that
 * is behind it could be read.
 */
export interface HeldAppliance {
  readonly nics: readonly ResourceId[];
  readonly balancer: ResourceId | undefined;
  readonly unread: boolean;
}

/** The NICs with IP forwarding and the internal front ends that hold an address in a network. */
export function appliancesAt(
  address: string,
  network: ResourceId,
  world: NetworkWorld,
): readonly HeldAppliance[] {
  const holders = world.tenant.appliances.networks.get(keyOf(network));
  const nics = [...new Map(holders?.forwarding?.get(address)?.map((id) => [keyOf(id), id])).values()];
  return [
    ...nics.map((nic) => ({ nics: [nic], balancer: undefined, unread: false })),
    ...(holders?.frontends?.get(address) ?? []).map((frontend) => behind(frontend, world)),
  ];
}

/** Whether a NIC that does not forward holds the address. */
export function isIdleAt(address: number, network: ResourceId, world: NetworkWorld): boolean {
  const holders = world.tenant.appliances.networks.get(keyOf(network));
  return holders !== undefined && isIdle(holders, address);
}

function behind(frontend: InternalFrontend, world: NetworkWorld): HeldAppliance {
  const { appliances } = world.tenant;
  const listed = frontend.members.flatMap(({ nics }) => nics);
  return {
    nics: forwardingMembers(frontend, appliances),
    balancer: frontend.balancer,
    unread: listed.some((nic) => !appliances.forwarding.has(keyOf(nic)) && isUnread(nic, world)),
  };
}

/** A member that is not among the forwarding NICs either does not forward, or its list was not read. */
function isUnread(nic: ResourceId, world: NetworkWorld): boolean {
  return missingObject(world, 'networkInterfaces', nic).why !== 'not-found';
}
