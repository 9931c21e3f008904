import type { Column } from './column.ts';

/** What became of a VM, as the overview counts it. */
export const CHANGE_CLASSES = {
  'newly-blocked': 'newly blocked',
  'newly-allowed': 'newly allowed',
  'restart-done': 'restart done',
  'other-verdict': 'other verdict',
  new: 'new VM',
  gone: 'gone',
  'facts-changed': 'facts changed',
  unreadable: 'not readable this time',
  unchanged: 'unchanged',
} as const;

export type ChangeClass = keyof typeof CHANGE_CLASSES;

/**
 * The class of a change. A VM that could send and cannot, or not for certain, is newly blocked; one that needed a stop and start and
 * can send now has had it.
 */
function changeClass(kind: string, before: string | null, after: string | null): ChangeClass {
  switch (kind) {
    case 'verdict-changed':
      if (after === 'direct') return before === 'restart' ? 'restart-done' : 'newly-allowed';
      return before === 'direct' ? 'newly-blocked' : 'other-verdict';
    case 'new':
    case 'gone':
    case 'facts-changed':
    case 'unreadable':
      return kind;
    default:
      return 'unchanged';
  }
}

/** The classes of a table of changes, row by row. */
export function changeClasses(columns: Readonly<Record<string, Column>>, rows: number): ChangeClass[] {
  return Array.from({ length: rows }, (_, row) =>
    changeClass(
      columns['kind']?.at(row) ?? 'unchanged',
      columns['before']?.at(row) ?? null,
      columns['after']?.at(row) ?? null,
    ),
  );
}
