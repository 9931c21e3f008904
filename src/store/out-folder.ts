import { mkdir, rmdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { StoreError, storeError } from './store-error.ts';

const OWNER_ONLY_FOLDER = 0o700;

/** Removes the folders that were made for something that did not come to be, as far as they are empty. */
export type Unmake = () => Promise<void>;

function hasCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}

/** Making several folders at once fails with ENOENT on a read-only disk too; making one of them tells the truth. */
async function trueCause(folder: string, cause: unknown): Promise<unknown> {
  const one = await mkdir(folder, { mode: OWNER_ONLY_FOLDER }).then(
    () => cause,
    (reason: unknown) => reason,
  );
  const parent = dirname(folder);
  return hasCode(one, 'ENOENT') && parent !== folder ? trueCause(parent, one) : one;
}

/** Makes the folder of runs where it is missing, for its owner only. Throws a StoreError. */
export async function makeOut(out: string): Promise<Unmake> {
  const highest = await mkdir(out, { recursive: true, mode: OWNER_ONLY_FOLDER }).catch(
    async (cause: unknown) => {
      if (hasCode(cause, 'ENOENT'))
        throw storeError('create the folder', out, await trueCause(resolve(out), cause));
      if (!hasCode(cause, 'EEXIST')) throw storeError('create the folder', out, cause);
      throw new StoreError(
        `cannot create the folder ${out}: a file is in its place: name another with --out`,
        {
          cause,
        },
      );
    },
  );
  return async () => {
    if (highest !== undefined) await removeEmpty(resolve(out), resolve(highest));
  };
}

/** Removes the folders from `folder` up to `highest`, as far as they are empty. */
async function removeEmpty(folder: string, highest: string): Promise<void> {
  const isGone = await rmdir(folder).then(
    () => true,
    () => false,
  );
  if (isGone && folder !== highest) await removeEmpty(dirname(folder), highest);
}
