import type { InferenceReason } from '../model/inference-reason.ts';
import type { CloudName } from '../model/revision.ts';
import { cloudNotes } from '../policy/revision-notes.ts';
import { isDeclared } from './settling-step.ts';
import type { SubscriptionInference } from './subscription-inference.ts';

/**
 * Why a subscription's offer, creation date, policy status and exemption are what they are, in the order in which they decided. That
 * the date would settle something is told only where it would; that a quota ID cannot hold VMs, once, with the offer.
 */
export function subscriptionReasons(
  inference: SubscriptionInference,
  cloud: CloudName,
): readonly InferenceReason[] {
  const { offer, creation, chosen } = inference;
  const dateMatters = dateWouldSettle(inference);
  return [
    ...offer.reasons,
    ...creation.reasons.filter(({ code }) => dateMatters || code !== 'creation-would-settle'),
    ...cloudNotes(chosen.revision.name, cloud),
    ...chosen.policy.reasons.filter(({ code }) => code !== 'policy-without-vms'),
    ...chosen.exemption.reasons,
  ];
}

/**
 * Whether the chosen or the current revision leaves a status open that hangs on the date, alone or with the offer. A date that is
 * declared already, and too near to the cut-off, settles nothing however often it is declared.
 */
function dateWouldSettle({ creation, chosen, current }: SubscriptionInference): boolean {
  if (isDeclared(creation.reasons)) return false;
  return [chosen, current].some(({ policy }) =>
    policy.reasons.some(
      (reason) =>
        reason.code === 'policy-would-settle' &&
        (reason.fact === 'creation-date' || reason.fact === 'offer-and-creation-date'),
    ),
  );
}
