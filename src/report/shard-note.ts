import type { RunSummary } from '../model/run.ts';

/** What a reader has to know of a run that is one shard of several, in a sentence; `null` for every other run. */
export function shardNote({ scope: { shard } }: Pick<RunSummary, 'scope'>): string | null {
  return shard === undefined
    ? null
    : `Shard ${shard.index} of ${shard.count}: only the subscriptions that fall on this shard, not the whole tenant. Routes through other shards' networks are unknown here.`;
}
