import { readlinkSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as z from 'zod';
import { storeError } from './store-error.ts';

const holderSchema = z.object({
  pid: z.number(),
  host: z.string(),
  /** Which processes can see each other: containers may share a host's name, but not its process numbers. */
  space: z.string(),
  startedAt: z.string(),
  token: z.string(),
});

type Holder = z.output<typeof holderSchema>;

/** A lock as it is found: its text, what that says, and when its holder last showed that it lives. */
export interface LockHolder {
  readonly text: string;
  /** Not there where the text cannot be understood. */
  readonly holder: Holder | undefined;
  readonly aliveAtMs: number;
  /** The holder in words. */
  readonly words: string;
}

/** A holder shows its life every minute; suspended computers and slow disks get their time. */
const SILENT_FOR_MS = 10 * 60_000;

function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

/** This process as the holder of a lock; the token tells its locks apart. */
export function thisProcess(token: string): Holder {
  const startedAt = new Date().toISOString();
  return { pid: process.pid, host: hostname(), space: processSpace(), startedAt, token };
}

/** What stands in a lock file. */
export function lockText(holder: Holder): string {
  return `${JSON.stringify(holder, null, 2)}\n`;
}

function parsed(text: string): Holder | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Reads a lock file; `undefined` where there is none. Throws a StoreError where it cannot be read. */
export async function readLock(path: string): Promise<LockHolder | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    const holder = parsed(text);
    const words =
      holder === undefined
        ? `the lock does not say which; it is of ${new Date(mtimeMs).toISOString()}`
        : `process ${holder.pid} on ${holder.host}, since ${holder.startedAt}`;
    return { text, holder, aliveAtMs: mtimeMs, words };
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw storeError('read the lock', path, cause);
  }
}

/** Whether this process can tell that the holder's is gone. */
function isGone({ text, holder }: LockHolder, held: ReadonlySet<string>): boolean {
  if (holder === undefined || holder.host !== hostname() || holder.space !== processSpace()) return false;
  if (holder.pid === process.pid) return !held.has(text);
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (cause) {
    // Another user's process may not be signalled, but it is there.
    return cause instanceof Error && 'code' in cause && cause.code === 'ESRCH';
  }
}

/**
 * Whether nobody holds the lock any more: its process is gone, or has shown no sign of life for ten minutes, since its number may
 * belong to another one by now. A sign of life from the future counts for nothing. `held` are the texts of this process's own locks.
 */
export function isFree(lock: LockHolder, held: ReadonlySet<string>): boolean {
  return isGone(lock, held) || Math.abs(Date.now() - lock.aliveAtMs) > SILENT_FOR_MS;
}
