import { lstat, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { latestRunId } from './find-run.ts';
import { isRunId } from './run-folder.ts';
import { listRuns, readRunEntry, removingName } from './run-list.ts';
import { StoreError, storeError } from './store-error.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Removes a folder and what is in it; links in it are removed, and what they lead to stays. */
async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch((cause: unknown) => {
    throw storeError('remove', folder, cause);
  });
}

async function isFolder(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Removes a finished run directly below the folder of runs. It loses its name first, so that nobody ever sees half of it. Throws a
 * StoreError, and removes nothing, where that is no run of this ID, a link to one, a damaged one, one of a newer version, or the one
 * that `latest.json` names.
 */
export async function removeRun(out: string, runId: string): Promise<void> {
  const refuse = (reason: string) => new StoreError(`cannot remove ${join(out, runId)}: ${reason}`);
  if (!isRunId(runId)) throw refuse('that is not the ID of a run');
  if (!(await isFolder(join(out, runId)))) throw refuse('it is not a folder');
  const latest = await latestRunId(out).catch(() => undefined);
  const entry = await readRunEntry(out, runId, latest);
  if (entry.kind === 'damaged') throw refuse(`look at it first: ${entry.problem}`);
  if (entry.isLatest) throw refuse('latest.json names it');
  const removing = join(out, removingName(runId));
  await removeFolder(removing);
  await rename(entry.folder, removing).catch((cause: unknown) => {
    throw storeError('remove', entry.folder, cause);
  });
  await removeFolder(removing);
}

/**
 * Removes what interrupted runs have left below the folder of runs: half-built ones to which nothing was added for a day before `now`
 * (ISO 8601 UTC), and those whose removal did not end. To be called by who holds the lock. Returns the names. Throws a StoreError.
 */
export async function removeLeftovers(out: string, now: string): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const entry of await listRuns(out)) {
    const isStale = entry.kind === 'building' && Date.parse(now) - Date.parse(entry.touchedAt) > DAY_MS;
    if (!isStale && entry.kind !== 'removing') continue;
    await removeFolder(entry.folder);
    removed.push(entry.name);
  }
  return removed;
}
