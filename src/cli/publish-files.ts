import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pMap from 'p-map';
import type { BlobFile } from '../azure/blob-container.ts';
import { storeError } from '../store/store-error.ts';

/** A file of a run, named as its blob will be below the run's own. */
export interface RunFile extends BlobFile {
  readonly name: string;
}

const READ_AT_ONCE = 4;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  gz: 'application/gzip',
  html: 'text/html; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  parquet: 'application/vnd.apache.parquet',
  yaml: 'application/yaml; charset=utf-8',
};

function contentType(name: string): string {
  return CONTENT_TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
}

/** The MD5 of a file in hexadecimal; it is read piece by piece. */
export async function md5OfFile(path: string): Promise<string> {
  const hash = createHash('md5');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** What is to be known of a file before it is uploaded. Throws a StoreError. */
export async function fileToPublish({ name, path }: Pick<RunFile, 'name' | 'path'>): Promise<RunFile> {
  try {
    const { size } = await stat(path);
    return { name, path, size, md5: await md5OfFile(path), contentType: contentType(name) };
  } catch (cause) {
    throw storeError('read', path, cause);
  }
}

/** Rows that could not be added to the history yet: they will leave the run. */
const WAITING_ROWS = /^history-.+\.parquet$/;

/**
 * Every file of a finished run, in the order of their names. What has a passing name, or will leave the run, is none of it. Throws a
 * StoreError.
 */
export async function runFiles(folder: string): Promise<readonly RunFile[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw storeError('read the folder', folder, cause);
  });
  const names = found
    .filter((one) => one.isFile() && !one.name.endsWith('.tmp'))
    .map((one) => relative(folder, join(one.parentPath, one.name)).split(sep))
    .filter((parts) => !parts.some((part) => part.startsWith('.')))
    .map((parts) => parts.join('/'))
    .filter((name) => !WAITING_ROWS.test(name))
    .toSorted();
  return pMap(names, (name) => fileToPublish({ name, path: join(folder, name) }), {
    concurrency: READ_AT_ONCE,
  });
}
