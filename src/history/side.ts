import type { HistoryHead, JudgedWith, RememberedSubscription, RememberedVm } from '../model/history.ts';
import { parseResourceId } from '../model/resource-id.ts';
import { subscriptionOf } from '../model/subscription-id.ts';

/** One of the two states that are compared: what a run remembers of a subscription, and the run. */
export interface SubscriptionSide {
  readonly head: HistoryHead;
  readonly subscription: RememberedSubscription;
}

/** The same for a VM. */
export interface VmSide extends SubscriptionSide {
  readonly vm: RememberedVm;
}

/** With what a state was judged: that of its run, or of the earlier run in which it was last read. */
export function judgedWith({ head, subscription }: SubscriptionSide, vm?: RememberedVm): JudgedWith {
  const earlier = vm === undefined ? subscription.judged : vm.judged;
  if (earlier !== undefined) return earlier;
  return {
    policy: head.policy,
    tool: head.tool,
    declaration: head.declarations.subscriptions[subscription.id],
  };
}

/** The other subscription from which a VM's traffic leaves, where it does. */
export function ownerSubscription({ vm }: VmSide): string | undefined {
  const owner = vm.egressOwner === undefined ? undefined : parseResourceId(vm.egressOwner);
  return owner === undefined ? undefined : subscriptionOf(owner);
}
