import type { InferenceReason } from '../model/inference-reason.ts';
import { CREATION_PROSE } from './creation-prose.ts';
import { OFFER_PROSE } from './offer-prose.ts';
import { POLICY_PROSE } from './policy-prose.ts';
import type { Prose } from './worded.ts';

/** What each reason for an offer, a creation interval, a policy status or an exemption says. */
export const INFERENCE_PROSE: Prose<InferenceReason> = { ...OFFER_PROSE, ...CREATION_PROSE, ...POLICY_PROSE };
