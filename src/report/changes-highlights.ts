import type { RunChanges, VmChange } from '../model/change.ts';
import { type ChangeGroup, changeGroups } from './changes-groups.ts';

/** A group with the changes that are named; the others are only counted. */
interface HighlightedGroup extends ChangeGroup {
  readonly named: readonly VmChange[];
}

/** What a short text says of the VMs: groups with some names each, and how many changes go without. */
export interface ChangeHighlights {
  readonly groups: readonly HighlightedGroup[];
  readonly unnamed: number;
}

/**
 * Chooses at most `limit` changes to name: senders of all groups first, then an even share for each group, in the order of the groups.
 * Other facts under the same verdict are named for senders only.
 */
export function changeHighlights(changes: RunChanges, limit: number): ChangeHighlights {
  const groups = changeGroups(changes);
  const senders = groups.flatMap((group) => group.changes.filter(({ sender }) => sender));
  const chosen = new Set(senders.slice(0, limit));
  const others = groups
    .filter(({ code }) => code !== 'facts')
    .map((group) => group.changes.filter(({ sender }) => !sender));
  const longest = Math.max(0, ...others.map(({ length }) => Math.min(length, limit)));
  for (let at = 0; at < longest; at += 1) {
    for (const group of others) {
      const change = group[at];
      if (change !== undefined && chosen.size < limit) chosen.add(change);
    }
  }
  return {
    groups: groups.map((group) => ({
      ...group,
      named: group.changes.filter((change) => chosen.has(change)),
    })),
    unnamed: changes.vms.length - chosen.size,
  };
}
