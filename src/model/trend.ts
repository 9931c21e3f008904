import type { VerdictCounts } from './finding.ts';
import type { CloudName, RevisionName } from './revision.ts';

/** The VMs of one night by verdict; `startedAt` is ISO 8601 UTC. */
export interface TrendPoint {
  readonly runId: string;
  readonly startedAt: string;
  readonly counts: VerdictCounts & { readonly total: number };
}

/** A night of a trend, with the number of subscriptions that could not be read, or only in part: their VMs may be missing. */
export interface TrendNight extends TrendPoint {
  readonly unread: number;
}

/**
 * How long the VMs of a subscription took from the first night on which they only needed a restart to the night on which they could
 * send. Times are seconds; they are `null` where there is none to tell.
 */
export interface RestartTimes {
  readonly subscriptionId: string;
  readonly subscriptionName: string;
  /** Restarts that were seen, with their median and worst time. */
  readonly restarted: number;
  readonly median: number | null;
  readonly worst: number | null;
  /** Of these, how many already waited on the first night: their time is a lower bound. */
  readonly atLeast: number;
  /** VMs that wait on the last night, and for how long the first of them has. */
  readonly waiting: number;
  readonly longest: number | null;
  /** VMs that lost the permission, or went, before a restart was seen. */
  readonly ended: number;
}

/** A subscription that went back to what it was before, twice or more. */
export interface Flapping {
  readonly subscriptionId: string;
  readonly subscriptionName: string;
  /** How often its policy status went back. */
  readonly statusReturns: number;
  /** VMs whose verdict went back twice or more, the most that one of them did, and the name of that one. */
  readonly vms: number;
  readonly vmReturns: number;
  readonly example: string | null;
}

/** What the history tells of many nights of one tenant and scope, under one revision of Microsoft's rules. */
export interface Trend {
  readonly policy: RevisionName;
  readonly cloud: CloudName;
  readonly demo: boolean;
  readonly tenantIds: readonly string[];
  readonly scope: string;
  /** Oldest first. */
  readonly nights: readonly TrendNight[];
  readonly restarts: readonly RestartTimes[];
  readonly flapping: readonly Flapping[];
  /** Nights of the range that are of another cloud, tenant or scope, or of the demo. */
  readonly otherNights: number;
}
