import { basename, join, resolve } from 'node:path';
import type { RunSummary } from '../model/run.ts';
import type { Shard } from '../model/shard.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { findRun } from '../store/find-run.ts';
import { type ListedSubscription, readListing } from '../store/listing.ts';
import { readRunSummary } from '../store/run-files.ts';
import { isRunId, runBuiltIn } from '../store/run-folder.ts';
import { foldersIn } from '../store/run-list.ts';
import { listSnapshot, readSnapshotDeclarations } from '../store/snapshot.ts';
import { StoreError } from '../store/store-error.ts';
import { shardOf } from './shard.ts';

/** A shard's finished run: its folder, what it says of itself, the subscriptions whose facts it has, and what owners declared to it. */
export interface ShardRun {
  readonly folder: string;
  readonly run: RunSummary;
  readonly shard: Shard;
  readonly homeTenant: string | null;
  readonly subscriptions: readonly SubscriptionId[];
  readonly declarations: string | undefined;
}

/** What all shards' listings showed together: each subscription once, as the first of them has it, and what was found to be gone. */
export interface ListedTogether {
  readonly listed: Map<SubscriptionId, ListedSubscription>;
  readonly gone: Set<SubscriptionId>;
}

const AGAIN = 'run the shard again with --resume';

/** The newest run in a folder of runs; `undefined` where it holds none, finished or not. Throws a StoreError where that is unfinished. */
async function newestIn(folder: string): Promise<string | undefined> {
  const names = await foldersIn(folder);
  const finished = names.findLast(isRunId);
  const unfinished = names.flatMap((name) => runBuiltIn(name) ?? []).at(-1);
  if (unfinished !== undefined && (finished === undefined || finished < unfinished)) {
    throw new StoreError(`the newest run in ${folder}, ${unfinished}, is not finished: ${AGAIN}`);
  }
  return finished === undefined ? undefined : join(folder, finished);
}

/** The folder of a run that is named by its path, its ID below `out`, `latest`, or the folder of runs in which it is the newest. */
async function folderOf(out: string, name: string): Promise<string> {
  if (runBuiltIn(basename(resolve(name))) !== undefined) {
    throw new StoreError(`the run in ${name} is not finished: ${AGAIN}`);
  }
  try {
    return await findRun(out, name);
  } catch (cause) {
    const newest = name === 'latest' ? undefined : await newestIn(resolve(name));
    if (newest === undefined) throw cause;
    return newest;
  }
}

/** What speaks against a shard's facts: those of another shard among them, or fewer or more than the run tells. */
function damageOf(
  run: RunSummary,
  shard: Shard,
  {
    found,
    listed,
  }: { readonly found: readonly SubscriptionId[]; readonly listed: readonly SubscriptionId[] },
): string | undefined {
  const { inScope } = run.totals.subscriptions;
  if (found.length !== inScope)
    return `it tells of ${inScope} subscriptions and has the facts of ${found.length}`;
  const isOwn = (id: SubscriptionId) => shardOf(id, shard.count) === shard.index;
  const stranger = found.find((id) => !isOwn(id));
  if (stranger !== undefined) return `it has the facts of ${stranger}, which is of another shard`;
  const there = new Set(found);
  const lost = listed.find((id) => isOwn(id) && !there.has(id));
  return lost === undefined ? undefined : `it lists ${lost} and has no facts of it`;
}

/**
 * Reads what a merge needs to know of one shard's run, but not its facts; what it listed goes into `together`. Throws a StoreError
 * where it is not there, not finished, damaged, or no shard.
 */
export async function shardRun(out: string, name: string, together: ListedTogether): Promise<ShardRun> {
  const folder = await folderOf(out, name);
  const run = await readRunSummary(folder);
  const { shard } = run.scope;
  if (shard === undefined) {
    throw new StoreError(`run ${folder} is no shard: only runs of audit or collect with --shard are merged`);
  }
  if (run.derivedFrom !== undefined) {
    throw new StoreError(`run ${folder} was judged anew from run ${run.derivedFrom}: merge that one`);
  }
  const { homeTenant, subscriptions: listed, gone } = await readListing(folder);
  const subscriptions = await listSnapshot(folder);
  const ids = listed.map(({ subscription }) => subscription.id);
  const damage = damageOf(run, shard, { found: subscriptions, listed: ids });
  if (damage !== undefined) throw new StoreError(`run ${folder} is damaged: ${damage}; run the shard again`);
  for (const one of listed) {
    if (!together.listed.has(one.subscription.id)) together.listed.set(one.subscription.id, one);
  }
  for (const id of gone) together.gone.add(id);
  return {
    folder,
    run,
    shard,
    homeTenant,
    subscriptions,
    declarations: await readSnapshotDeclarations(folder),
  };
}
