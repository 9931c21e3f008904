import { planStem } from './plan-network.ts';
import type { FlagAnswer, SubscriptionSituation, VmPlan } from './subscription-situation.ts';

/** The name of the scale set that a plan's VMs are in, if they are in one. */
export function scaleSetOf(plan: VmPlan, stem: string): string | undefined {
  const { scaleSet } = plan;
  return scaleSet === undefined ? undefined : (scaleSet.name ?? `vmss-${stem}`);
}

/** Whether a plan's VMs are instances of a Uniform scale set, which have their own lists. */
export function isUniformPlan({ scaleSet }: VmPlan): boolean {
  return scaleSet !== undefined && scaleSet.orchestration !== 'Flexible';
}

/** Instances are numbered as they came; some numbers are no longer in use. */
export function instanceNumber(number: number): number {
  return 2 * number;
}

/** The name of a machine of a plan, by its number from 0. */
export function machineName(plan: VmPlan, stem: string, number: number): string {
  const set = scaleSetOf(plan, stem);
  if (set !== undefined && isUniformPlan(plan)) return `${set}_${instanceNumber(number)}`;
  const count = String(number + 1).padStart(2, '0');
  return plan.name ?? (set === undefined ? `vm-${stem}-${count}` : `${set}_${count}a5f0c2`);
}

/** What a plan says of the flag of the machine with a number, from 0. */
export function flagOf(plan: VmPlan, number: number): FlagAnswer {
  return number % 2 === 1 ? (plan.secondFlag ?? plan.flag) : plan.flag;
}

/** A machine as a subscription's plans have it: the place of its plan among them, and its number in it. */
export interface MachinePlace {
  readonly plan: number;
  readonly number: number;
}

/** Where a subscription's plans have the machine of the given name that is there, or `undefined`. */
export function findMachine(situation: SubscriptionSituation, name: string): MachinePlace | undefined {
  for (const [at, plan] of situation.plans.entries()) {
    for (let number = 0; number < (plan.count ?? 1); number += 1) {
      const isThere = plan.machines?.[number]?.gone !== true;
      if (isThere && machineName(plan, planStem(plan, at), number) === name) return { plan: at, number };
    }
  }
  return undefined;
}
