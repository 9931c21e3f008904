import { type FileHandle, open } from 'node:fs/promises';
import { storeError } from './store-error.ts';

/** A text file being written from front to back, readable by its owner only. */
export interface TextFile {
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

const FLUSH_AT_CHARACTERS = 256 * 1024;
const OWNER_ONLY = 0o600;

/** Creates the file and writes it in large pieces; throws a StoreError naming it. */
export async function createTextFile(path: string): Promise<TextFile> {
  const handle: FileHandle = await open(path, 'wx', OWNER_ONLY).catch((cause: unknown) => {
    throw storeError('create', path, cause);
  });
  let waiting: string[] = [];
  let characters = 0;
  let underWay: Promise<void> = Promise.resolve();

  /** Starts writing what waits; the disk works while the next piece is being made, and no more than one piece is under way. */
  async function flush(): Promise<void> {
    await underWay;
    const text = waiting.join('');
    waiting = [];
    characters = 0;
    if (text === '') return;
    underWay = handle.writeFile(text).catch((cause: unknown) => {
      throw storeError('write', path, cause);
    });
    // It is awaited before the next piece, and at the end; until then a failure has nobody to go to.
    underWay.catch(() => undefined);
  }

  return {
    async write(text) {
      waiting.push(text);
      characters += text.length;
      if (characters >= FLUSH_AT_CHARACTERS) await flush();
    },
    async close() {
      try {
        await flush();
        await underWay;
      } finally {
        await handle.close();
      }
    },
  };
}
