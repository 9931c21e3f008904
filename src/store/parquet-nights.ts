import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { type NightRecord, nightRecordSchema, TABLE_SCHEMA_VERSION } from '../model/night-table.ts';
import { NIGHT_KEY, type TableName, tableFolder, VERSION_KEY } from './parquet-history.ts';
import { otherVersion } from './schema-version.ts';
import { StoreError, storeError } from './store-error.ts';

/** A night of the history: what its files say of the run, and where they lie. */
export interface StoredNight {
  readonly record: NightRecord;
  readonly vms: string;
  readonly subscriptions: string;
}

/** The nights that can be read, oldest first, and in words what is wrong with each file that cannot. */
export interface StoredNights {
  readonly nights: readonly StoredNight[];
  readonly problems: readonly string[];
}

/** Days (UTC), both included. */
interface DayRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const PARTITION = /^run_date=(\d{4}-\d{2}-\d{2})$/;
const FILE = /^[^.].*\.parquet$/;
/** A footer is far smaller; where it is not, the rest of it is read as well. */
const FOOTER_BYTES = 64 * 1024;

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch((cause: unknown): readonly Dirent[] => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw storeError('read the folder', folder, cause);
  });
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The files of a table by the run's ID, in order of time; unfinished ones have other names. */
async function filesOf(
  out: string,
  table: TableName,
  { from = '', to = '9999-12-31' }: DayRange,
): Promise<ReadonlyMap<string, string>> {
  const folder = tableFolder(out, table);
  const files = new Map<string, string>();
  for (const partition of await entriesOf(folder)) {
    const day = PARTITION.exec(partition.name)?.[1];
    if (day === undefined || day < from || day > to) continue;
    for (const { name } of await entriesOf(join(folder, partition.name))) {
      if (FILE.test(name)) files.set(basename(name, '.parquet'), join(folder, partition.name, name));
    }
  }
  return files;
}

/**
 * What the footer of a file of the history says of its night. Throws a StoreError that names the file, also for one of another schema
 * version, and for one that this program has not written.
 */
async function readNightRecord(path: string): Promise<NightRecord> {
  const keys = await asyncBufferFromFile(path)
    .then((file) => parquetMetadataAsync(file, { initialFetchSize: FOOTER_BYTES }))
    .then(({ key_value_metadata }) => new Map(key_value_metadata?.map(({ key, value }) => [key, value])))
    .catch((cause: unknown) => {
      if (cause instanceof Error && 'code' in cause) throw storeError('read', path, cause);
      const damage = cause instanceof Error ? cause.message : String(cause);
      throw new StoreError(`cannot read ${path}: it is damaged (${damage}): move it out of the history`, {
        cause,
      });
    });
  const version = Number(keys.get(VERSION_KEY) ?? Number.NaN);
  if (Number.isNaN(version)) {
    throw new StoreError(
      `cannot read ${path}: it names no schema version, so port25-audit has not written it: move it out of the history`,
    );
  }
  if (version !== TABLE_SCHEMA_VERSION) {
    throw new StoreError(`cannot read ${path}: ${otherVersion(version, TABLE_SCHEMA_VERSION)}`);
  }
  const checked = nightRecordSchema.safeParse(parsed(keys.get(NIGHT_KEY)));
  if (checked.success) return checked.data;
  const where = checked.error.issues[0]?.path.join('.') ?? '';
  throw new StoreError(`cannot read ${path}: its footer does not tell the run (${where})`);
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

async function nightOf(
  runId: string,
  vms: string | undefined,
  subscriptions: string | undefined,
): Promise<StoredNight> {
  if (vms === undefined || subscriptions === undefined) {
    const table: TableName = vms === undefined ? 'vms' : 'subscriptions';
    throw new StoreError(
      `cannot read run ${runId} of the history: ${vms ?? subscriptions} is there and its file in the table ${table} is not`,
    );
  }
  await readNightRecord(vms);
  return { record: await readNightRecord(subscriptions), vms, subscriptions };
}

/** Which nights are looked for: those of these days, and no more than the last so many of them. */
export interface NightsWanted extends DayRange {
  readonly most?: number;
}

/** Finds the nights of the history below the folder of runs; only footers are read. Throws a StoreError where folders cannot be. */
export async function readNights(
  out: string,
  { most = Number.POSITIVE_INFINITY, ...range }: NightsWanted,
): Promise<StoredNights> {
  const vms = await filesOf(out, 'vms', range);
  const subscriptions = await filesOf(out, 'subscriptions', range);
  const nights: StoredNight[] = [];
  const problems: string[] = [];
  const runIds = [...new Set([...vms.keys(), ...subscriptions.keys()])].toSorted();
  for (const runId of runIds.slice(-most)) {
    try {
      nights.push(await nightOf(runId, vms.get(runId), subscriptions.get(runId)));
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause;
      problems.push(cause.message);
    }
  }
  return { nights, problems };
}
