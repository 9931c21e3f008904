import { access, mkdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
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
  /** Removes what was built, and the folders that were made for it. */
  discard(): Promise<void>;
}

/** The ID of a run that starts at this time (ISO 8601 UTC): `2026-11-23T02-00-00Z`. */
export function runIdOf(startedAt: string): string {
  return `${startedAt.slice(0, 19).replaceAll(':', '-')}Z`;
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

/** Makes the folder of runs where it is missing; returns the highest folder that had to be made. */
function makeOut(out: string): Promise<string | undefined> {
  return mkdir(out, { recursive: true, mode: OWNER_ONLY_FOLDER }).catch((cause: unknown) => {
    const isFile = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
    if (!isFile) throw storeError('create the folder', out, cause);
    throw new StoreError(`cannot create the folder ${out}: a file is in its place: name another with --out`, {
      cause,
    });
  });
}

/** Removes the folders from `folder` up to `highest`, as far as they are empty. */
async function removeEmpty(folder: string, highest: string): Promise<void> {
  const isGone = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (isGone && folder !== highest) await removeEmpty(dirname(folder), highest);
}

/**
 * Begins a run folder below `out`, which is made when it is missing. Throws a StoreError, also where a run of the same ID is there
 * already: it is never written over, and better refused before the tenant is read than after.
 */
export async function createRunFolder(out: string, runId: string): Promise<RunFolder> {
  const final = join(out, runId);
  const building = join(out, `.${runId}.partial`);
  const made = await makeOut(out);
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
      if (made !== undefined) await removeEmpty(resolve(out), resolve(made));
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
