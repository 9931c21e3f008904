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

  async function flush(): Promise<void> {
    const text = waiting.join('');
    waiting = [];
    characters = 0;
    if (text !== '') {
      await handle.writeFile(text).catch((cause: unknown) => {
        throw storeError('write', path, cause);
      });
    }
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
      } finally {
        await handle.close();
      }
    },
  };
}
