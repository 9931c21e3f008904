import type { WitnessKind } from '../model/inference-reason.ts';
import { itemsOf } from '../model/reading.ts';
import type { FactKind, SubscriptionFacts } from '../model/subscription-facts.ts';
import { creationInterval } from './creation-interval.ts';
import { heardWitnesses } from './heard-witnesses.ts';
import { OLDEST_MOMENT } from './moment.ts';
import type { Testimony, Witness } from './witness.ts';

/** A list that bears witness to a creation date, and what its testimony weighs. */
interface FurtherList {
  readonly fact: FactKind;
  readonly kind: WitnessKind;
  readonly testimony: Testimony;
}

/**
 * The lists that are read for nothing but the creation date, the weightiest first and of equal weight the shortest: a purchase date
 * settles both sides, a strong witness proves "before", a weak one only suggests it. `resources` can run to thousands.
 */
const FURTHER_LISTS: readonly FurtherList[] = [
  { fact: 'billingSubscriptions', kind: 'billing-subscription', testimony: 'purchase' },
  { fact: 'billingPeriods', kind: 'billing-period', testimony: 'not-after' },
  { fact: 'policyAssignments', kind: 'policy-assignment', testimony: 'not-after' },
  { fact: 'resourceGroups', kind: 'resource-group', testimony: 'weak' },
  { fact: 'disks', kind: 'disk', testimony: 'weak' },
  { fact: 'resources', kind: 'resource', testimony: 'weak' },
];

/**
 * Decides which list is worth asking for next to find the side of the cut-off: the first that was not asked for and could settle
 * it. `undefined` when the side is known, when nothing that is left could settle it (a declared or exact date too near to the
 * cut-off stands, strong witnesses contradict each other), and for a subscription in which no machine was seen: no verdict hangs
 * on its date. Ask again after each reading. `declaredOn` is the owner's calendar date, `2016-03-01`.
 */
export function furtherWitness(
  facts: SubscriptionFacts,
  declaredOn: string | undefined,
): FactKind | undefined {
  if (!hasMachines(facts)) return undefined;
  const heard = heardWitnesses({ facts, ...(declaredOn === undefined ? {} : { declaredOn }) });
  const known = heard.flatMap(({ witnesses }) => witnesses);
  if (creationInterval(known).cutoff !== 'indeterminate') return undefined;
  const open = FURTHER_LISTS.filter(({ fact }) => facts.readings[fact].kind === 'not-asked');
  return open.find((list) => couldSettle(list, known))?.fact;
}

/**
 * Whether a list could settle the side. The most that any witness can say is that something was there when Azure began: what that
 * does not settle, a younger witness of its kind does not settle either. So no rule of the interval is repeated here: a weak list
 * is not asked for while a purchase date stands, because it would be set aside, while a strong one is, since it would unmask a
 * transfer.
 */
function couldSettle({ kind, testimony }: FurtherList, known: readonly Witness[]): boolean {
  const oldest: Witness = { kind, testimony, moment: OLDEST_MOMENT, subject: '', source: '' };
  return creationInterval([...known, oldest]).cutoff !== 'indeterminate';
}

function hasMachines({ readings }: SubscriptionFacts): boolean {
  return (
    itemsOf(readings.virtualMachines).length > 0 ||
    itemsOf(readings.scaleSets).some(({ instances }) => itemsOf(instances).length > 0)
  );
}
