import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSummary } from '../model/run.ts';
import { latestRunId } from './find-run.ts';
import { readRunSummary } from './run-files.ts';
import { isRunId, runBuiltIn } from './run-folder.ts';
import { StoreError, storeError } from './store-error.ts';

/** What a run says of itself, without the long parts. */
export type RunHead = Pick<
  RunSummary,
  | 'runId'
  | 'startedAt'
  | 'finishedAt'
  | 'tool'
  | 'cloud'
  | 'tenantIds'
  | 'scope'
  | 'policy'
  | 'totals'
  | 'demo'
>;

interface Entry {
  readonly name: string;
  readonly folder: string;
}

/**
 * A folder below the folder of runs. Only a `run` may ever be removed as one: of a `damaged` one, or one of a newer version, nobody
 * knows what it holds, and a `foreign` one is no run at all. `building` is a run under way, or what is left of one; `touchedAt` is
 * when something was last added to it, ISO 8601 UTC. `removing` is what is left of a run whose removal was interrupted.
 */
export type RunEntry =
  | (Entry & StoredRunEntry)
  | (Entry & { readonly kind: 'damaged'; readonly runId: string; readonly problem: string })
  | (Entry & { readonly kind: 'building'; readonly runId: string; readonly touchedAt: string })
  | (Entry & { readonly kind: 'removing' })
  | (Entry & { readonly kind: 'foreign' });

/** A finished run; `complete` where everything in its scope was read. */
export interface StoredRunEntry extends Entry {
  readonly kind: 'run';
  readonly runId: string;
  readonly startedAt: string;
  readonly complete: boolean;
  readonly derivedFrom: string | null;
  /** Whether `latest.json` names it. */
  readonly isLatest: boolean;
  readonly head: RunHead;
}

const REMOVING = /^\.(.+)\.removing$/;

/** Where a run lies while it is being removed. */
export function removingName(runId: string): string {
  return `.${runId}.removing`;
}

function isComplete({ totals, coverage }: RunSummary): boolean {
  const { complete, partial, unreadable } = totals.subscriptions;
  return complete > 0 && partial + unreadable === 0 && !coverage.some(({ required }) => required);
}

/** Reads the run in a folder that has a run's name. */
export async function readRunEntry(
  out: string,
  runId: string,
  latest: string | undefined,
): Promise<Extract<RunEntry, { readonly kind: 'run' | 'damaged' }>> {
  const folder = join(out, runId);
  const entry = { name: runId, folder, runId };
  try {
    const run = await readRunSummary(folder);
    if (run.runId !== runId) {
      return { ...entry, kind: 'damaged', problem: `${folder}: its run.json is of run ${run.runId}` };
    }
    const { startedAt, finishedAt, tool, cloud, tenantIds, scope, policy, totals, demo } = run;
    const head = { runId, startedAt, finishedAt, tool, cloud, tenantIds, scope, policy, totals };
    return {
      ...entry,
      kind: 'run',
      startedAt,
      complete: isComplete(run),
      derivedFrom: run.derivedFrom ?? null,
      isLatest: runId === latest,
      head: demo === undefined ? head : { ...head, demo },
    };
  } catch (cause) {
    if (!(cause instanceof StoreError)) throw cause;
    return { ...entry, kind: 'damaged', problem: cause.message };
  }
}

/** When something was last added to a run that is being built. */
async function touchedAt(folder: string): Promise<string> {
  const times = [folder, join(folder, 'snapshot')].map((path) =>
    stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    ),
  );
  return new Date(Math.max(...(await Promise.all(times)))).toISOString();
}

async function entryOf(out: string, name: string, latest: string | undefined): Promise<RunEntry> {
  const folder = join(out, name);
  if (isRunId(name)) return readRunEntry(out, name, latest);
  const runId = runBuiltIn(name);
  if (runId !== undefined) {
    return { kind: 'building', name, folder, runId, touchedAt: await touchedAt(folder) };
  }
  const removed = REMOVING.exec(name)?.[1];
  const kind = removed !== undefined && isRunId(removed) ? 'removing' : 'foreign';
  return { kind, name, folder };
}

/** The names of the folders below the folder of runs, in order; none where that is missing. Symbolic links are no folders here. */
export async function foldersIn(out: string): Promise<readonly string[]> {
  const found = await readdir(out, { withFileTypes: true }).catch((cause: unknown): readonly Dirent[] => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw storeError('read the folder', out, cause);
  });
  return found
    .filter((one) => one.isDirectory())
    .map(({ name }) => name)
    .toSorted();
}

/** Every folder below the folder of runs with what it is, in order of the names. Throws a StoreError where it cannot be read. */
export async function listRuns(out: string): Promise<readonly RunEntry[]> {
  const latest = await latestRunId(out).catch(() => undefined);
  const entries: RunEntry[] = [];
  for (const name of await foldersIn(out)) entries.push(await entryOf(out, name, latest));
  return entries;
}
