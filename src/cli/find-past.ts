import { findPrevious, type PreviousQuestion, type PreviousRun } from '../store/find-previous.ts';
import { historyExists, readHistory, readHistoryHead } from '../store/read-history.ts';
import { StoreError } from '../store/store-error.ts';
import type { Past } from './judge-run.ts';
import type { PreviousNight } from './night.ts';
import type { PublishedPast } from './publish-previous.ts';

async function nightIn(folder: string): Promise<PreviousNight> {
  return { head: await readHistoryHead(folder), entries: readHistory(folder) };
}

/** Where earlier runs are: below `out`, and where that has none of the same scope, the newest one that was published. */
interface PastPlaces {
  readonly out: string;
  readonly published: PublishedPast | undefined;
}

async function previousIn({ out, published }: PastPlaces, question: PreviousQuestion): Promise<PreviousRun> {
  const onDisk = await findPrevious(out, question);
  if (onDisk.run !== undefined || published === undefined) return onDisk;
  const { run, warnings } = await findPrevious(published.out, question);
  const mismatch = `the published run ${published.shown} is not compared with: it is of another scope, tenant or kind; give each scope a folder of its own`;
  const others = run === undefined && warnings.length === 0 ? [mismatch] : warnings;
  return { run, warnings: [...onDisk.warnings, ...others] };
}

/** The newest earlier run of the same scope, to be compared with; what stands in the way of that is a warning. */
export function pastRuns(places: PastPlaces, question: Omit<PreviousQuestion, 'tenantIds'>) {
  return async (tenantIds: readonly string[]): Promise<Past> => {
    try {
      const { run, warnings } = await previousIn(places, { ...question, tenantIds });
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
