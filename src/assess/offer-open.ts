import type { OfferInference } from '../model/inference.ts';

/** Whether the billing property was read and leaves the offer open all the same: then only its owner can tell it. */
export function billingLeavesOpen({ reasons }: OfferInference): boolean {
  return reasons.some((reason) => reason.code === 'offer-would-settle' && reason.by === 'declaration');
}
