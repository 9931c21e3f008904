import type {
  ChangeCause,
  ChangeKind,
  RunChanges,
  ScaleSetChange,
  SubscriptionChange,
  VmChange,
} from '../model/change.ts';
import type { Verdict } from '../model/verdict.ts';

/** A row of `changes.csv`: a VM, a scale set's churn, or a subscription as a whole. */
export interface ChangeRow {
  readonly change: ChangeKind;
  readonly subject: 'vm' | 'scale-set' | 'subscription';
  readonly subscriptionId: string;
  readonly subscriptionName: string;
  readonly resourceId: string;
  readonly name: string;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  readonly causes: readonly ChangeCause[];
  readonly details: readonly string[];
  readonly firstSeen: string | null;
  readonly sender: boolean;
}

/** All changes as rows, sorted by subscription ID and then by resource ID: the subscription itself comes first. */
export function changeRows(changes: RunChanges): readonly ChangeRow[] {
  const rows = [
    ...changes.subscriptions.map(subscriptionRow),
    ...changes.scaleSets.map(scaleSetRow),
    ...changes.vms.map(vmRow),
  ];
  const keyed = rows.map((row) => ({ key: `${row.subscriptionId} ${row.resourceId.toLowerCase()}`, row }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
}

/** How a scale set's churn reads: `instances 4 → 6 (3 added, 1 removed)`. */
export function churnWords({ before, after, added, removed, unreadable }: ScaleSetChange): string {
  const parts = [
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
    ...(unreadable > 0 ? [`${unreadable} unreadable`] : []),
  ];
  return `instances ${before} → ${after} (${parts.join(', ')})`;
}

function vmRow({ kind, ...change }: VmChange): ChangeRow {
  return { change: kind, subject: 'vm', ...change };
}

function subscriptionRow({ kind, subscriptionId, name, causes, details }: SubscriptionChange): ChangeRow {
  return {
    ...NO_VM,
    change: kind,
    subject: 'subscription',
    subscriptionId,
    subscriptionName: name,
    resourceId: `/subscriptions/${subscriptionId}`,
    name,
    causes,
    details,
  };
}

function scaleSetRow(set: ScaleSetChange): ChangeRow {
  const { subscriptionId, subscriptionName, resourceId, name } = set;
  const [causes, details] = [causesOf(set), [churnWords(set)]];
  return {
    ...NO_VM,
    change: kindOf(set),
    subject: 'scale-set',
    subscriptionId,
    subscriptionName,
    resourceId,
    name,
    causes,
    details,
  };
}

const NO_VM = { before: null, after: null, firstSeen: null, sender: false } as const;

function kindOf({ before, after, added, removed }: ScaleSetChange): ChangeKind {
  if (added + removed === 0) return 'unreadable';
  if (before === 0) return 'new';
  return after === 0 ? 'gone' : 'facts-changed';
}

function causesOf({ added, removed, unreadable }: ScaleSetChange): readonly ChangeCause[] {
  return [
    ...(added + removed > 0 ? (['environment'] as const) : []),
    ...(unreadable > 0 ? (['coverage'] as const) : []),
  ];
}
