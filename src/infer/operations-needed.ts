import type { VmFact } from '../model/compute-facts.ts';
import { itemsOf } from '../model/reading.ts';
import type { ResourceKey } from '../model/resource-id.ts';
import { keyOf, parentKeyOf } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { afterDay } from './after-day.ts';
import { parseMoment } from './moment.ts';
import { quotaMeaning } from './quota-ids.ts';

/**
 * Decides whether the activity log of a subscription is worth reading: only where its owner declares an exemption with a day
 * (`grantedOn`, a calendar date) and some machine neither was created after that day nor shows a flag on every NIC that may count.
 * A grant older than the log's 90 days is no obstacle: a machine that was deallocated and started last week has it all the same. On
 * the day of the grant itself the log cannot hold anything that counts.
 *
 * Which NIC counts is for `network/` to say, so any NIC of the machine without a flag is reason enough. What a revision says of the
 * subscription is not known here: the caller need not ask where it is open, since then a missing flag decides nothing.
 */
export function operationsNeeded(
  facts: SubscriptionFacts,
  declaredExemption: { readonly grantedOn?: string } | undefined,
): boolean {
  const grantedOn = declaredExemption?.grantedOn;
  if (grantedOn === undefined || !isAfter(facts.collectedAt, grantedOn)) return false;
  if (quotaMeaning(facts.subscription.quotaId).kind === 'cannot-hold-vms') return false;
  const older = machines(facts).filter(({ timeCreated }) => !isAfter(timeCreated, grantedOn));
  return hasFlaglessNic(facts, older);
}

function isAfter(time: string | undefined, day: string): boolean {
  const moment = time === undefined ? undefined : parseMoment(time);
  return moment?.kind === 'instant' && afterDay(moment.ms, day);
}

function machines({ readings }: SubscriptionFacts): readonly VmFact[] {
  return [
    ...itemsOf(readings.virtualMachines),
    ...itemsOf(readings.scaleSets).flatMap(({ instances }) => itemsOf(instances)),
  ];
}

/**
 * Whether a NIC without a flag belongs to one of the machines: it names the machine, or the machine lists it, or its ID lies below
 * that of a scale-set instance, which may come without a network profile.
 */
function hasFlaglessNic({ readings }: SubscriptionFacts, owners: readonly VmFact[]): boolean {
  const keys = new Set<ResourceKey>(owners.map(({ id }) => keyOf(id)));
  const listed = new Set<ResourceKey>(
    owners.flatMap(({ networkInterfaces = [] }) => networkInterfaces.map(({ id }) => keyOf(id))),
  );
  const nics = [
    ...itemsOf(readings.networkInterfaces),
    ...itemsOf(readings.scaleSets).flatMap(({ networkInterfaces }) => itemsOf(networkInterfaces)),
  ];
  return nics.some(({ id, properties }) => {
    if (properties?.allowPort25Out !== undefined) return false;
    const holder = properties?.virtualMachine;
    return holder === undefined
      ? listed.has(keyOf(id)) || keys.has(parentKeyOf(id))
      : keys.has(keyOf(holder));
  });
}
