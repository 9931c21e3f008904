import type { InferenceReason } from '../model/inference-reason.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { parseMoment } from './moment.ts';
import type { Hearing } from './witness.ts';
import { WITNESSES } from './witnesses.ts';

/** The facts of a subscription, and its creation date as its owner declares it (a calendar date, `2016-03-01`). */
export interface CreationFacts {
  readonly facts: SubscriptionFacts;
  readonly declaredOn?: string;
}

/** Hears the owner's declaration and every kind of witness of a subscription's creation, the weightiest first. */
export function heardWitnesses({ facts, declaredOn }: CreationFacts): readonly Hearing[] {
  const declared = declaredOn === undefined ? [] : [declaredHearing(declaredOn)];
  return [...declared, ...WITNESSES.map((reader) => reader(facts))];
}

function declaredHearing(declaredOn: string): Hearing {
  const moment = parseMoment(declaredOn);
  if (moment === undefined) return { witnesses: [], reasons: [unreadableDeclaration(declaredOn)] };
  return {
    witnesses: [
      {
        kind: 'declared-date',
        testimony: 'declared',
        moment,
        subject: 'createdOn',
        source: 'declarations file, createdOn',
      },
    ],
    reasons: [],
  };
}

function unreadableDeclaration(value: string): InferenceReason {
  return {
    code: 'creation-time-ignored',
    kind: 'declared-date',
    subject: 'createdOn',
    value,
    why: 'unparseable',
    count: 1,
  };
}
