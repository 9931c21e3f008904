import type { ChangeTotals } from './change.ts';
import type { VerdictCounts } from './finding.ts';
import type { CloudName, RevisionName } from './revision.ts';
import type { Shard } from './shard.ts';
import type { FactKind } from './subscription-facts.ts';

/** The version of the run folder's files that this program writes. */
export const RUN_SCHEMA_VERSION = 2;

/** Something that could not be read in a run, and what would make it readable. */
export interface CoverageGap {
  readonly subscriptionId: string | null;
  readonly subscriptionName: string | null;
  readonly fact: string;
  readonly required: boolean;
  readonly status: number | null;
  readonly code: string;
  readonly message: string;
  readonly action: string | null;
}

/**
 * How the requests of a run went. Every attempt on the wire counts in `total`; `throttled` were answered 429, `failed` with an error or
 * not at all, `retried` are second and further attempts. Runs of older versions lack the rest.
 */
export interface RequestCounts {
  readonly total: number;
  readonly throttled: number;
  readonly retried: number;
  readonly failed: number;
  /** Failures that stand because the run's budget of retries was spent. */
  readonly notRetried?: number;
  /** Seconds in which at least one request was held back: by the pace, by a Retry-After, or before another attempt. */
  readonly waitedSeconds?: number;
  /** The least that Azure ever said remains of a bucket of reads; a kind of bucket of which it said nothing is absent. */
  readonly leastRemaining?: {
    readonly tenantReads?: number;
    readonly subscriptionReads?: number;
    readonly compute?: number;
  };
}

/** Of how many subscriptions an optional fact was read, could not be read, and was left alone because it decided nothing. */
export interface OptionalFactCounts {
  readonly read: number;
  readonly unreadable: number;
  readonly spared: number;
}

/** How many lists Resource Graph answered, and how many were left to Resource Manager, by the reason. */
export interface InventoryUse {
  readonly answered: number;
  readonly left: Readonly<Record<string, number>>;
}

/** `run.json`: what was asked, what was found, what could not be read. Times are ISO 8601 UTC. */
export interface RunSummary {
  readonly schemaVersion: typeof RUN_SCHEMA_VERSION;
  readonly runId: string;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly cloud: CloudName;
  readonly tenantIds: readonly string[];
  readonly scope: {
    readonly subscriptions: readonly string[] | 'all';
    readonly managementGroups: readonly string[];
    readonly excluded: readonly string[];
    /** Only there where the run took one shard of the scope; what falls on the others is not in it. */
    readonly shard?: Shard | undefined;
  };
  /** The names of the owner tags that have a column. */
  readonly tags: readonly string[];
  /** Only there where the run was collected and not judged: its verdict counts then say nothing. */
  readonly judged?: false;
  readonly policy: { readonly revision: RevisionName; readonly current: RevisionName };
  readonly totals: {
    readonly subscriptions: {
      readonly inScope: number;
      readonly complete: number;
      readonly partial: number;
      readonly unreadable: number;
      readonly disabled: number;
      readonly excluded: number;
    };
    readonly vms: VerdictCounts & { readonly total: number };
  };
  readonly coverage: readonly CoverageGap[];
  readonly requests: RequestCounts;
  /** Only there where Resource Graph was asked: its data is a copy and may be behind. */
  readonly resourceGraph?: InventoryUse;
  /** The facts that are only asked for where they can decide, with what that saved. */
  readonly optionalFacts: Readonly<Partial<Record<FactKind, OptionalFactCounts>>>;
  readonly differsUnderCurrentPolicy: number;
  readonly previousRunId: string | null;
  /** VMs by what became of them since the previous run; `null` where there is none. */
  readonly changes: ChangeTotals | null;
  /** VMs that are meant to send mail, by verdict; and findings that somebody has accepted, by verdict. */
  readonly senders: VerdictCounts & { readonly total: number };
  readonly accepted: VerdictCounts & { readonly total: number };
  /** The run whose snapshot was judged anew, where this run collected nothing itself. */
  readonly derivedFrom?: string;
  /** The shards' runs whose facts were joined, in their order, where this run collected nothing itself. */
  readonly mergedFrom?: readonly { readonly shard: number; readonly runId: string }[];
  readonly demo?: true;
  readonly warnings: readonly string[];
}
