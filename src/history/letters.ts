import { type PolicyStatus, REVISION_NAMES, type RevisionName } from '../model/revision.ts';
import type { Verdict } from '../model/verdict.ts';

/** One letter each, so that what every revision says of a VM is a short word. */
const VERDICT_LETTERS = {
  direct: 'D',
  restart: 'S',
  'request-exemption': 'Q',
  relay: 'R',
  'fix-network': 'N',
  undetermined: 'U',
} as const satisfies Record<Verdict, string>;

const STATUS_LETTERS = {
  open: 'O',
  requestable: 'Q',
  'no-exemption': 'N',
  undetermined: 'U',
} as const satisfies Record<PolicyStatus, string>;

/** Where a revision was not known yet, or the subscription cannot hold VMs. */
const NOTHING = '-';

/** The verdicts under all revisions as a word, in the order of the model's list of revisions. */
export function verdictLetters(verdicts: Readonly<Record<RevisionName, Verdict>>): string {
  return REVISION_NAMES.map((name) => VERDICT_LETTERS[verdicts[name]]).join('');
}

/** The policy statuses under all revisions as a word, likewise. */
export function statusLetters(statuses: Readonly<Record<RevisionName, PolicyStatus | null>>): string {
  return REVISION_NAMES.map((name) => {
    const status = statuses[name];
    return status === null ? NOTHING : STATUS_LETTERS[status];
  }).join('');
}

/** The letter of a verdict, as it stands in such a word. */
export function letterOf(verdict: Verdict): string {
  return VERDICT_LETTERS[verdict];
}

/** The letter under one revision; `revisions` is the order in which the word was written. `undefined` where it says nothing. */
export function letterUnder(
  word: string,
  revision: RevisionName,
  revisions: readonly string[],
): string | undefined {
  const letter = word[revisions.indexOf(revision)];
  return letter === NOTHING ? undefined : letter;
}

/** A word that an older program wrote, in the order of this program's revisions; those that it did not know say nothing. */
export function reordered(word: string, revisions: readonly string[]): string {
  return REVISION_NAMES.map((name) => letterUnder(word, name, revisions) ?? NOTHING).join('');
}
