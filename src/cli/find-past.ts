import { findPrevious, type PreviousQuestion } from '../store/find-previous.ts';
import { historyExists, readHistory, readHistoryHead } from '../store/read-history.ts';
import { StoreError } from '../store/store-error.ts';
import type { Past } from './judge-run.ts';
import type { PreviousNight } from './night.ts';

async function nightIn(folder: string): Promise<PreviousNight> {
  return { head: await readHistoryHead(folder), entries: readHistory(folder) };
}

/** The newest earlier run of the same scope below `out`, to be compared with; what stands in the way of that is a warning. */
export function pastRuns(out: string, question: Omit<PreviousQuestion, 'tenantIds'>) {
  return async (tenantIds: readonly string[]): Promise<Past> => {
    try {
      const { run, warnings } = await findPrevious(out, { ...question, tenantIds });
      const previous = run === undefined ? undefined : await nightIn(run.folder);
      return { previous, tellChanges: true, warnings };
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause;
      return {
        previous: undefined,
        tellChanges: true,
        warnings: [`nothing to compare with: ${cause.message}`],
      };
    }
  };
}

/** The run that another is derived from: it hands over since when things are known, and there are no changes to tell. */
export function pastOfDerived(source: string) {
  return async (): Promise<Past> => {
    const previous = (await historyExists(source)) ? await nightIn(source) : undefined;
    return { previous, tellChanges: false, warnings: [] };
  };
}
