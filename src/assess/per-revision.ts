import { REVISION_NAMES, type RevisionName } from '../model/revision.ts';

/** What is made of each revision of Microsoft's rules: a total record, in the order in which the model lists them. */
export function perRevision<T>(make: (revision: RevisionName) => T): Readonly<Record<RevisionName, T>> {
  return Object.fromEntries(REVISION_NAMES.map((name) => [name, make(name)])) as Record<RevisionName, T>;
}
