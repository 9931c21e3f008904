import type { Change } from './change.ts';
import { changeMachine, placeOf } from './change-machine.ts';
import { changeSubscription } from './change-subscription.ts';
import { HUB_PLACES } from './hubs.ts';
import { LENT_INTERFACE } from './lent-interface.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';
import { VIRTUAL_WAN } from './virtual-hubs.ts';

/** The subscriptions that the truth of others rests on: the hubs, the lender of a NIC, the virtual hubs. */
const RELIED_UPON: ReadonlySet<string> = new Set([
  ...Object.values(HUB_PLACES).map(({ subscription }) => subscription),
  LENT_INTERFACE.lenderKey,
  LENT_INTERFACE.borrowerKey,
  VIRTUAL_WAN,
]);

/** What may happen to a subscription that others rely upon: nothing that would change them unsaid. */
const HARMLESS: ReadonlySet<Change['kind']> = new Set([
  'renamed',
  'machine-created',
  'machine-deleted',
  'power-changed',
  'network-changed',
  'scale-set-scaled',
]);

/** A copy of a subscription under a key and a name of its own, without what there is only one of. */
function like(pattern: SubscriptionSituation, key: string, name: string): SubscriptionSituation {
  const { extras: _, listedTwice: __, ...rest } = pattern;
  return {
    ...rest,
    key,
    name,
    shows: `${pattern.shows} (as ${pattern.key})`,
    plans: pattern.plans.filter(({ hub, name: fixed }) => hub === undefined && fixed === undefined),
  };
}

function found(situations: readonly SubscriptionSituation[], key: string): SubscriptionSituation {
  const situation = situations.find((each) => each.key === key);
  if (situation === undefined) throw new RangeError(`the tenant has no subscription ${key}`);
  return situation;
}

/** Whether a change is to an appliance that others route through. */
function isToAppliance(situation: SubscriptionSituation, change: Change): boolean {
  if (!('machine' in change)) return false;
  return situation.plans[placeOf(situation, change.machine).plan]?.hub !== undefined;
}

function after(situation: SubscriptionSituation, change: Change): readonly SubscriptionSituation[] {
  const isSafe = HARMLESS.has(change.kind) && !isToAppliance(situation, change);
  if (RELIED_UPON.has(situation.key) && !isSafe) {
    throw new RangeError(`others rely on ${situation.key}: ${change.kind} would change them too`);
  }
  if (change.kind === 'subscription-deleted' || change.kind === 'subscription-created') return [];
  return ['machine' in change ? changeMachine(situation, change) : changeSubscription(situation, change)];
}

/**
 * The subscriptions of a tenant after something happened. Pure: the ones before stay as they are. Throws a RangeError where a
 * change names a subscription, machine or scale set that is not there, or would alter what the truth of others rests on.
 */
function applyChange(
  situations: readonly SubscriptionSituation[],
  change: Change,
): readonly SubscriptionSituation[] {
  if (change.kind === 'subscription-created') {
    if (situations.some(({ key }) => key === change.subscription)) {
      throw new RangeError(`the tenant already has a subscription ${change.subscription}`);
    }
    return [...situations, like(found(situations, change.like), change.subscription, change.name)];
  }
  const situation = found(situations, change.subscription);
  return situations.flatMap((each) => (each === situation ? after(situation, change) : [each]));
}

/** The subscriptions of a tenant after several things happened, one after the other. See {@link applyChange}. */
export function applyChanges(
  situations: readonly SubscriptionSituation[],
  changes: readonly Change[],
): readonly SubscriptionSituation[] {
  return changes.reduce(applyChange, situations);
}
