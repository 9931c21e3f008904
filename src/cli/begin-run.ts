import { setTimeout as delay } from 'node:timers/promises';
import type { Lock } from '../store/lock.ts';
import { createRunFolder, type RunFolder, runExists, runIdOf } from '../store/run-folder.ts';
import type { CommandEnvironment } from './command-environment.ts';

/** A run that has begun: when (ISO 8601 UTC), under which ID, and where its files are being built. */
export interface BegunRun {
  readonly startedAt: string;
  readonly runId: string;
  readonly folder: RunFolder;
}

const SECOND_MS = 1000;

/**
 * Begins a run; where a finished one has the ID of this second already, in the next second. A lock that is given is released when the
 * run's folder is discarded. Throws a StoreError.
 */
export async function beginRun(out: string, environment: CommandEnvironment, lock?: Lock): Promise<BegunRun> {
  let startedAt = environment.now();
  while (await runExists(out, runIdOf(startedAt))) {
    await delay(SECOND_MS - (Date.parse(startedAt) % SECOND_MS));
    startedAt = environment.now();
  }
  const runId = runIdOf(startedAt);
  return { startedAt, runId, folder: await createRunFolder(out, runId, lock) };
}
