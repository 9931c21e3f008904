import { access, constants, copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { NightRecord, TableColumn } from '../model/night-table.ts';
import { createParquetFile } from './parquet-file.ts';
import { StoreError, storeError } from './store-error.ts';

/** The tables of the history, each a folder of its own. */
const TABLES = ['vms', 'subscriptions'] as const;

export type TableName = (typeof TABLES)[number];

/** The key under which a file's footer holds its {@link NightRecord}, and the version of its columns by itself. */
export const NIGHT_KEY = 'port25_audit.night';
export const VERSION_KEY = 'port25_audit.schema_version';

const OWNER_ONLY_FOLDER = 0o700;

/** The folder of a table below the folder of runs. */
export function tableFolder(out: string, table: TableName): string {
  return join(out, 'history', table);
}

/** Where the rows of a run stand in a table, partitioned by the day (UTC) on which the run began. */
export function tablePath(
  out: string,
  table: TableName,
  { runId, startedAt }: Pick<NightRecord, 'runId' | 'startedAt'>,
): string {
  const day = startedAt.slice(0, 'YYYY-MM-DD'.length);
  return join(tableFolder(out, table), `run_date=${day}`, `${runId}.parquet`);
}

/** Where both files lie in the folder of the run until it has its name. */
function builtPath(folder: string, table: TableName): string {
  return join(folder, `history-${table}.parquet`);
}

/** The rows of a night being written in the folder of its run. */
export interface NightTables {
  add(subscription: SubscriptionFinding, vms: readonly VmFinding[]): Promise<void>;
  close(record: NightRecord): Promise<void>;
  discard(): Promise<void>;
}

/** The columns of both tables, bound to a night. */
export interface NightColumns {
  readonly vms: readonly TableColumn<VmFinding>[];
  readonly subscriptions: readonly TableColumn<SubscriptionFinding>[];
}

/** Begins both files of a night in the folder that the run is built in. Throws a StoreError. */
export async function createNightTables(building: string, columns: NightColumns): Promise<NightTables> {
  const vmFile = await createParquetFile(builtPath(building, 'vms'), columns.vms);
  const subscriptionFile = await createParquetFile(
    builtPath(building, 'subscriptions'),
    columns.subscriptions,
  );
  return {
    async add(subscription, vms) {
      await subscriptionFile.add([subscription]);
      await vmFile.add(vms);
    },
    async close(record) {
      const footer = {
        [VERSION_KEY]: String(record.schemaVersion),
        [NIGHT_KEY]: JSON.stringify(record),
      };
      await vmFile.close(footer);
      await subscriptionFile.close(footer);
    },
    async discard() {
      await vmFile.discard();
      await subscriptionFile.discard();
    },
  };
}

/** Removes the files of a night from the folder of its run: it is not to enter the history. */
export async function dropNight(folder: string): Promise<void> {
  for (const table of TABLES) await rm(builtPath(folder, table), { force: true });
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function hasCode(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}

/** Gives a file its place as a whole; the history may lie on another disk than the runs. */
async function move(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: OWNER_ONLY_FOLDER });
  try {
    await rename(from, to);
  } catch (cause) {
    if (!hasCode(cause, 'EXDEV')) throw cause;
    const beside = join(dirname(to), `.${process.pid}.parquet.tmp`);
    try {
      await copyFile(from, beside, constants.COPYFILE_EXCL);
      await rename(beside, to);
    } finally {
      await rm(beside, { force: true });
    }
    await rm(from, { force: true });
  }
}

/**
 * Moves the files of a finished night from the folder of its run into the history, where they appear whole. To be called by who holds
 * the lock. A night that is there already is never written over. Throws a StoreError; what was not moved stays in the run's folder.
 */
export async function appendNight(
  out: string,
  folder: string,
  night: Pick<NightRecord, 'runId' | 'startedAt'>,
): Promise<void> {
  for (const table of TABLES) {
    const path = tablePath(out, table, night);
    if (await exists(path)) {
      throw new StoreError(
        `cannot add run ${night.runId} to the history: ${path} is there already and is left as it is`,
      );
    }
  }
  // The table of subscriptions comes last: a night is in the history once it is there.
  for (const table of TABLES) {
    const path = tablePath(out, table, night);
    await move(builtPath(folder, table), path).catch((cause: unknown) => {
      throw storeError('write', path, cause);
    });
  }
}
