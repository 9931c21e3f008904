import { type Column, textColumn } from './column.ts';
import type { Table } from './unpack.ts';

/** The headings under which changes stand, in the order in which they matter; the words for a table come with the data. */
const IN_A_SENTENCE = {
  'newly-blocked': 'newly blocked',
  'newly-allowed': 'newly allowed',
  'restarts-done': 'freed by a stop and start',
  'other-verdicts': 'with another verdict',
  facts: 'with other facts',
  new: 'new',
  gone: 'gone',
  unreadable: 'not readable this time',
} as const;

export type ChangeClass = keyof typeof IN_A_SENTENCE;

export const CHANGE_CLASSES = Object.keys(IN_A_SENTENCE) as readonly ChangeClass[];

/** A class of changes as it stands behind a number. */
export function changeWords(name: ChangeClass): string {
  return IN_A_SENTENCE[name];
}

/** What became of each VM, by the comparison's headings; without one by the kind of change that its finding names. */
export function changeColumn(kinds: Column, changes: Table, idAt: (row: number) => string): Column {
  const byId = new Map<string, string | null>();
  for (let row = 0; row < changes.rows; row += 1) {
    byId.set(
      changes.columns['resourceId']?.at(row)?.toLowerCase() ?? '',
      changes.columns['group']?.at(row) ?? null,
    );
  }
  return textColumn(
    Array.from({ length: kinds.rows }, (_, row) => {
      const kind = kinds.at(row);
      if (kind === 'verdict-changed') return byId.get(idAt(row).toLowerCase()) ?? 'other-verdicts';
      return kind === 'facts-changed' ? 'facts' : kind;
    }),
  );
}
