import type { SettlingFact } from '../model/inference-reason.ts';
import type { Weighed } from './weighed.ts';
import { sharedStatus } from './weighed.ts';

/**
 * Which one fact would settle a status that the possibilities leave open: the creation date if on each side of the cut-off all
 * offers agree, the offer if each offer has one status on both sides. Possibilities of which the revision says nothing are left
 * out, since neither fact can make it speak.
 */
export function settlingFact(weighed: readonly Weighed[]): SettlingFact {
  const spoken = weighed.filter((one) => one.status !== 'undetermined');
  if (spoken.length === 0) return 'nic-flag';
  const offers = new Set(weighed.map((one) => one.offer));
  const sides = new Set(weighed.map((one) => one.created));
  if (sides.size === 1) return 'offer';
  if (offers.size === 1) return 'creation-date';
  if (alikeWithin(spoken, (one) => one.created)) return 'creation-date';
  return alikeWithin(spoken, (one) => one.offer) ? 'offer' : 'offer-and-creation-date';
}

function alikeWithin(weighed: readonly Weighed[], groupOf: (one: Weighed) => string): boolean {
  const groups = [...new Set(weighed.map(groupOf))];
  return groups.every((group) => sharedStatus(weighed.filter((one) => groupOf(one) === group)) !== undefined);
}
