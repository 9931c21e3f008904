import type { Reading } from '../model/reading.ts';
import type { Hearing, Sighting, WitnessTemplate } from './witness.ts';
import { earliestWitness } from './witness.ts';

/** One kind of witness, the reading it comes from, and what was seen in it. */
export interface Testifying {
  readonly template: WitnessTemplate;
  readonly reading: Reading<unknown>;
  readonly sightings: readonly Sighting[];
}

/**
 * The earliest witness of a reading. What was read before a failure still bears witness, since only the presence of a thing
 * proves anything; the failure is mentioned, since a thing that is missing might be older.
 */
export function hearing({ template, reading, sightings }: Testifying): Hearing {
  const heard = earliestWitness(template, sightings);
  if (reading.kind !== 'unreadable') return heard;
  const { status, code, action } = reading.problem;
  const problem = [status, code].filter((part) => part !== undefined).join(' ');
  return {
    witnesses: heard.witnesses,
    reasons: [
      ...heard.reasons,
      { code: 'creation-witness-unreadable', kind: template.kind, problem, action: action ?? null },
    ],
  };
}
