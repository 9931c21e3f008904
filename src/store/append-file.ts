import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { storeError } from './store-error.ts';

const AT_ONCE = 1024 * 1024;

/** Puts the content of a file behind that of another. Throws a StoreError that names the one written to. */
export async function appendFile(path: string, from: string): Promise<void> {
  const source = createReadStream(from, { highWaterMark: AT_ONCE });
  const target = createWriteStream(path, { flags: 'a', highWaterMark: AT_ONCE });
  await pipeline(source, target).catch((cause: unknown) => {
    throw storeError('write', path, cause);
  });
}
