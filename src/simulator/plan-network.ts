import { HUB_PLACES, hubGroup, hubNetwork } from './hubs.ts';
import type { SubscriptionSituation, VmPlan } from './subscription-situation.ts';
import { subscriptionIdOf } from './tenant-identity.ts';

/** The name that everything of a plan carries; `number` is the plan's place in its subscription. */
export function planStem(plan: VmPlan, number: number): string {
  return plan.hub ?? `${plan.workload ?? 'app'}-${String(number + 1).padStart(2, '0')}`;
}

export function planGroup(situation: SubscriptionSituation, plan: VmPlan): string {
  if (plan.hub !== undefined) return hubGroup(plan.hub);
  return plan.resourceGroup ?? `rg-${situation.key}-${plan.workload ?? 'app'}`;
}

export function planNetwork(plan: VmPlan, number: number): string {
  return plan.hub === undefined ? `vnet-${planStem(plan, number)}` : hubNetwork(plan.hub);
}

/** The second octet of a plan's address space, 10.x.0.0/16. */
export function planOctet(plan: VmPlan, number: number): number {
  return plan.hub === undefined ? 64 + (number % 190) : HUB_PLACES[plan.hub].octet;
}

/** The ID of the virtual network of a plan of any subscription, in ARM's spelling. */
export function planNetworkId(
  seed: number,
  situation: SubscriptionSituation,
  planned: { plan: VmPlan; number: number },
): string {
  const { number, plan } = planned;
  const group = `/subscriptions/${subscriptionIdOf(seed, situation.key)}/resourceGroups/${planGroup(situation, plan)}`;
  return `${group}/providers/Microsoft.Network/virtualNetworks/${planNetwork(plan, number)}`;
}
