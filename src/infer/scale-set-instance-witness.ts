import type { Reading } from '../model/reading.ts';
import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { hearing } from './hearing.ts';
import type { Hearing } from './witness.ts';

/**
 * An instance of a Uniform scale set proves weakly that the subscription existed when it was made; those of a Flexible one are
 * in the VM list. One list that could not be read is enough to say that an older witness may be missing.
 */
export function scaleSetInstanceWitness({ readings }: SubscriptionFacts): Hearing {
  const lists = itemsOf(readings.scaleSets).map(({ instances }) => instances);
  const all: readonly Reading<unknown>[] = [readings.scaleSets, ...lists];
  return hearing({
    template: {
      kind: 'scale-set-instance',
      testimony: 'weak',
      source: 'GET Microsoft.Compute/virtualMachineScaleSets/virtualMachines, properties.timeCreated',
    },
    reading: all.find(({ kind }) => kind === 'unreadable') ?? readings.scaleSets,
    sightings: lists
      .flatMap((list) => itemsOf(list))
      .map(({ id, timeCreated }) => ({ subject: id, at: timeCreated })),
  });
}
