import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { RUN_SCHEMA_VERSION, type RunSummary } from '../model/run.ts';
import { type ByteRange, fileLines } from './file-lines.ts';
import { runSummarySchema, upgradedRun } from './run-schema.ts';
import { otherVersion, schemaVersionOf } from './schema-version.ts';
import { StoreError, storeError } from './store-error.ts';

/**
 * Reads the `run.json` of a run folder; one of version 1 gets what is new since then, empty. Throws a StoreError that says what is
 * wrong with it.
 */
export async function readRunSummary(folder: string): Promise<RunSummary> {
  const path = join(folder, 'run.json');
  const content = await readFile(path, 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch((cause: unknown) => {
      throw storeError('read', path, cause);
    });
  const summary = upgradedRun(content);
  const checked = runSummarySchema.safeParse(summary);
  if (checked.success) return summary as RunSummary;
  const version = schemaVersionOf(content);
  if (version !== undefined && version !== 1 && version !== RUN_SCHEMA_VERSION) {
    throw new StoreError(`cannot read ${path}: ${otherVersion(version, RUN_SCHEMA_VERSION)}`);
  }
  const issue = checked.error.issues[0];
  const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
  throw new StoreError(`cannot read ${path}: it is not a run of version ${RUN_SCHEMA_VERSION}${where}`);
}

interface Findings {
  readonly folder: string;
  readonly name: string;
  /** A key that every finding of this version has, and none of older ones: what it tells cannot be made up. */
  readonly newKey: string;
  /** Which part of the file to read: whole lines, all of them without it. */
  readonly range?: ByteRange | undefined;
}

async function* readFindings<T>({ folder, name, newKey, range }: Findings): AsyncGenerator<T> {
  const path = join(folder, name);
  try {
    for await (const line of fileLines(path, range)) {
      const finding: unknown = JSON.parse(line.toString());
      if (typeof finding !== 'object' || finding === null || !(newKey in finding)) {
        throw new StoreError(
          `cannot read ${path}: its findings are of an older version, which does not tell all of this: judge the run anew with "assess --from"`,
        );
      }
      yield finding as T;
    }
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (cause instanceof StoreError) throw cause;
    if (!isMissing) throw storeError('read', path, cause);
    throw new StoreError(
      `cannot read ${path}: the run was written without its JSON files; judge it anew with "assess --from"`,
      { cause },
    );
  }
}

/**
 * The findings of a run for its subscriptions, as they stand in its NDJSON file. Throws a StoreError, also for those of a run of
 * version 1: what they do not tell is for a new judgement to say.
 */
export function readSubscriptionFindings(folder: string): AsyncGenerator<SubscriptionFinding> {
  return readFindings({ folder, name: 'subscriptions.ndjson', newKey: 'scaleSets' });
}

/**
 * The findings of a run for its VMs, in the order of the file; with a range those that stand in it ({@link findingsBorder}). Throws
 * a StoreError, also for those of an older version.
 */
export function readVmFindings(folder: string, range?: ByteRange): AsyncGenerator<VmFinding> {
  return readFindings({ folder, name: 'vms.ndjson', newKey: 'verdicts', range });
}
