import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HistoryEntry, HistoryHead } from '../model/history.ts';
import { historyPath } from './read-history.ts';
import { storeError } from './store-error.ts';

/** The memory of a run, or of a part of it, being written: subscriptions in the order of their IDs as they are judged. */
export interface HistoryFile {
  /** Adds the line of one subscription. */
  write(entry: HistoryEntry): Promise<void>;
  /** Ends it; nothing can be added any more. What was written waits for {@link finishHistory}. */
  close(): Promise<HistoryPart>;
  /** Gives up: what was written so far is removed. */
  discard(): Promise<void>;
}

/** What was written of a memory in one folder: so many subscriptions. */
export interface HistoryPart {
  readonly folder: string;
  readonly entries: number;
}

const compress = promisify(gzip);
const OWNER_ONLY = 0o600;
const FAST = 1;
const FLUSH_AT_CHARACTERS = 1024 * 1024;

function failed(doing: string, path: string): (cause: unknown) => never {
  return (cause) => {
    throw storeError(doing, path, cause);
  };
}

/** Lines, compressed by themselves: pieces of gzip one after the other are a gzip file as well. */
function piece(text: string): Promise<Buffer> {
  return compress(text, { level: FAST });
}

function bodyPathIn(folder: string): string {
  return `${historyPath(folder)}.tmp`;
}

/**
 * Begins the memory of a run, or of a part of it, in `snapshot/` in its folder: JSON lines, compressed as they come, so that no more than
 * a piece of them is held. Throws a StoreError naming the file.
 */
export async function createHistoryFile(folder: string): Promise<HistoryFile> {
  const bodyPath = bodyPathIn(folder);
  const body: FileHandle = await open(bodyPath, 'wx', OWNER_ONLY).catch(failed('create', bodyPath));
  let waiting: string[] = [];
  let characters = 0;
  let entries = 0;

  async function flush(): Promise<void> {
    const text = waiting.join('');
    waiting = [];
    characters = 0;
    if (text !== '') await body.writeFile(await piece(text)).catch(failed('write', bodyPath));
  }

  async function discard(): Promise<void> {
    await body.close();
    await discardHistory(folder);
  }

  return {
    async write(entry) {
      const line = `${JSON.stringify(entry)}\n`;
      waiting.push(line);
      characters += line.length;
      entries += 1;
      if (characters >= FLUSH_AT_CHARACTERS) await flush();
    },
    async close() {
      try {
        await flush();
      } finally {
        await body.close();
      }
      return { folder, entries };
    },
    discard,
  };
}

/** Removes what was written of a memory that is not going to be completed. */
export function discardHistory(folder: string): Promise<void> {
  return rm(bodyPathIn(folder), { force: true });
}

/**
 * Completes the memory of a run, `snapshot/history.ndjson.gz` in its folder, readable by its owner only: the line of the run, and behind
 * it what was written in parts, in the order of their subscriptions. The parts are removed. Throws a StoreError naming the file.
 */
export async function finishHistory(
  folder: string,
  head: HistoryHead,
  parts: readonly HistoryPart[],
): Promise<void> {
  const path = historyPath(folder);
  try {
    const entries = parts.reduce((sum, part) => sum + part.entries, 0);
    const first = await piece(`${JSON.stringify({ ...head, entries })}\n`);
    const file: FileHandle = await open(path, 'wx', OWNER_ONLY).catch(failed('create', path));
    try {
      await file.writeFile(first);
      for (const part of parts) await writeFile(file, createReadStream(bodyPathIn(part.folder)));
    } catch (cause) {
      throw storeError('write', path, cause);
    } finally {
      await file.close();
    }
  } finally {
    for (const part of parts) await discardHistory(part.folder);
  }
}
