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

/** The reasons of a subscription, a rule or a route are the same objects for all its VMs, and are put into words once. */
const spoken = new WeakMap<Reason | Action, Explained>();

/** A reason or an action as a person reads it. */
export function explain(subject: Reason | Action): Explained {
  const known = spoken.get(subject);
  if (known !== undefined) return known;
  const wording = PROSE[subject.code] as Wording;
  const explained = { code: subject.code, ...wording(subject) };
  spoken.set(subject, explained);
  return explained;
}

/** Several of them, each sentence once, in their order. */
export function explainAll(subjects: readonly (Reason | Action)[]): readonly Explained[] {
  const explained = subjects.map(explain);
  // They are few: looking through them is several times faster than a map keyed by the sentences.
  return explained.filter((one, at) => explained.findIndex((other) => saysTheSame(one, other)) === at);
}

function saysTheSame(one: Explained, other: Explained): boolean {
  return one === other || (one.code === other.code && one.message === other.message);
}
