import type { NotRead } from '../model/network-reason.ts';
import type { ResourceId } from '../model/resource-id.ts';
import { keyOf } from '../model/resource-id.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import type { ListedKind, ListGap, ListGaps } from './network-kind.ts';
import type { NetworkWorld } from './network-world.ts';

const IN_SCALE_SET = /^.+\/virtualmachinescalesets\/[^/]+(?=\/)/;

/** Why an object that something refers to is not among those read. */
export function missingObject(world: NetworkWorld, kind: ListedKind, id: ResourceId): NotRead {
  const subscription = subscriptionOf(id);
  if (subscription === undefined) return { object: id, why: 'not-found' };
  const holder = { object: id, subscription };
  const gaps = gapsIn(world, subscription);
  if (gaps === undefined) return { ...holder, why: 'outside-inventory' };
  const gap = gapFor(gaps, kind, id);
  if (gap === undefined) return { ...holder, why: 'not-found' };
  const action = gap.why === 'unreadable' ? gap.problem.action : undefined;
  return action === undefined ? { ...holder, why: gap.why } : { ...holder, why: gap.why, action };
}

/** Why the list of a kind of a subscription does not prove that something is absent; `undefined` where it does. */
export function listGap(
  world: NetworkWorld,
  kind: ListedKind,
  subscription: SubscriptionId | undefined,
): ListGap | undefined {
  const gap = gapsIn(world, subscription)?.lists[kind];
  return gap?.why === 'not-asked' && gap.empty ? undefined : gap;
}

/** Whether a subscription's facts are there at all. */
export function isInInventory(world: NetworkWorld, subscription: SubscriptionId | undefined): boolean {
  return gapsIn(world, subscription) !== undefined;
}

/** An object of a scale set's instance is in a list of its scale set, which is in the list of scale sets. */
function gapFor({ lists, scaleSets }: ListGaps, kind: ListedKind, id: ResourceId): ListGap | undefined {
  const [set] = IN_SCALE_SET.exec(keyOf(id)) ?? [];
  if (set === undefined || (kind !== 'networkInterfaces' && kind !== 'publicAddresses')) return lists[kind];
  return scaleSets[kind].get(set) ?? lists.scaleSets;
}

function gapsIn(world: NetworkWorld, subscription: SubscriptionId | undefined): ListGaps | undefined {
  if (subscription === world.subscription) return world.gaps;
  return subscription === undefined ? undefined : world.tenant.subscriptions.get(subscription);
}
