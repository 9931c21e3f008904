import type { Action } from '../model/action.ts';
import type { Explained } from '../model/finding.ts';
import type { InferenceReason } from '../model/inference-reason.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { VerdictReason } from '../model/verdict-reason.ts';
import { ACTION_PROSE } from './action-prose.ts';
import { INFERENCE_PROSE } from './inference-prose.ts';
import { NETWORK_PROSE } from './network-prose.ts';
import { VERDICT_PROSE } from './verdict-prose.ts';
import type { Worded } from './worded.ts';

/** Every reason that a finding can list. */
export type Reason = InferenceReason | NetworkReason | VerdictReason;

type Wording = (subject: Reason | Action) => Worded;

/** The one total record of prose: a code without words does not compile, since each part is total over its own codes. */
const PROSE = {
  ...INFERENCE_PROSE,
  ...NETWORK_PROSE,
  ...VERDICT_PROSE,
  ...ACTION_PROSE,
} satisfies Record<(Reason | Action)['code'], unknown>;

/** A reason or an action as a person reads it. */
export function explain(subject: Reason | Action): Explained {
  const wording = PROSE[subject.code] as Wording;
  return { code: subject.code, ...wording(subject) };
}

/** Several of them, each sentence once, in their order. */
export function explainAll(subjects: readonly (Reason | Action)[]): readonly Explained[] {
  const explained = subjects.map(explain);
  return [...new Map(explained.map((one) => [`${one.code} ${one.message}`, one])).values()];
}
