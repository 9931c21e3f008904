import type { HistoryEntry } from '../model/history.ts';

/** Walks what a run remembers in step with another run, whose subscriptions go by in the order of their IDs. */
export interface PreviousWalk {
  /** What is remembered of subscriptions before this one (of all that are left, without one) that have not gone by yet. */
  before(id: string | undefined): AsyncGenerator<HistoryEntry>;
  /** What is remembered of this subscription. Those before it must have gone by. */
  own(id: string): Promise<HistoryEntry | undefined>;
}

/** No more than one subscription is held. */
export function walkPrevious(entries: AsyncGenerator<HistoryEntry>): PreviousWalk {
  let ahead: HistoryEntry | undefined;
  let ended = false;

  async function peek(): Promise<HistoryEntry | undefined> {
    if (ahead !== undefined || ended) return ahead;
    const result = await entries.next();
    if (result.done === true) ended = true;
    else ahead = result.value;
    return ahead;
  }

  return {
    async *before(id) {
      for (let entry = await peek(); entry !== undefined; entry = await peek()) {
        if (id !== undefined && entry.subscription.id >= id) return;
        ahead = undefined;
        yield entry;
      }
    },
    async own(id) {
      const entry = await peek();
      if (entry?.subscription.id !== id) return undefined;
      ahead = undefined;
      return entry;
    },
  };
}
