import { createReadStream } from 'node:fs';
import { type FileHandle, open, rm, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { HistoryEntry, HistoryHead } from '../model/history.ts';
import { historyPath } from './read-history.ts';
import { storeError } from './store-error.ts';

/** The memory of a run being written: subscriptions in the order of their IDs as they are judged, and at last the run itself. */
export interface HistoryFile {
  /** Adds the line of one subscription. */
  write(entry: HistoryEntry): Promise<void>;
  /** Puts the line of the run before all others and completes the file; nothing can be added any more. */
  finish(head: HistoryHead): Promise<void>;
  /** Gives up: what was written so far is removed. */
  discard(): Promise<void>;
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

/**
 * Begins the memory of a run, `snapshot/history.ndjson.gz` in its folder, readable by its owner only: JSON lines, compressed as they
 * come, so that no more than a piece of them is held. Throws a StoreError naming the file.
 */
export async function createHistoryFile(folder: string): Promise<HistoryFile> {
  const path = historyPath(folder);
  const bodyPath = `${path}.tmp`;
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
    await rm(bodyPath, { force: true });
  }

  return {
    async write(entry) {
      const line = `${JSON.stringify(entry)}\n`;
      waiting.push(line);
      characters += line.length;
      entries += 1;
      if (characters >= FLUSH_AT_CHARACTERS) await flush();
    },
    async finish(head) {
      try {
        await flush();
        const first = await piece(`${JSON.stringify({ ...head, entries })}\n`);
        const file: FileHandle = await open(path, 'wx', OWNER_ONLY).catch(failed('create', path));
        try {
          await file.writeFile(first);
          await writeFile(file, createReadStream(bodyPath));
        } catch (cause) {
          throw storeError('write', path, cause);
        } finally {
          await file.close();
        }
      } finally {
        await discard();
      }
    },
    discard,
  };
}
