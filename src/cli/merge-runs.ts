import type { RunSummary } from '../model/run.ts';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import type { PreviousQuestion } from '../store/find-previous.ts';
import { takeLock } from '../store/lock.ts';
import { createRunFolder, runBuiltIn, runIdOf } from '../store/run-folder.ts';
import { foldersIn } from '../store/run-list.ts';
import { StoreError } from '../store/store-error.ts';
import type { CommandEnvironment } from './command-environment.ts';
import { afterwards, concludeRun, type RunToConclude } from './conclude-run.ts';
import { type Configuration, configure } from './configuration.ts';
import type { ExitCode } from './exit-code.ts';
import { pastRuns } from './find-past.ts';
import { type FinishedRun, finishRun } from './finish-run.ts';
import { mergeProblems } from './merge-problems.ts';
import { joinSnapshots, unaccounted } from './merge-snapshot.ts';
import { type ListedTogether, type ShardRun, shardRun } from './merge-source.ts';
import { mergedGraphUse, mergedRequests, tenantGapsOf } from './merged-counts.ts';
import { withNightTables } from './night-tables.ts';
import type { Environment, RawOptions } from './options.ts';
import { declarationsIn } from './read-declarations.ts';
import { RunError } from './run-error.ts';

/** Which runs are merged, and how; each is named by its folder, its ID, or the folder of runs in which it is the newest. */
export interface MergeRequest {
  readonly runs: readonly string[];
  readonly options: RawOptions;
  readonly variables: Environment;
}

/** All shards of one run, in their order, the first of them apart, with what they listed together. */
interface Shards extends ListedTogether {
  readonly first: ShardRun;
  readonly all: readonly ShardRun[];
}

/** The runs that were named, if they are all shards of one run. Throws a RunError that tells everything that speaks against it. */
async function shardsNamed(out: string, names: readonly string[]): Promise<Shards> {
  const together: ListedTogether = { listed: new Map(), gone: new Set() };
  const found: ShardRun[] = [];
  const problems: string[] = [];
  for (const name of names) {
    try {
      found.push(await shardRun(out, name, together));
    } catch (cause) {
      if (!(cause instanceof StoreError)) throw cause;
      problems.push(cause.message);
    }
  }
  const all = found.toSorted((a, b) => a.shard.index - b.shard.index);
  problems.push(...mergeProblems(all));
  const [first] = all;
  if (problems.length > 0 || first === undefined) {
    throw new RunError('these runs cannot be merged; nothing was written', problems);
  }
  return { ...together, first, all };
}

/** The configuration of an unsharded run that would have been told the same as the shards. */
function mergedConfiguration({ options, variables }: MergeRequest, { run }: ShardRun): Configuration {
  const { cloud, scope, policy, tags, demo } = run;
  const ids = (list: readonly string[]): readonly SubscriptionId[] =>
    list.flatMap((id) => parseSubscriptionId(id) ?? []);
  return {
    ...configure(options, variables, { cloud }),
    endpoints: { cloud },
    revision: policy.revision,
    only: scope.subscriptions === 'all' ? [] : ids(scope.subscriptions),
    exclude: ids(scope.excluded),
    groups: scope.managementGroups,
    shard: undefined,
    tags,
    demo: demo === true ? {} : undefined,
  };
}

const SECOND_MS = 1000;

/** The ID of a run that started then, or of the next second that no other run, finished or not, has for its ID. */
async function freeRunId(out: string, startedAt: string): Promise<string> {
  const taken = new Set((await foldersIn(out)).map((name) => runBuiltIn(name) ?? name));
  let instant = Date.parse(startedAt);
  while (taken.has(runIdOf(new Date(instant).toISOString()))) instant += SECOND_MS;
  return runIdOf(new Date(instant).toISOString());
}

/** Joins the facts and judges them into the run's folder, which has no name yet. */
async function mergeInto(run: RunToConclude, shards: Shards): Promise<FinishedRun> {
  const { configuration, environment, folder, runId, startedAt } = run;
  const { first, all } = shards;
  const { shard: _, ...scope } = first.run.scope;
  const { cloud, demo } = first.run;
  const there = await joinSnapshots(all, shards, {
    building: folder.building,
    collectedAt: environment.now(),
  });
  const question: PreviousQuestion = {
    before: runId,
    scope,
    cloud,
    demo: demo === true,
    tenantIds: [...new Set(all.flatMap((one) => one.run.tenantIds))].toSorted(),
  };
  // Where subscriptions are named, none but those is looked for.
  const lost =
    configuration.only.length > 0
      ? []
      : await unaccounted(configuration.out, question, { there, gone: shards.gone });
  const resourceGraph = mergedGraphUse(all.map((one) => one.run.resourceGraph));
  const { declarations } = declarationsIn(first.declarations, first.folder, environment.now());
  const head: Pick<RunSummary, 'requests' | 'mergedFrom'> = {
    requests: mergedRequests(all.map((one) => one.run.requests)),
    mergedFrom: all.map((one) => ({ shard: one.shard.index, runId: one.run.runId })),
  };
  return withNightTables(run, (openTables) =>
    finishRun({
      configuration,
      folder,
      source: folder.building,
      context: {
        cloud,
        revision: configuration.revision,
        declarations,
        tagNames: configuration.tags,
        seenAt: startedAt,
      },
      head: {
        runId,
        startedAt,
        cloud,
        scope,
        ...head,
        ...(resourceGraph === undefined ? {} : { resourceGraph }),
        ...(demo === undefined ? {} : { demo }),
      },
      gaps: [...tenantGapsOf(all), ...lost],
      past: pastRuns({ out: configuration.out, published: undefined }, question),
      openTables,
      // As in an audit: a tenant that needs shards is large, and so is what another thread would hold of it.
      cores: 1,
      environment,
    }),
  );
}

/** What cannot be read shows under the name of the merged run; it is the shard's file, which is the same. */
function inShard(cause: unknown, building: string, shards: readonly ShardRun[]): unknown {
  if (!(cause instanceof StoreError)) return cause;
  const owner = shards.find(({ subscriptions }) => subscriptions.some((id) => cause.message.includes(id)));
  if (owner === undefined) return cause;
  return new StoreError(cause.message.replaceAll(building, owner.folder), { cause });
}

/**
 * Joins the runs of all shards into one new run below `--out`, which is what an unsharded run would have been: their facts are judged
 * anew as one tenant. Returns the exit code by the rules of `audit`. Throws a ConfigurationError, a RunError where the runs do not
 * make a whole, and a StoreError; nothing is left then.
 */
export async function runMerge(request: MergeRequest, environment: CommandEnvironment): Promise<ExitCode> {
  const { out } = configure(request.options, request.variables, {});
  const shards = await shardsNamed(out, request.runs);
  const configuration = mergedConfiguration(request, shards.first);
  const lock = await takeLock(out);
  if (lock.note !== undefined) environment.reporter.warn(lock.note);
  try {
    const [startedAt = ''] = shards.all.map(({ run }) => run.startedAt).toSorted();
    const runId = await freeRunId(out, startedAt);
    const folder = await createRunFolder(out, runId, lock);
    const run = { configuration, environment, folder, runId, startedAt };
    let code: ExitCode;
    let finished: FinishedRun;
    try {
      finished = await mergeInto(run, shards);
      code = await concludeRun(finished, run);
    } catch (cause) {
      await folder.discard();
      throw inShard(cause, folder.building, shards.all);
    }
    await afterwards(finished, run);
    return code;
  } finally {
    await lock.release();
  }
}
