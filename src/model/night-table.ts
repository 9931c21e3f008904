import * as z from 'zod';
import { CLOUD_NAMES, REVISION_NAMES } from './revision.ts';
import { shardSchema } from './shard.ts';

/*
 * The history: two tables of which every finished audit, a night, adds one Parquet file each, one row a VM and one row a subscription.
 */

/**
 * The version of both tables. It rises when a column changes its meaning or its type, or goes; a column that is added leaves it, since
 * readers bring the files together by the names of their columns.
 */
export const TABLE_SCHEMA_VERSION = 1;

const count = z.number();

const verdictCounts = {
  total: count,
  direct: count,
  restart: count,
  requestExemption: count,
  relay: count,
  fixNetwork: count,
  undetermined: count,
};

/** What the footer of both files of a night says of the run, so that nights can be told apart without reading rows. */
export const nightRecordSchema = z.object({
  schemaVersion: z.literal(TABLE_SCHEMA_VERSION),
  runId: z.string(),
  startedAt: z.iso.datetime(),
  cloud: z.enum(CLOUD_NAMES),
  demo: z.boolean(),
  tenantIds: z.array(z.string()).readonly(),
  scope: z.object({
    subscriptions: z.union([z.array(z.string()).readonly(), z.literal('all')]),
    managementGroups: z.array(z.string()).readonly(),
    excluded: z.array(z.string()).readonly(),
    shard: shardSchema.optional(),
  }),
  policy: z.enum(REVISION_NAMES),
  tool: z.string(),
  totals: z.object({
    subscriptions: z.object({
      inScope: count,
      complete: count,
      partial: count,
      unreadable: count,
      disabled: count,
      excluded: count,
    }),
    vms: z.object(verdictCounts),
  }),
});

export type NightRecord = z.output<typeof nightRecordSchema>;

/** What is known of a night before anything is judged. */
export type NightHead = Omit<NightRecord, 'schemaVersion' | 'tenantIds' | 'totals'>;

/** A value of a row. A timestamp is ISO 8601 UTC; `null` means not known. */
export type Cell = string | number | boolean | null;

export type CellType = 'string' | 'timestamp' | 'boolean' | 'int32';

/** A column of a table of the history. */
export interface TableColumn<T> {
  readonly name: string;
  readonly type: CellType;
  /** Whether every row has a value. */
  readonly required: boolean;
  /** What stands in it, for the documentation. */
  readonly about: string;
  readonly value: (finding: T) => Cell;
}
