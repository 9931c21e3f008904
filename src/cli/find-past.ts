import { findPrevious, type PreviousQuestion, type PreviousRun } from '../store/find-previous.ts';
import { historyExists, readHistoryHead } from '../store/read-history.ts';
import { StoreError } from '../store/store-error.ts';
import type { Past } from './judge-run.ts';
import type { PastRun } from './past-entries.ts';
import { PastError } from './past-error.ts';
import type { PublishedPast } from './publish-previous.ts';

/** An earlier run and what it remembers of itself; a PastError where its memory cannot be read. */
async function pastRunIn(folder: string, run: string): Promise<PastRun | PastError> {
  try {
    return { run, folder, head: await readHistoryHead(folder) };
  } catch (cause) {
    if (cause instanceof StoreError) return new PastError(run, cause);
    throw cause;
  }
}

function passedOver({ run, message }: PastError): string {
  return `run ${run} is passed over in looking for the previous one: ${message}`;
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
  const isUnlike = run === undefined && warnings.length === 0 && !question.except?.includes(published.runId);
  const others = isUnlike ? [mismatch] : warnings;
  return { run, warnings: [...onDisk.warnings, ...others] };
}

/**
 * The newest earlier run of the same scope whose memory can be read, to be compared with; what stands in the way of a newer
 * one is a warning. `broken` are those whose memory broke off while it was read.
 */
export function pastRuns(places: PastPlaces, question: Omit<PreviousQuestion, 'tenantIds' | 'except'>) {
  return async (tenantIds: readonly string[], broken: readonly PastError[]): Promise<Past> => {
    const damaged = [...broken];
    try {
      for (;;) {
        const except = damaged.map(({ run }) => run);
        const found = await previousIn(places, { ...question, tenantIds, except });
        const past = found.run && (await pastRunIn(found.run.folder, found.run.runId));
        if (past instanceof PastError) {
          damaged.push(past);
        } else {
          const warnings = [...found.warnings, ...damaged.map(passedOver)];
          return { previous: past, tellChanges: true, warnings };
        }
      }
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause;
      const warnings = [`nothing to compare with: ${cause.message}`];
      return { previous: undefined, tellChanges: true, warnings };
    }
  };
}

/**
 * The run that another is derived from: it hands over since when things are known, and there are no changes to tell. Where its memory
 * cannot be read, to judge it anew is what gives it one again.
 */
export function pastOfDerived(source: string) {
  return async (_: readonly string[], [broken]: readonly PastError[]): Promise<Past> => {
    const found = broken ?? ((await historyExists(source)) ? await pastRunIn(source, source) : undefined);
    if (!(found instanceof PastError)) return { previous: found, tellChanges: false, warnings: [] };
    const warnings = [`since when VMs are known is not taken over: ${found.message}`];
    return { previous: undefined, tellChanges: false, warnings };
  };
}
