import type { NightRecord } from '../model/night-table.ts';

/** What two nights must have in common to be told in one trend. */
export type SeriesRecord = Pick<NightRecord, 'cloud' | 'demo' | 'tenantIds' | 'scope'>;

function ids(list: readonly string[]): readonly string[] {
  return [...new Set(list.map((id) => id.toLowerCase()))].toSorted();
}

/**
 * The same text for nights of the same cloud, tenants and scope (subscriptions, management groups, exclusions, shard, demo or not), in
 * whatever order and letter case these are named. Counts of other nights would rise and fall for reasons of their own.
 */
export function seriesOf({ cloud, demo, tenantIds, scope }: SeriesRecord): string {
  const { subscriptions, managementGroups, excluded, shard } = scope;
  return JSON.stringify([
    cloud,
    demo,
    ids(tenantIds),
    subscriptions === 'all' ? subscriptions : ids(subscriptions),
    ids(managementGroups),
    ids(excluded),
    ...(shard === undefined ? [] : [shard.index, shard.count]),
  ]);
}
