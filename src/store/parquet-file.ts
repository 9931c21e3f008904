import { type FileHandle, open, rm } from 'node:fs/promises';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell, CellType, TableColumn } from '../model/night-table.ts';
import { storeError } from './store-error.ts';

/** A Parquet file being written, a group of rows at a time. */
export interface ParquetFile<T> {
  add(findings: readonly T[]): Promise<void>;
  /** Completes the file; `footer` are the keys and values that its footer holds. */
  close(footer: Readonly<Record<string, string>>): Promise<void>;
  /** Gives up: the file is removed. */
  discard(): Promise<void>;
}

const OWNER_ONLY = 0o600;
/** Rows in a group: so many are held at once. Engines read groups side by side, and each has dictionaries of its own. */
const GROUP = 10_000;
const CREATED_BY = 'port25-audit';

const ELEMENTS = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
  boolean: { type: 'BOOLEAN' },
  int32: { type: 'INT32' },
} as const satisfies Record<CellType, Omit<SchemaElement, 'name'>>;

function schemaOf<T>(columns: readonly TableColumn<T>[]): SchemaElement[] {
  const leaves = columns.map(({ name, type, required }): SchemaElement => {
    return { name, ...ELEMENTS[type], repetition_type: required ? 'REQUIRED' : 'OPTIONAL' };
  });
  return [{ name: 'night', num_children: leaves.length }, ...leaves];
}

/** A cell as the writer takes it. A time that cannot be read as one is not known. */
function stored(type: CellType, cell: Cell): string | number | boolean | Date | null {
  if (type !== 'timestamp' || typeof cell !== 'string') return cell;
  const time = new Date(cell);
  return Number.isNaN(time.getTime()) ? null : time;
}

type Stored = ReturnType<typeof stored>;

/**
 * Creates a Parquet file, readable by its owner only: dictionaries where they help, Snappy, and no more than one group of rows held at
 * once. A file that is there already is not touched. Throws a StoreError naming it.
 */
export async function createParquetFile<T>(
  path: string,
  columns: readonly TableColumn<T>[],
): Promise<ParquetFile<T>> {
  const handle: FileHandle = await open(path, 'wx', OWNER_ONLY).catch((cause: unknown) => {
    throw storeError('create', path, cause);
  });
  const bytes = new ByteWriter();
  const parquet = new ParquetWriter({ writer: bytes, schema: schemaOf(columns), createdBy: CREATED_BY });
  let waiting: Stored[][] = columns.map(() => []);
  let rows = 0;

  function take(findings: readonly T[]): void {
    for (const [at, { type, value }] of columns.entries()) {
      for (const finding of findings) waiting[at]?.push(stored(type, value(finding)));
    }
    rows += findings.length;
  }

  /** Hands what the writer has made to the disk; the buffer is used again. */
  async function spill(): Promise<void> {
    await handle.writeFile(bytes.getBytes()).catch((cause: unknown) => {
      throw storeError('write', path, cause);
    });
    bytes.index = 0;
  }

  async function flush(): Promise<void> {
    if (rows === 0) return;
    const columnData = columns.map(({ name }, at) => ({ name, data: waiting[at] ?? [] }));
    await parquet.write({ columnData, rowGroupSize: rows });
    waiting = columns.map(() => []);
    rows = 0;
    await spill();
  }

  return {
    async add(findings) {
      for (let from = 0; from < findings.length; ) {
        const part = findings.slice(from, from + GROUP - rows);
        take(part);
        from += part.length;
        if (rows === GROUP) await flush();
      }
    },
    async close(footer) {
      try {
        await flush();
        parquet.kvMetadata = Object.entries(footer).map(([key, value]) => ({ key, value }));
        await parquet.finish();
        await spill();
      } finally {
        await handle.close();
      }
    },
    async discard() {
      await handle.close();
      await rm(path, { force: true });
    },
  };
}
