import type { VerdictCounts } from './finding.ts';
import type { CloudName, RevisionName } from './revision.ts';

/** The version of the run folder's files that this program writes. */
export const RUN_SCHEMA_VERSION = 1;

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

/** How the requests of a run went: towards Azure, answers by kind and seconds spent waiting on throttling. */
export interface RequestCounts {
  readonly total: number;
  readonly throttled: number;
  readonly retried: number;
  readonly failed: number;
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
    readonly excluded: readonly string[];
  };
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
  readonly differsUnderCurrentPolicy: number;
  readonly previousRunId: string | null;
  /** The run whose snapshot was judged anew, where this run collected nothing itself. */
  readonly derivedFrom?: string;
  readonly demo?: true;
  readonly warnings: readonly string[];
}
