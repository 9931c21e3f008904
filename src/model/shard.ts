import * as z from 'zod';

/** One of the parts that a run's subscriptions are dealt out to: `index` from 1 to `count`. */
export const shardSchema = z
  .object({ index: z.number().int().positive(), count: z.number().int().positive() })
  .readonly();

export type Shard = z.output<typeof shardSchema>;

/** Whether both are the same part of the same whole; two runs without a shard are alike too. */
export function sameShard(a: Shard | undefined, b: Shard | undefined): boolean {
  return a?.index === b?.index && a?.count === b?.count;
}
