import { setTimeout as delay } from 'node:timers/promises';
import type { SubscriptionId } from '../model/subscription-id.ts';
import type { Lock } from '../store/lock.ts';
import {
  createRunFolder,
  type RunFolder,
  reopenedRunFolder,
  runExists,
  runIdOf,
} from '../store/run-folder.ts';
import { findUnfinished, type RunBeginning, reopenRun, writeBeginning } from '../store/unfinished-run.ts';
import type { CommandEnvironment } from './command-environment.ts';

/** A run that has begun: when (ISO 8601 UTC), under which ID, and where its files are being built. */
export interface BegunRun {
  readonly startedAt: string;
  readonly runId: string;
  readonly folder: RunFolder;
}

/** A run that collects, perhaps going on where another one ended: `collected` are the subscriptions whose facts are there. */
export interface CollectingRun extends BegunRun {
  readonly collected: readonly SubscriptionId[];
}

/** What a run is about, before it has a time and an ID. */
export type RunSubject = Omit<RunBeginning, 'runId' | 'startedAt'>;

const SECOND_MS = 1000;

/** The next instant whose second no finished run has for its ID yet. */
async function freeInstant(out: string, { now }: CommandEnvironment): Promise<string> {
  let startedAt = now();
  while (await runExists(out, runIdOf(startedAt))) {
    await delay(SECOND_MS - (Date.parse(startedAt) % SECOND_MS));
    startedAt = now();
  }
  return startedAt;
}

/**
 * Begins a run; where a finished one has the ID of this second already, in the next second. A lock that is given is released when the
 * run's folder is discarded. Throws a StoreError.
 */
export async function beginRun(out: string, environment: CommandEnvironment, lock?: Lock): Promise<BegunRun> {
  const startedAt = await freeInstant(out, environment);
  const runId = runIdOf(startedAt);
  return { startedAt, runId, folder: await createRunFolder(out, runId, lock) };
}

/** Where a collecting run is written, and whether it may go on with an unfinished one. */
export interface CollectingPlace {
  readonly out: string;
  readonly lock: Lock;
  readonly resume: boolean;
}

/** Begins a run that collects, or goes on with an unfinished one that is about the same. Throws a StoreError. */
export async function beginCollecting(
  { out, lock, resume }: CollectingPlace,
  subject: RunSubject,
  environment: CommandEnvironment,
): Promise<CollectingRun> {
  const { note } = environment.reporter;
  const now = environment.now();
  const unfinished = resume
    ? await findUnfinished(out, { ...subject, runId: '', startedAt: now })
    : undefined;
  if (unfinished !== undefined) {
    const { runId, startedAt } = unfinished.beginning;
    const collected = await reopenRun(unfinished);
    note(`going on with run ${runId}: ${collected.length} subscriptions are collected already`);
    return { startedAt, runId, folder: reopenedRunFolder(out, runId, lock), collected };
  }
  if (resume) note('no unfinished run of this scope to go on with: a new one begins');
  const begun = await beginRun(out, environment, lock);
  await writeBeginning(begun.folder.building, { ...subject, runId: begun.runId, startedAt: begun.startedAt });
  return { ...begun, collected: [] };
}
