import type { RequestCounts } from '../model/run.ts';
import type { BucketKind } from './pace-limits.ts';

/** Counts requests as they go over the wire, and for how long they were held back; a second attempt at the same request is a retry. */
export interface RequestTally {
  answered(requestId: string, status: number): void;
  failed(requestId: string): void;
  /** An answer came and could not be used. */
  unusable(requestId: string): void;
  /** A request is held back by a limit or before another attempt, until the function that is returned is called. */
  holding(): () => void;
  /** What Azure said remains of a bucket. */
  remaining(kind: BucketKind, count: number): void;
  /** A failure stands because the run has no more retries to spend. */
  notRetried(): void;
  counts(): RequestCounts;
}

/** The time during which at least one thing was under way, in milliseconds of the clock given. */
function stopwatch(now: () => number) {
  let underWay = 0;
  let since = 0;
  let elapsed = 0;
  return {
    begin(): () => void {
      if (underWay === 0) since = now();
      underWay += 1;
      return () => {
        underWay -= 1;
        if (underWay === 0) elapsed += now() - since;
      };
    },
    elapsed: () => elapsed + (underWay === 0 ? 0 : now() - since),
  };
}

const LEAST = {
  tenant: 'tenantReads',
  subscription: 'subscriptionReads',
  compute: 'compute',
} as const satisfies Record<BucketKind, keyof NonNullable<RequestCounts['leastRemaining']>>;

/** `now` is the time in milliseconds since any fixed moment. */
export function createRequestTally(now: () => number = () => performance.now()): RequestTally {
  const counts = { total: 0, throttled: 0, retried: 0, failed: 0, notRetried: 0 };
  const least: { tenantReads?: number; subscriptionReads?: number; compute?: number } = {};
  const unsettled = new Set<string>();
  const held = stopwatch(now);

  function attempt(requestId: string, succeeded: boolean): void {
    counts.total += 1;
    if (unsettled.has(requestId)) counts.retried += 1;
    if (succeeded) unsettled.delete(requestId);
    else unsettled.add(requestId);
  }

  return {
    answered(requestId, status) {
      attempt(requestId, status < 400);
      if (status === 429) counts.throttled += 1;
      if (status >= 400) counts.failed += 1;
    },
    failed(requestId) {
      attempt(requestId, false);
      counts.failed += 1;
    },
    unusable(requestId) {
      unsettled.add(requestId);
    },
    holding: () => held.begin(),
    remaining(kind, count) {
      least[LEAST[kind]] = Math.min(least[LEAST[kind]] ?? count, count);
    },
    notRetried() {
      counts.notRetried += 1;
    },
    counts: () => ({
      ...counts,
      waitedSeconds: Math.round(held.elapsed() / 100) / 10,
      leastRemaining: { ...least },
    }),
  };
}
