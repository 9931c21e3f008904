import { dropNight } from '../store/parquet-history.ts';
import { nameLatest } from '../store/run-folder.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { type FinishedRun, toDoOf } from './finish-run.ts';
import { addToHistory } from './night-tables.ts';
import { notify } from './notify.ts';
import { printSummary } from './print-summary.ts';
import { removeOldRuns } from './prune.ts';
import type { TenantRun } from './tenant-run.ts';
import { writeSummaries } from './write-summaries.ts';

/** A run whose findings are written, in a folder that has no name yet. */
export type RunToConclude = Pick<
  TenantRun,
  'configuration' | 'environment' | 'folder' | 'runId' | 'startedAt'
>;

/**
 * Gives the run's folder its name, names it in `latest.json`, adds it to the history, and prints its summary; a run that read nothing is
 * neither the latest nor in the history. Returns the exit code. Throws a StoreError.
 */
export async function concludeRun(finished: FinishedRun, run: RunToConclude): Promise<ExitCode> {
  const { configuration, environment, folder, runId } = run;
  const code = exitCode({ ...configuration, run: finished.run, toDo: toDoOf(finished, configuration) });
  if (code === 3) await dropNight(folder.building);
  await folder.publish();
  if (code !== 3) {
    await nameLatest(configuration.out, runId, finished.run.finishedAt);
    if (configuration.history) await addToHistory(run);
  }
  printSummary(finished, environment);
  return code;
}

/** What follows a finished run. Whatever of it fails is a warning: the run and its exit code stand. */
export async function afterwards(
  finished: FinishedRun,
  { configuration, environment, folder }: Omit<RunToConclude, 'startedAt'>,
): Promise<void> {
  const { summaryPath, notify: notice, retention, out } = configuration;
  const places = { path: summaryPath, folder: folder.final, variables: process.env };
  await writeSummaries(finished, places, environment);
  if (notice !== undefined) await notify({ ...finished, reportUrl: null }, notice, environment);
  if (retention === undefined) return;
  await removeOldRuns(out, retention, environment.now()).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    environment.reporter.warn(`old runs were not all removed: ${reason}`);
  });
}
