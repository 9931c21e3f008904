import type { Action } from '../model/action.ts';
import type { CreationInference, OfferInference, PolicyFinding } from '../model/inference.ts';
import type { SettlingFact } from '../model/inference-reason.ts';
import { roleHelps } from './offer-obstacle.ts';

/** What is known of a subscription, as far as it says who can settle the rest. */
interface SettlingGround {
  readonly policy: PolicyFinding;
  readonly offer: OfferInference;
  readonly creation: CreationInference;
}

/** The step that would settle a policy status which the facts leave open; none where it is settled. */
export function settlingStep({ policy, offer, creation }: SettlingGround): readonly Action[] {
  const open = policy.reasons.find((reason) => reason.code === 'policy-would-settle');
  if (open === undefined) return [];
  const fact = openFact(open.fact, creation);
  const byOwner = offer.reasons.some((reason) => reason.code === 'offer-would-settle' && !roleHelps(reason));
  return [{ code: 'settle-policy', fact, byOwner }];
}

/** A declared date is too near to the cut-off where it leaves the side open: no other one would say more. */
function openFact(fact: SettlingFact, { reasons }: CreationInference): SettlingFact {
  const hangsOnDate = fact === 'creation-date' || fact === 'offer-and-creation-date';
  return hangsOnDate && isDeclared(reasons) ? 'nic-flag' : fact;
}

/** Whether the owner has declared the date. */
export function isDeclared(reasons: CreationInference['reasons']): boolean {
  return reasons.some(({ code }) => code === 'creation-declared');
}
