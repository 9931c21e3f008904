import type { RevisionName } from '../model/revision.ts';
import { REVISION_NAMES } from '../model/revision.ts';

/** Something that is stated for every revision of Microsoft's text. */
export type PerEveryRevision<T> = Readonly<Record<RevisionName, T>>;

/** Works a truth out revision by revision. */
export function everyRevision<T>(state: (revision: RevisionName) => T): PerEveryRevision<T> {
  const stated: Partial<Record<RevisionName, T>> = {};
  for (const name of REVISION_NAMES) stated[name] = state(name);
  return stated as PerEveryRevision<T>;
}
