import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import * as z from 'zod';
import {
  HISTORY_SCHEMA_VERSION,
  type HistoryEntry,
  type HistoryHead,
  historyEntrySchema,
  historyHeadSchema,
} from '../model/history.ts';
import { linesOf } from './lines-of.ts';
import { otherVersion, schemaVersionOf } from './schema-version.ts';
import { StoreError, storeError } from './store-error.ts';

const READ_AT_ONCE = 256 * 1024;

/** The first line also has the number of those that follow: a file that is cut between two pieces is noticed by it. */
const headLineSchema = historyHeadSchema.extend({ entries: z.number() });

type HeadLine = z.output<typeof headLineSchema>;

/** Where a run keeps its memory. */
export function historyPath(folder: string): string {
  return join(folder, 'snapshot', 'history.ndjson.gz');
}

/** Whether a run has left its memory. */
export function historyExists(folder: string): Promise<boolean> {
  return access(historyPath(folder)).then(
    () => true,
    () => false,
  );
}

const ANEW = 'judge the run anew with "assess --from"';

function damaged(path: string, cause: unknown): StoreError {
  const damage = cause instanceof Error ? cause.message : String(cause);
  return new StoreError(`cannot read ${path}: it is damaged (${damage}): name another run, or ${ANEW}`, {
    cause,
  });
}

async function* linesIn(path: string): AsyncGenerator<string> {
  const source = createReadStream(path, { highWaterMark: READ_AT_ONCE });
  const text = createGunzip({ chunkSize: READ_AT_ONCE });
  // What goes wrong in one of the two ends the other as well; whoever reads the text is told.
  pipeline(source, text, () => undefined);
  try {
    for await (const line of linesOf(text)) yield line.toString('utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code.startsWith('Z_')) throw damaged(path, cause);
    if (code !== 'ENOENT') throw storeError('read', path, cause);
    const missing = 'it does not exist, as in runs of older versions';
    throw new StoreError(`cannot read ${path}: ${missing}: name another run, or ${ANEW}`, { cause });
  }
}

/** What a line holds, checked. Throws a StoreError. */
function parsed<S extends z.ZodType>(line: string, schema: S, path: string): z.output<S> {
  try {
    const { data, error } = schema.safeParse(JSON.parse(line));
    if (error === undefined) return data;
    const [issue] = error.issues;
    throw issue === undefined ? error : new Error(`${issue.path.join('.')}: ${issue.message}`);
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function headIn(line: string, path: string): HeadLine {
  const version = schemaVersionOf(parsed(line, z.unknown(), path));
  if (version !== undefined && version !== HISTORY_SCHEMA_VERSION) {
    throw new StoreError(`cannot read ${path}: ${otherVersion(version, HISTORY_SCHEMA_VERSION)}`);
  }
  return parsed(line, headLineSchema, path);
}

/** What a run remembers of itself. Throws a StoreError where its memory is missing, damaged or of another version. */
export async function readHistoryHead(folder: string): Promise<HistoryHead> {
  const path = historyPath(folder);
  for await (const line of linesIn(path)) {
    const { entries: _, ...head } = headIn(line, path);
    return head;
  }
  throw damaged(path, new Error('it is empty'));
}

/**
 * What a run remembers of its subscriptions, one after the other in the order of their IDs. Throws a StoreError where its memory is
 * missing, damaged or of another version: of a file that is cut off, only when its end is reached.
 */
export async function* readHistory(folder: string): AsyncGenerator<HistoryEntry> {
  const path = historyPath(folder);
  let awaited: number | undefined;
  for await (const line of linesIn(path)) {
    if (awaited === undefined) {
      awaited = headIn(line, path).entries;
    } else {
      awaited -= 1;
      yield parsed(line, historyEntrySchema, path);
    }
  }
  if (awaited === undefined) throw damaged(path, new Error('it is empty'));
  if (awaited !== 0)
    throw damaged(path, new Error(`it has ${Math.abs(awaited)} lines too ${awaited > 0 ? 'few' : 'many'}`));
}
