import type { MachineChange } from './change.ts';
import { findMachine, type MachinePlace } from './machine-names.ts';
import type { LogEntry, MachineState } from './machine-state.ts';
import type { SubscriptionSituation, VmPlan } from './subscription-situation.ts';

/** The situation with one of its plans replaced. */
export function withPlan(
  situation: SubscriptionSituation,
  at: number,
  change: (plan: VmPlan) => VmPlan,
): SubscriptionSituation {
  return { ...situation, plans: situation.plans.map((plan, index) => (index === at ? change(plan) : plan)) };
}

/** The situation with one of its machines in another state. */
export function withMachine(
  situation: SubscriptionSituation,
  place: MachinePlace,
  state: MachineState,
): SubscriptionSituation {
  return withPlan(situation, place.plan, (plan) => ({
    ...plan,
    machines: { ...plan.machines, [place.number]: { ...plan.machines?.[place.number], ...state } },
  }));
}

/** Where a subscription has a machine. Throws a RangeError where it has none of that name. */
export function placeOf(situation: SubscriptionSituation, name: string): MachinePlace {
  const place = findMachine(situation, name);
  if (place === undefined) throw new RangeError(`${situation.key} has no machine ${name}`);
  return place;
}

/** What the activity log has of a machine with a deallocation and a start more. */
function cycledLog(
  situation: SubscriptionSituation,
  { number, plan }: MachinePlace,
  daysAgo: number,
): readonly LogEntry[] {
  return [
    ...(situation.plans[plan]?.machines?.[number]?.log ?? []),
    { operation: 'deallocate', daysAgo, time: '03:00:00' },
    { operation: 'start', daysAgo, time: '03:10:00' },
  ];
}

/** The subscription after something happened to one of its machines. */
export function changeMachine(
  situation: SubscriptionSituation,
  change: MachineChange,
): SubscriptionSituation {
  const place = placeOf(situation, change.machine);
  switch (change.kind) {
    case 'machine-deleted':
      return withMachine(situation, place, { gone: true });
    case 'machine-restarted': {
      const log = cycledLog(situation, place, change.daysAgo ?? 1);
      return withMachine(situation, place, { flag: change.flag ?? 'true', power: 'running', log });
    }
    case 'power-changed':
      return withMachine(situation, place, { power: change.power });
    case 'flag-changed':
      return withMachine(situation, place, { flag: change.flag });
    case 'network-changed':
      return withPlan(situation, place.plan, (plan) => ({ ...plan, network: change.network }));
  }
}
