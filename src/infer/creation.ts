import type { Evidence } from '../model/evidence.ts';
import type { CreationInference } from '../model/inference.ts';
import type { InferenceReason, WitnessKind } from '../model/inference-reason.ts';
import { creationInterval } from './creation-interval.ts';
import type { CreationFacts } from './heard-witnesses.ts';
import { heardWitnesses } from './heard-witnesses.ts';
import type { Testimony, Witness } from './witness.ts';

/**
 * Decides when a subscription was created, as an interval with its witnesses: Resource Manager has no creation date for it. Times
 * that cannot be read are left out and mentioned. Where the side of the cut-off stays open, says what would settle it.
 */
export function inferCreation(known: CreationFacts): CreationInference {
  const heard = heardWitnesses(known);
  const witnesses = heard.flatMap((one) => one.witnesses);
  const interval = creationInterval(witnesses);
  const unheard = heard.flatMap((one) => one.reasons).filter((reason) => matters(reason, interval.exact));
  return {
    ...interval,
    evidence: witnesses.map((one) => asEvidence(one, interval.reasons)),
    reasons: [
      ...interval.reasons,
      ...unheard,
      ...(interval.cutoff === 'indeterminate' ? [{ code: 'creation-would-settle' } as const] : []),
    ],
  };
}

/** Beside an exact date a list that could not be read takes nothing away. */
function matters(reason: InferenceReason, exact: boolean): boolean {
  return !(exact && reason.code === 'creation-witness-unreadable');
}

const FACT_WORDS = {
  'declared-date': 'declared creation date',
  alias: 'subscription alias',
  'billing-subscription': 'purchase date',
  'billing-period': 'first billing period',
  'role-assignment': 'role assignment at the subscription',
  'policy-assignment': 'policy assignment at the subscription',
  'resource-group': 'resource group',
  resource: 'resource',
  'virtual-machine': 'virtual machine',
  'scale-set-instance': 'scale-set instance',
  disk: 'disk',
} as const satisfies Record<WitnessKind, string>;

const READ_AS = {
  declared: 'created on that day, as the owner declares',
  exact: 'created then',
  purchase: 'created then, unless it is a transfer',
  'not-after': 'created not after then',
  weak: 'created not after then, unless the resource was moved in from another subscription',
} as const satisfies Record<Testimony, string>;

const CONFIDENCE = {
  declared: 'high',
  exact: 'high',
  purchase: 'medium',
  'not-after': 'high',
  weak: 'low',
} as const satisfies Record<Testimony, Evidence['confidence']>;

function asEvidence(
  { kind, testimony, moment, subject, source }: Witness,
  reasons: readonly InferenceReason[],
): Evidence {
  const aside = reasons.some(
    (reason) =>
      (reason.code === 'creation-witness-set-aside' &&
        reason.witness.kind === kind &&
        reason.witness.at === moment.text) ||
      (reason.code === 'creation-transferred' && reason.purchase.kind === kind),
  );
  const note = `${READ_AS[testimony]}${aside ? '; set aside, see the reasons' : ''}`;
  return {
    fact: FACT_WORDS[kind],
    value: moment.text,
    // A declared date is carried by nothing but the declaration itself.
    source: testimony === 'declared' ? source : `${source} (${subject})`,
    confidence: CONFIDENCE[testimony],
    note,
  };
}
