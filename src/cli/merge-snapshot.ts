import { invisibleFacts, unaskedFacts } from '../collect/collect-subscription.ts';
import type { CoverageGap } from '../model/run.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { counted } from '../report/counted.ts';
import { findPrevious, type PreviousQuestion } from '../store/find-previous.ts';
import type { ListedSubscription } from '../store/listing.ts';
import { listSnapshot, shareSnapshot, writeSnapshot, writeSnapshotDeclarations } from '../store/snapshot.ts';
import type { ListedTogether, ShardRun } from './merge-source.ts';
import { shardOf } from './shard.ts';

/**
 * Joins the facts of all shards below `building`: links where the disk can, else copies, none of them read. A subscription that some
 * shard listed and its own one did not is unreadable there: the lists were made at different times, and nobody has read it.
 */
export async function joinSnapshots(
  shards: readonly ShardRun[],
  { listed }: ListedTogether,
  { building, collectedAt }: { readonly building: string; readonly collectedAt: string },
): Promise<ReadonlySet<SubscriptionId>> {
  const there = new Set<SubscriptionId>();
  for (const { folder, subscriptions } of shards) {
    await shareSnapshot(folder, building);
    for (const id of subscriptions) there.add(id);
  }
  for (const [id, one] of listed) {
    if (there.has(id)) continue;
    await writeSnapshot(building, uncollected(one, { count: shards.length, collectedAt }));
    there.add(id);
  }
  const yaml = shards[0]?.declarations;
  if (yaml !== undefined) await writeSnapshotDeclarations(building, yaml);
  return there;
}

function uncollected(
  { subscription, leftOut }: ListedSubscription,
  { count, collectedAt }: { readonly count: number; readonly collectedAt: string },
) {
  if (leftOut !== undefined) return unaskedFacts({ subscription, collectedAt }, leftOut);
  const shard = `${shardOf(subscription.id, count)}/${count}`;
  const message = `another shard listed it and shard ${shard}, to which it belongs, did not: run that shard again`;
  return invisibleFacts({ subscription, collectedAt }, { code: 'NotCollected', message });
}

const NAMED = 5;

/**
 * Whether everything that the run before knew is accounted for: collected, or found to be gone by a shard that knew it too. A shard in a
 * new folder knows of no earlier run and asks for nothing by its ID; then absence from the lists proves nothing.
 */
export async function unaccounted(
  out: string,
  question: PreviousQuestion,
  { there, gone }: Pick<ListedTogether, 'gone'> & { readonly there: ReadonlySet<SubscriptionId> },
): Promise<readonly CoverageGap[]> {
  const { run } = await findPrevious(out, question);
  const known = run === undefined ? [] : await listSnapshot(run.folder).catch(() => []);
  const lost = known.filter((id) => !there.has(id) && !gone.has(id));
  if (run === undefined || lost.length === 0) return [];
  const more = lost.length > NAMED ? ` and ${lost.length - NAMED} more` : '';
  const message = `run ${run.runId} knew ${counted(lost.length, 'subscription')} that no shard lists and none has asked for by ID (${lost.slice(0, NAMED).join(', ')}${more}): gone, or not visible any more; shards whose folders are kept from night to night ask`;
  return [
    {
      subscriptionId: null,
      subscriptionName: null,
      fact: 'subscriptions of the run before',
      required: true,
      status: null,
      code: 'NotListed',
      message,
      action: null,
    },
  ];
}
