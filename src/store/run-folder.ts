import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lock } from './lock.ts';
import { makeOut } from './out-folder.ts';
import { StoreError, storeError } from './store-error.ts';

const OWNER_ONLY_FOLDER = 0o700;
const OWNER_ONLY_FILE = 0o600;

/** A run folder that is being built under a temporary name; it appears complete or not at all. */
export interface RunFolder {
  /** Where to write while it is being built. */
  readonly building: string;
  /** Where it will be. */
  readonly final: string;
  /** Gives the folder its name. */
  publish(): Promise<void>;
  /** Removes what was built, and the folders that were made for it; gives the lock back. */
  discard(): Promise<void>;
}

/** The ID of a run that starts at this time (ISO 8601 UTC): `2026-11-23T02-00-00Z`. */
export function runIdOf(startedAt: string): string {
  return `${startedAt.slice(0, 19).replaceAll(':', '-')}Z`;
}

const RUN_ID = /^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z$/;

/** Whether a name is a run's ID; such names are ordered as the runs are in time. */
export function isRunId(name: string): boolean {
  return RUN_ID.test(name);
}

const BUILDING = /^\.(.+)\.partial$/;

/** The ID of the run that is being built in a folder of this name; `undefined` where it is no such folder. */
export function runBuiltIn(name: string): string | undefined {
  const runId = BUILDING.exec(name)?.[1];
  return runId !== undefined && isRunId(runId) ? runId : undefined;
}

/** Whether a finished run of this ID is there. */
export function runExists(out: string, runId: string): Promise<boolean> {
  return exists(join(out, runId));
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Begins a run folder below `out`, which is made when it is missing. Throws a StoreError, also where a run of the same ID is there
 * already: it is never written over, and better refused before the tenant is read than after. A lock of the caller's that is given is
 * released when the folder is discarded.
 */
export async function createRunFolder(out: string, runId: string, lock?: Lock): Promise<RunFolder> {
  const final = join(out, runId);
  const building = join(out, `.${runId}.partial`);
  const unmake = await makeOut(out);
  try {
    if (await exists(final)) {
      throw new StoreError(
        'a run of this ID is there already: wait a second, or name another folder with --out',
      );
    }
    await mkdir(building, { mode: OWNER_ONLY_FOLDER });
    await mkdir(join(building, 'snapshot'), { mode: OWNER_ONLY_FOLDER });
  } catch (cause) {
    throw storeError('create the run folder', final, cause);
  }
  return folderBuilt(out, runId, async () => {
    await lock?.release();
    await unmake();
  });
}

/** A run folder that was begun earlier and is gone on with. */
export function reopenedRunFolder(out: string, runId: string, lock: Lock): RunFolder {
  return folderBuilt(out, runId, () => lock.release());
}

function folderBuilt(out: string, runId: string, letGo: () => Promise<void>): RunFolder {
  const final = join(out, runId);
  const building = join(out, `.${runId}.partial`);
  return {
    building,
    final,
    async publish() {
      await rename(building, final).catch((cause: unknown) => {
        throw storeError('finish the run folder', final, cause);
      });
    },
    async discard() {
      await rm(building, { recursive: true, force: true });
      await letGo();
    },
  };
}

/** Replaces a small file as a whole: readers see the old or the new one. Throws a StoreError. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { mode: OWNER_ONLY_FILE });
    await rename(temporary, path);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw storeError('write', path, cause);
  }
}

/** Names the newest finished run in `latest.json`. */
export function nameLatest(out: string, runId: string, finishedAt: string): Promise<void> {
  return replaceFile(
    join(out, 'latest.json'),
    `${JSON.stringify({ runId, path: runId, finishedAt }, null, 2)}\n`,
  );
}
