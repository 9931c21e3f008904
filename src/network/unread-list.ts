import type { NetworkReason } from '../model/network-reason.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import { memoPerOwner } from './memo-per-owner.ts';
import { listGap } from './missing-object.ts';
import type { NetworkWorld } from './network-world.ts';
import type { KnownPlace } from './place.ts';
import type { PlacedSender } from './source-stage.ts';

const LISTS = { natGateways: 'NAT gateways', loadBalancers: 'load balancers' } as const;

const unread = memoPerOwner<readonly NetworkReason[]>();

/** The lists, of the network's and the VM's own subscription, in which something could be that nothing refers to. */
export function unreadLists(
  kind: keyof typeof LISTS,
  { place }: PlacedSender,
  world: NetworkWorld,
): readonly NetworkReason[] {
  return unread(place, kind, () => findUnread(kind, place, world));
}

function findUnread(
  kind: keyof typeof LISTS,
  place: KnownPlace,
  world: NetworkWorld,
): readonly NetworkReason[] {
  const subscriptions = new Set([subscriptionOf(place.network.id), world.subscription]);
  return [...subscriptions].flatMap((subscription): readonly NetworkReason[] => {
    const gap = listGap(world, kind, subscription);
    if (gap === undefined || subscription === undefined) return [];
    const action = gap.why === 'unreadable' ? gap.problem.action : undefined;
    return [
      {
        code: 'list-not-read',
        list: LISTS[kind],
        object: `/subscriptions/${subscription}`,
        subscription,
        why: gap.why,
        ...(action === undefined ? {} : { action }),
      },
    ];
  });
}
