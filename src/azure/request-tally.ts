import type { RequestCounts } from '../model/run.ts';

/** Counts requests as they go over the wire; a second attempt at the same request is a retry. */
export interface RequestTally {
  answered(requestId: string, status: number): void;
  failed(requestId: string): void;
  counts(): RequestCounts;
}

export function createRequestTally(): RequestTally {
  const counts = { total: 0, throttled: 0, retried: 0, failed: 0 };
  const unsettled = new Set<string>();

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
    counts: () => ({ ...counts }),
  };
}
