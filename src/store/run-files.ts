import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { CLOUD_NAMES, REVISION_NAMES } from '../model/revision.ts';
import { RUN_SCHEMA_VERSION, type RunSummary } from '../model/run.ts';
import { otherVersion, schemaVersionOf } from './schema-version.ts';
import { StoreError, storeError } from './store-error.ts';

/** What must hold of a `run.json` before anything else in its folder is relied on. */
const runHeadSchema = z.looseObject({
  schemaVersion: z.literal(RUN_SCHEMA_VERSION),
  runId: z.string(),
  cloud: z.enum(CLOUD_NAMES),
  policy: z.looseObject({ revision: z.enum(REVISION_NAMES), current: z.enum(REVISION_NAMES) }),
});

/** Reads the `run.json` of a run folder. Throws a StoreError that says what is wrong with it. */
export async function readRunSummary(folder: string): Promise<RunSummary> {
  const path = join(folder, 'run.json');
  const content = await readFile(path, 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch((cause: unknown) => {
      throw storeError('read', path, cause);
    });
  const head = runHeadSchema.safeParse(content);
  if (head.success) return content as RunSummary;
  const version = schemaVersionOf(content);
  if (version !== undefined && version !== RUN_SCHEMA_VERSION) {
    throw new StoreError(`cannot read ${path}: ${otherVersion(version, RUN_SCHEMA_VERSION)}`);
  }
  const issue = head.error.issues[0];
  const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
  throw new StoreError(`cannot read ${path}: it is not a run of version ${RUN_SCHEMA_VERSION}${where}`);
}

const READ_AT_ONCE = 1024 * 1024;

async function* readLines<T>(path: string): AsyncGenerator<T> {
  try {
    let rest = '';
    for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: READ_AT_ONCE })) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line) as T;
    }
    if (rest !== '') yield JSON.parse(rest) as T;
  } catch (cause) {
    const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (!isMissing) throw storeError('read', path, cause);
    throw new StoreError(
      `cannot read ${path}: the run was written without its JSON files; judge it anew with "assess --from"`,
      { cause },
    );
  }
}

/** The findings of a run for its subscriptions, as they stand in its NDJSON file. Throws a StoreError. */
export function readSubscriptionFindings(folder: string): AsyncGenerator<SubscriptionFinding> {
  return readLines(join(folder, 'subscriptions.ndjson'));
}

/** The findings of a run for its VMs, in the order of the file. Throws a StoreError. */
export function readVmFindings(folder: string): AsyncGenerator<VmFinding> {
  return readLines(join(folder, 'vms.ndjson'));
}
