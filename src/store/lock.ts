import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isFree, type LockHolder, lockText, readLock, thisProcess } from './lock-holder.ts';
import { makeOut } from './out-folder.ts';
import { StoreError, storeError } from './store-error.ts';

/** The right to write runs below one folder, which one process has at a time. */
export interface Lock {
  /** Set where a lock that nobody held any more was taken over: whose it was. */
  readonly note: string | undefined;
  /** Gives the right back; further calls do nothing. */
  release(): Promise<void>;
}

const NAME = '.lock';
const SIGN_OF_LIFE_EVERY_MS = 60_000;
const ATTEMPTS = 3;

/** What this process holds: a lock with its number that is not among them was left behind by an earlier process of that number. */
const held = new Set<string>();

function exists(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}

/** Creates a file that must not be there yet; `false` where it is. */
async function created(path: string, text: string): Promise<boolean> {
  return writeFile(path, text, { flag: 'wx', mode: 0o600 }).then(
    () => true,
    async (cause: unknown) => {
      if (exists(cause)) return false;
      // A full disk may have let the file come to be, empty.
      await rm(path, { force: true }).catch(() => undefined);
      throw storeError('create the lock', path, cause);
    },
  );
}

/** Shows that the holder lives, as long as the lock is still its own. */
async function showLife(path: string, text: string): Promise<void> {
  const now = new Date();
  if ((await readFile(path, 'utf8')) === text) await utimes(path, now, now);
}

function hold(path: string, text: string): () => Promise<void> {
  const timer = setInterval(() => showLife(path, text).catch(() => undefined), SIGN_OF_LIFE_EVERY_MS);
  timer.unref();
  const atExit = () => {
    try {
      if (readFileSync(path, 'utf8') === text) rmSync(path);
    } catch {
      // It is gone, which is what was wanted.
    }
  };
  process.on('exit', atExit);
  held.add(text);
  return async () => {
    if (!held.delete(text)) return;
    clearInterval(timer);
    process.off('exit', atExit);
    const found = await readFile(path, 'utf8').catch(() => undefined);
    if (found === text) await rm(path, { force: true });
  };
}

function refusal(out: string, path: string, holder: LockHolder): StoreError {
  return new StoreError(
    `cannot write into ${out}: another run is writing there (${holder.words}): wait until it has ended, or name another folder with --out; ` +
      `if it is no longer running, remove ${path}`,
  );
}

/** Removes a lock that nobody holds. A second file keeps two processes from doing so at once, which would remove the other's new one. */
async function removeLeftOver(path: string, leftOver: LockHolder): Promise<void> {
  const guard = `${path}.takeover`;
  const guarding = await readLock(guard);
  if (guarding !== undefined && isFree(guarding, held)) await rm(guard, { force: true });
  if (!(await created(guard, lockText(thisProcess(randomUUID()))))) return;
  try {
    const found = await readLock(path);
    if (found?.text === leftOver.text) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}

/** Takes the lock as soon as it is free; returns whose it was where one was left over. */
async function taken(out: string, path: string, text: string): Promise<LockHolder | undefined> {
  let leftOver: LockHolder | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await created(path, text)) return leftOver;
    const holder = await readLock(path);
    if (holder === undefined) continue;
    if (!isFree(holder, held)) throw refusal(out, path, holder);
    leftOver = holder;
    await removeLeftOver(path, holder);
  }
  throw new StoreError(
    `cannot write into ${out}: other runs are beginning there: try again, or remove ${path}`,
  );
}

/**
 * Takes the lock of the folder of runs, which is made where it is missing. A lock whose process is gone, or that has shown no sign of
 * life for ten minutes, is taken over. Throws a StoreError that names the holder, the file, and what to do. Should the process end
 * without a release, its lock is removed on the way out; after a kill that leaves no time for that, it is free all the same.
 */
export async function takeLock(out: string): Promise<Lock> {
  const unmake = await makeOut(out);
  const path = join(out, NAME);
  const text = lockText(thisProcess(randomUUID()));
  try {
    const leftOver = await taken(out, path, text);
    const letGo = hold(path, text);
    return {
      note: leftOver && `took over the lock that an earlier run had left in ${out} (${leftOver.words})`,
      async release() {
        await letGo();
        await unmake();
      },
    };
  } catch (cause) {
    await unmake();
    throw cause;
  }
}
