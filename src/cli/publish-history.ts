import { access } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { RunSummary } from '../model/run.ts';
import { type TableName, tablePath } from '../store/parquet-history.ts';
import { fileToPublish, type RunFile } from './publish-files.ts';

/** A night is in the history once its subscriptions are there: they come last, here as on disk. */
const TABLES: readonly TableName[] = ['vms', 'subscriptions'];

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * The files that a run has added to the history beside its folder, named by their place below the folder of runs. None where it has not
 * entered the history, or only in part. Throws a StoreError.
 */
export async function historyFiles(
  folder: string,
  run: Pick<RunSummary, 'runId' | 'startedAt'>,
): Promise<readonly RunFile[]> {
  const out = dirname(resolve(folder));
  const files = TABLES.map((table) => ({
    path: tablePath(out, table, run),
    name: tablePath('', table, run).split(sep).join('/'),
  }));
  const there = await Promise.all(files.map(({ path }) => isThere(path)));
  return there.includes(false) ? [] : Promise.all(files.map(fileToPublish));
}
