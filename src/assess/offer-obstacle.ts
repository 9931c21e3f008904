import type { OfferReason } from '../model/inference-reason.ts';

type WouldSettle = Extract<OfferReason, { readonly code: 'offer-would-settle' }>;

/** Azure has no billing property for the subscription: none is there (404, or an answer that holds nothing), or none yet (409). */
const NOT_THERE = /^(?:404|409|empty)\b/;

/** Whether a role would make the billing property readable; where Azure has none, or it was read, only the owner can tell the offer. */
export function roleHelps({ by, obstacle }: WouldSettle): boolean {
  return by === 'billing-property' && !NOT_THERE.test(obstacle ?? '');
}
