import type { InferenceReason } from '../model/inference-reason.ts';
import { explain } from './explain.ts';

/** The reasons that say more than why: something contradicts something else, and a person should find out which is right. */
const WORTH_A_WARNING: ReadonlySet<InferenceReason['code']> = new Set([
  'declared-offer-contradicts-quota-id',
  'declared-offer-contradicts-billing',
  'declared-exemption-needless',
  'billing-contradicts-quota-id',
  'billing-leaves-none',
  'spending-limit-ignored',
  'creation-contradiction',
]);

/** The same for every subscription of a run, so told once. */
const ABOUT_THE_RUN: ReadonlySet<InferenceReason['code']> = new Set(['revision-of-another-cloud']);

/** The warnings among a subscription's reasons, each with its name. */
export function warningsOf(subscription: string, reasons: readonly InferenceReason[]): readonly string[] {
  return reasons.flatMap((reason) => {
    const { message } = explain(reason);
    if (ABOUT_THE_RUN.has(reason.code)) return [message];
    return WORTH_A_WARNING.has(reason.code) ? [`${subscription}: ${message}`] : [];
  });
}
