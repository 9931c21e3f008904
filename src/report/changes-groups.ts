import type { ChangeCause, RunChanges, VmChange } from '../model/change.ts';
import { CHANGE_CAUSES } from '../model/change.ts';
import type { Verdict } from '../model/verdict.ts';

/** The changes of VMs as a person reads them, what matters most first. */
const CHANGE_GROUPS = [
  'newly-blocked',
  'newly-allowed',
  'restarts-done',
  'other-verdicts',
  'facts',
  'new',
  'gone',
  'unreadable',
] as const;

export type ChangeGroupCode = (typeof CHANGE_GROUPS)[number];

/** The headings of the groups. */
export const CHANGE_TITLES = {
  'newly-blocked': 'Newly blocked',
  'newly-allowed': 'Newly allowed',
  'restarts-done': 'Restarts done',
  'other-verdicts': 'Other verdict changes',
  facts: 'Same verdict, other facts',
  new: 'New VMs',
  gone: 'Gone VMs',
  unreadable: 'Could not be read this time',
} as const satisfies Record<ChangeGroupCode, string>;

/** The changes under one heading, senders first; `causes` in the order of the model, those with a share only. */
export interface ChangeGroup {
  readonly code: ChangeGroupCode;
  readonly title: string;
  readonly changes: readonly VmChange[];
  readonly causes: readonly { readonly cause: ChangeCause; readonly count: number }[];
}

/** What lets mail through, perhaps after a stop and start. */
const ALLOWED: ReadonlySet<Verdict | null> = new Set(['direct', 'restart']);

/**
 * The heading that a change stands under. Blocked or allowed is only what is known to be so before and after: what became undetermined,
 * or was, is another change of verdict.
 */
export function changeGroupOf({ kind, before, after }: VmChange): ChangeGroupCode {
  if (kind !== 'verdict-changed') return kind === 'facts-changed' ? 'facts' : kind;
  if (before === 'undetermined' || after === 'undetermined') return 'other-verdicts';
  if (before === 'restart' && after === 'direct') return 'restarts-done';
  if (before === 'direct' || (before === 'restart' && !ALLOWED.has(after))) return 'newly-blocked';
  return ALLOWED.has(after) ? 'newly-allowed' : 'other-verdicts';
}

/** The changes of VMs by heading; headings without any are left out. */
export function changeGroups({ vms }: RunChanges): readonly ChangeGroup[] {
  const groups = new Map<ChangeGroupCode, VmChange[]>(CHANGE_GROUPS.map((code) => [code, []]));
  for (const change of vms) groups.get(changeGroupOf(change))?.push(change);
  return [...groups]
    .filter(([, changes]) => changes.length > 0)
    .map(([code, changes]) => ({
      code,
      title: CHANGE_TITLES[code],
      changes: [...changes.filter(({ sender }) => sender), ...changes.filter(({ sender }) => !sender)],
      causes: CHANGE_CAUSES.map((cause) => ({
        cause,
        count: changes.filter(({ causes }) => causes.includes(cause)).length,
      })).filter(({ count }) => count > 0),
    }));
}

/** How a group's causes read: `environment 2, policy 1`. A change that several causes share counts under each. */
export function causeWords({ causes }: ChangeGroup): string {
  return causes.map(({ cause, count }) => `${cause} ${count}`).join(', ');
}

/** What became of a VM, in short: `direct → relay`, or what else is to be said of it. */
export function movementWords({ kind, before, after, details }: VmChange): string {
  switch (kind) {
    case 'verdict-changed':
      return `${before} → ${after}`;
    case 'new':
      return `${after}`;
    case 'gone':
      return `was ${before}`;
    case 'unreadable':
      return `last known ${before}`;
    case 'facts-changed':
      return details[0] ?? '';
  }
}
