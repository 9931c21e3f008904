import type { RevisionName } from './revision.ts';
import type { SubscriptionId } from './subscription-id.ts';
import type { Verdict } from './verdict.ts';

/**
 * What became of a VM or a subscription since the previous run. `unreadable` is one that was there and could not be read this
 * time: it is neither gone nor resolved.
 */
export const CHANGE_KINDS = [
  'new',
  'gone',
  'verdict-changed',
  'facts-changed',
  'unreadable',
  'unchanged',
] as const;

export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** What a change comes from; several can share in one. */
export const CHANGE_CAUSES = ['environment', 'policy', 'coverage', 'declarations', 'tool'] as const;

export type ChangeCause = (typeof CHANGE_CAUSES)[number];

/** A change of one VM. `before` and `after` are `null` where there was, or is, no verdict. Times are ISO 8601 UTC. */
export interface VmChange {
  readonly kind: Exclude<ChangeKind, 'unchanged'>;
  readonly subscriptionId: SubscriptionId;
  readonly subscriptionName: string;
  readonly resourceId: string;
  readonly name: string;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
  readonly causes: readonly ChangeCause[];
  /** What differs, in words of the columns: `nicFlag false → true`. */
  readonly details: readonly string[];
  readonly firstSeen: string;
  readonly sender: boolean;
}

/** A change of one subscription as a whole: its policy status, coverage, name, offer, exemption. */
export interface SubscriptionChange {
  readonly kind: Exclude<ChangeKind, 'unchanged' | 'verdict-changed'>;
  readonly subscriptionId: SubscriptionId;
  readonly name: string;
  readonly causes: readonly ChangeCause[];
  readonly details: readonly string[];
}

/**
 * The churn of one scale set: instances that came and went, told by their numbers. `unreadable` ones were there and could not be
 * read this time; they count in `after`, so that `after` is always `before` plus `added` less `removed`.
 */
export interface ScaleSetChange {
  readonly subscriptionId: SubscriptionId;
  readonly subscriptionName: string;
  readonly resourceId: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly removed: number;
  readonly unreadable: number;
}

/** The number of VMs that changed in each way; instances of scale sets that came and went are counted with them. */
export type ChangeTotals = Readonly<Record<ChangeKind, number>>;

/** The run that another is compared with. */
export interface ComparedRun {
  readonly runId: string;
  readonly startedAt: string;
  readonly policy: RevisionName;
  readonly tool: string;
}

/** `changes.json`: everything that is not as it was in the previous run. */
export interface RunChanges {
  readonly schemaVersion: 1;
  readonly before: ComparedRun;
  readonly after: ComparedRun;
  readonly totals: ChangeTotals;
  /** How many changes of verdict and facts each cause has a share in. */
  readonly causes: Readonly<Record<ChangeCause, number>>;
  readonly vms: readonly VmChange[];
  readonly scaleSets: readonly ScaleSetChange[];
  readonly subscriptions: readonly SubscriptionChange[];
}
