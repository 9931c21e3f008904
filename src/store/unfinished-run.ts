import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CLOUD_NAMES } from '../model/revision.ts';
import { shardSchema } from '../model/shard.ts';
import { SNAPSHOT_SCHEMA_VERSION } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { replaceFile, runBuiltIn } from './run-folder.ts';
import { foldersIn } from './run-list.ts';
import { listSnapshot, readSnapshot } from './snapshot.ts';

const NAME = 'begun.json';

/** What a run was about when it began; another one can only go on with it where all of this is the same. */
const beginningSchema = z.object({
  schemaVersion: z.literal(SNAPSHOT_SCHEMA_VERSION),
  runId: z.string(),
  startedAt: z.string(),
  cloud: z.enum(CLOUD_NAMES),
  homeTenant: z.string().nullable(),
  scope: z.object({
    subscriptions: z.union([z.array(z.string()).readonly(), z.literal('all')]),
    managementGroups: z.array(z.string()).readonly(),
    excluded: z.array(z.string()).readonly(),
    shard: shardSchema.optional(),
  }),
  tags: z.array(z.string()).readonly(),
  demo: z.boolean(),
  tool: z.string(),
});

export type RunBeginning = z.output<typeof beginningSchema>;

/** A run that was killed or interrupted while it collected: what it was about, and where its facts lie. */
export interface UnfinishedRun {
  readonly beginning: RunBeginning;
  readonly building: string;
}

/** Notes what a run is about in the folder that it is built in, for another one to go on with. Throws a StoreError. */
export function writeBeginning(building: string, beginning: RunBeginning): Promise<void> {
  return replaceFile(join(building, NAME), `${JSON.stringify(beginning, null, 2)}\n`);
}

/** Takes the note away from a run that is about to be finished. */
export function removeBeginning(building: string): Promise<void> {
  return rm(join(building, NAME), { force: true });
}

async function beginningIn(building: string): Promise<RunBeginning | undefined> {
  const text = await readFile(join(building, NAME), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return beginningSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function isSame(a: RunBeginning, b: RunBeginning): boolean {
  const about = ({ runId: _, startedAt: __, ...rest }: RunBeginning) => JSON.stringify(rest);
  return about(a) === about(b);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Finds the newest unfinished run below `out` that is about the same as one which would begin now, and not older than a day: its facts
 * would say what was, not what is. To be called by who holds the lock.
 */
export async function findUnfinished(out: string, now: RunBeginning): Promise<UnfinishedRun | undefined> {
  const names = (await foldersIn(out)).filter((name) => runBuiltIn(name) !== undefined);
  for (const name of names.toReversed()) {
    const building = join(out, name);
    const beginning = await beginningIn(building);
    if (beginning === undefined || !isSame(beginning, now)) continue;
    const age = Date.parse(now.startedAt) - Date.parse(beginning.startedAt);
    if (age >= 0 && age < DAY_MS) return { beginning, building };
  }
  return undefined;
}

/**
 * Makes an unfinished run ready to be gone on with: whatever was written of its findings goes, so do facts that are damaged. Returns the
 * subscriptions whose facts are there.
 */
export async function reopenRun({ building }: UnfinishedRun): Promise<readonly SubscriptionId[]> {
  for (const name of await readdir(building)) {
    if (name !== NAME && name !== 'snapshot')
      await rm(join(building, name), { recursive: true, force: true });
  }
  const collected: SubscriptionId[] = [];
  for (const id of await listSnapshot(building)) {
    const isWhole = await readSnapshot(building, id).then(
      () => true,
      () => false,
    );
    if (isWhole) collected.push(id);
    else await rm(join(building, 'snapshot', `${id}.json.gz`), { force: true });
  }
  const kept = new Set(collected.map((id) => `${id}.json.gz`));
  for (const name of await readdir(join(building, 'snapshot'))) {
    if (!kept.has(name)) await rm(join(building, 'snapshot', name), { force: true });
  }
  return collected;
}
