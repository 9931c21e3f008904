import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreError } from './store-error.ts';

type DuckDb = typeof import('@duckdb/node-api');

/** A query engine within this process. */
export interface Engine {
  /** Runs statements that answer nothing. */
  run(sql: string): Promise<void>;
  /** Runs a query and returns its rows by the names of the columns; times and numbers of 64 bits come as texts. */
  rows(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

/**
 * Settings of every session. The optimizer that answers `min` and `max` from footers fails with an internal error where a column is a
 * partition's or is missing from a file (a known defect of 1.5).
 */
const SETTINGS = ["SET TimeZone = 'UTC'", "SET disabled_optimizers = 'statistics_propagation'"];

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

async function load(): Promise<DuckDb> {
  return import('@duckdb/node-api').catch((cause: unknown) => {
    const reason = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new StoreError(
      `the optional package @duckdb/node-api is not installed here, or has no binary for this platform (${reason}): install it with "npm install @duckdb/node-api"; without it, any engine that reads Parquet can query the history (see docs/history.md)`,
      { cause },
    );
  });
}

/**
 * Starts DuckDB in memory. It loads nothing over the network, and what does not fit into memory goes to a temporary folder of its own,
 * which `close` removes. A query under way ends when the signal aborts. Throws a StoreError where the package is not there.
 */
export async function openEngine(signal: AbortSignal): Promise<Engine> {
  const { DuckDBInstance } = await load();
  const folder = await mkdtemp(join(tmpdir(), 'port25-audit-'));
  const instance = await DuckDBInstance.create(':memory:', {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: folder,
  });
  const connection = await instance.connect();
  const interrupt = () => connection.interrupt();
  signal.addEventListener('abort', interrupt);
  for (const setting of SETTINGS) await connection.run(setting);
  return {
    async run(sql) {
      await connection.run(sql);
    },
    async rows(sql) {
      return (await connection.runAndReadAll(sql)).getRowObjectsJson();
    },
    async close() {
      signal.removeEventListener('abort', interrupt);
      connection.closeSync();
      instance.closeSync();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
