import { copyFile, link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import * as z from 'zod';
import {
  type FactKind,
  SNAPSHOT_SCHEMA_VERSION,
  type SubscriptionFacts,
  subscriptionFactsSchema,
} from '../model/subscription-facts.ts';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import { otherVersion, schemaVersionOf } from './schema-version.ts';
import { StoreError, storeError } from './store-error.ts';

const compress = promisify(gzip);
const SUFFIX = '.json.gz';
const FAST = 1;

function fileOf(folder: string, id: SubscriptionId): string {
  return join(folder, 'snapshot', `${id}${SUFFIX}`);
}

/** Writes the facts of one subscription to its own compressed file in the run folder, which is there whole or not at all. */
export async function writeSnapshot(folder: string, facts: SubscriptionFacts): Promise<void> {
  const path = fileOf(folder, facts.subscription.id);
  const temporary = `${path}.tmp`;
  const bytes = await compress(JSON.stringify(facts), { level: FAST });
  await writeFile(temporary, bytes, { mode: 0o600 })
    .then(() => rename(temporary, path))
    .catch((cause: unknown) => {
      throw storeError('write', path, cause);
    });
}

/** Takes the facts of one subscription away again. */
export function removeSnapshot(folder: string, id: SubscriptionId): Promise<void> {
  return rm(fileOf(folder, id), { force: true });
}

/** The subscriptions of a run's snapshot, in order of their IDs. */
export async function listSnapshot(folder: string): Promise<readonly SubscriptionId[]> {
  const path = join(folder, 'snapshot');
  const names = await readdir(path).catch((cause: unknown) => {
    throw storeError('read the snapshot', path, cause);
  });
  return names
    .filter((name) => name.endsWith(SUFFIX))
    .flatMap((name) => parseSubscriptionId(name.slice(0, -SUFFIX.length)) ?? [])
    .toSorted();
}

/** What a snapshot of version 1 could not hold yet. */
const SINCE_VERSION_2 = [
  'billingSubscriptions',
  'billingPeriods',
  'policyAssignments',
  'resourceGroups',
  'disks',
  'resources',
  'machineOperations',
] as const satisfies readonly FactKind[];

const versionOne = z.looseObject({
  schemaVersion: z.literal(1),
  readings: z.record(z.string(), z.unknown()),
});

/** Brings a snapshot of version 1 to this one: what was not known then was not asked for. */
function upgraded(content: unknown): unknown {
  const { data } = versionOne.safeParse(content);
  if (data === undefined) return content;
  const notAsked = { kind: 'not-asked', why: 'not-needed' };
  const added = Object.fromEntries(SINCE_VERSION_2.map((kind) => [kind, notAsked]));
  return { ...data, schemaVersion: SNAPSHOT_SCHEMA_VERSION, readings: { ...added, ...data.readings } };
}

/** Whether the file was read before in this run: its shape was found right then, and is not checked a second time. */
type Reading = 'first' | 'again';

/** The file of one subscription as it lies on the disk. */
interface SnapshotFile {
  readonly path: string;
  readonly bytes: Buffer;
}

async function readSnapshotFile(folder: string, id: SubscriptionId): Promise<SnapshotFile> {
  const path = fileOf(folder, id);
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw storeError('read', path, cause);
  });
  return { path, bytes };
}

/** Decompresses in one go: asynchronously it comes in small pieces, which cost several times the work itself. */
function contentOf({ path, bytes }: SnapshotFile): unknown {
  try {
    return JSON.parse(gunzipSync(bytes).toString('utf8'));
  } catch (cause) {
    const damage = cause instanceof Error ? cause.message : String(cause);
    throw new StoreError(`cannot read ${path}: it is damaged (${damage}); collect anew`, { cause });
  }
}

function factsIn(file: SnapshotFile, reading: Reading): SubscriptionFacts {
  const { path } = file;
  const content = upgraded(contentOf(file));
  if (reading === 'again') return content as SubscriptionFacts;
  const parsed = subscriptionFactsSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  const version = schemaVersionOf(content);
  if (version !== undefined && version !== SNAPSHOT_SCHEMA_VERSION) {
    throw new StoreError(
      `cannot read ${path}: ${otherVersion(version, SNAPSHOT_SCHEMA_VERSION)}, or collect anew`,
    );
  }
  const issue = parsed.error.issues[0];
  const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
  throw new StoreError(
    `cannot read ${path}: it is not a snapshot of version ${SNAPSHOT_SCHEMA_VERSION}${where}; collect anew`,
    { cause: parsed.error },
  );
}

/** Reads back the facts of one subscription, also of version 1. Throws a StoreError naming the file when it is damaged or of another version. */
export async function readSnapshot(
  folder: string,
  id: SubscriptionId,
  reading: Reading = 'first',
): Promise<SubscriptionFacts> {
  return factsIn(await readSnapshotFile(folder, id), reading);
}

const DECLARATIONS = 'declarations.yaml';

/** Keeps the declarations that a run was judged with beside its facts. */
export async function writeSnapshotDeclarations(folder: string, yaml: string): Promise<void> {
  const path = join(folder, 'snapshot', DECLARATIONS);
  await writeFile(path, yaml, { mode: 0o600 }).catch((cause: unknown) => {
    throw storeError('write', path, cause);
  });
}

/** The declarations that a run was judged with, as YAML; `undefined` when there were none. */
export async function readSnapshotDeclarations(folder: string): Promise<string | undefined> {
  const path = join(folder, 'snapshot', DECLARATIONS);
  return readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw storeError('read', path, cause);
  });
}

/**
 * Gives a derived run the facts of the run that it is derived from: the same files where the disk can link them, else copies. The
 * declarations are not among them, since the derived run may be judged with others.
 */
export async function shareSnapshot(from: string, to: string): Promise<void> {
  const source = join(from, 'snapshot');
  const names = await readdir(source).catch((cause: unknown) => {
    throw storeError('read the snapshot', source, cause);
  });
  for (const name of names.filter((one) => one.endsWith(SUFFIX))) {
    const [original, shared] = [join(source, name), join(to, 'snapshot', name)];
    await link(original, shared)
      .catch(() => copyFile(original, shared))
      .catch((cause: unknown) => {
        throw storeError('write', shared, cause);
      });
  }
}

/** How many files are read ahead: each takes several answers of a disk that may be far away. */
const AHEAD = 3;

/** Reads the facts of several subscriptions one after the other; while one is being worked on, the files of the next are already read. */
export async function* readSnapshots(
  folder: string,
  ids: readonly SubscriptionId[],
  reading: Reading = 'first',
): AsyncGenerator<SubscriptionFacts> {
  const ahead: Promise<SnapshotFile>[] = [];
  const left = ids.values();
  const readNext = () => {
    const { done, value: id } = left.next();
    if (done) return;
    const file = readSnapshotFile(folder, id);
    // Should the work on those before it fail, nobody waits for this one any more.
    file.catch(() => undefined);
    ahead.push(file);
  };
  for (let files = 0; files < AHEAD; files += 1) readNext();
  for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
    const file = await next;
    readNext();
    yield factsIn(file, reading);
  }
}
