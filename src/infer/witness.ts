import type { InferenceReason, NamedWitness, WitnessKind } from '../model/inference-reason.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import type { Moment } from './moment.ts';
import { isSet, latestMs, parseMoment } from './moment.ts';

/**
 * What a witness proves of a subscription's creation: `exact` when it happened, `not-after` that it had happened by then. A
 * `weak` witness can have been moved in from an older subscription. A `purchase` date is exact unless an earlier strong witness
 * shows that it is a transfer's.
 */
export type Testimony = 'declared' | 'exact' | 'purchase' | 'not-after' | 'weak';

/** One witness: what it proves, the moment, the thing that carries it and the API and field it was read from. */
export interface Witness {
  readonly kind: WitnessKind;
  readonly testimony: Testimony;
  readonly moment: Moment;
  readonly subject: string;
  readonly source: string;
}

/** What one kind of witness has to say, and what of it could not be used. */
export interface Hearing {
  readonly witnesses: readonly Witness[];
  readonly reasons: readonly InferenceReason[];
}

/** Hears one kind of witness. A new kind is one file that exports such a function, and one line in `witnesses.ts`. */
export type WitnessReader = (facts: SubscriptionFacts) => Hearing;

/** A time as collected, with the thing that carries it; `at` is absent where that was not sent. */
export interface Sighting {
  readonly subject: string;
  readonly at: string | undefined;
}

/** A kind of witness without its time. */
export type WitnessTemplate = Pick<Witness, 'kind' | 'testimony' | 'source'>;

/**
 * The earliest of several sightings as a witness: all of one kind say the same, and the earliest says the most. Times that
 * cannot be read and years before 2008 are left out and mentioned once each, with their number.
 */
export function earliestWitness(template: WitnessTemplate, sightings: readonly Sighting[]): Hearing {
  let earliest: Witness | undefined;
  const ignored = { unparseable: [] as Sighting[], 'not-set': [] as Sighting[] };
  for (const sighting of sightings) {
    if (sighting.at === undefined || sighting.at.trim() === '') continue;
    const moment = parseMoment(sighting.at);
    if (moment === undefined) ignored.unparseable.push(sighting);
    else if (!isSet(moment)) ignored['not-set'].push(sighting);
    else if (earliest === undefined || latestMs(moment) < latestMs(earliest.moment)) {
      earliest = { ...template, moment, subject: sighting.subject };
    }
  }
  return {
    witnesses: earliest === undefined ? [] : [earliest],
    reasons: [
      ...ignoredReason(template.kind, 'unparseable', ignored.unparseable),
      ...ignoredReason(template.kind, 'not-set', ignored['not-set']),
    ],
  };
}

/** The witness as reasons name it. */
export function named({ kind, subject, moment }: Witness): NamedWitness {
  return { kind, subject, at: moment.text };
}

function ignoredReason(
  kind: WitnessKind,
  why: 'unparseable' | 'not-set',
  sightings: readonly Sighting[],
): readonly InferenceReason[] {
  const [first] = sightings;
  if (first === undefined) return [];
  const { subject, at = '' } = first;
  return [{ code: 'creation-time-ignored', kind, subject, value: at, why, count: sightings.length }];
}
