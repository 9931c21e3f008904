import type { HistoryEntry, HistoryHead } from '../model/history.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { readHistory } from '../store/read-history.ts';
import { StoreError } from '../store/store-error.ts';
import { PastError } from './past-error.ts';

/** An earlier run that is compared with: its ID (or its folder), the folder that holds its memory, and what it remembers of itself. */
export interface PastRun {
  readonly run: string;
  readonly folder: string;
  readonly head: HistoryHead;
}

/** Subscriptions by their IDs: from the first one on, and before the other; without one there is no end on that side. */
export interface IdRange {
  readonly from: SubscriptionId | undefined;
  readonly before: SubscriptionId | undefined;
}

/**
 * What an earlier run remembers of the subscriptions in a range, in the order of their IDs. Throws a PastError that says which run it is
 * where its memory cannot be read; damage may show only at the end.
 */
export async function* pastEntries(
  { run, folder }: PastRun,
  { from, before }: IdRange,
): AsyncGenerator<HistoryEntry> {
  try {
    for await (const entry of readHistory(folder)) {
      const { id } = entry.subscription;
      if (before !== undefined && id >= before) return;
      if (from === undefined || id >= from) yield entry;
    }
  } catch (cause) {
    throw cause instanceof StoreError ? new PastError(run, cause) : cause;
  }
}
