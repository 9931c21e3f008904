import type { InferenceReason } from '../model/inference-reason.ts';
import { itemsOf } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';

/** Says once for each scale set, not once for each instance, that Azure reports the NIC flag for none of its NICs. */
export function scaleSetNotes({ readings }: SubscriptionFacts): readonly InferenceReason[] {
  return itemsOf(readings.scaleSets).flatMap((set) => {
    const nics = itemsOf(set.networkInterfaces);
    const silent =
      nics.length > 0 && nics.every(({ properties }) => properties?.allowPort25Out === undefined);
    return silent
      ? [{ code: 'scale-set-flags-not-reported', scaleSet: set.name, nics: nics.length } as const]
      : [];
  });
}
