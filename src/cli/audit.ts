import { dropNight } from '../store/parquet-history.ts';
import { nameLatest } from '../store/run-folder.ts';
import { removeBeginning } from '../store/unfinished-run.ts';
import { collectRun } from './collect-run.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { pastRuns } from './find-past.ts';
import { type FinishedRun, finishRun, type RunToFinish, toDoOf } from './finish-run.ts';
import { addToHistory, withNightTables } from './night-tables.ts';
import { notify } from './notify.ts';
import { printSummary } from './print-summary.ts';
import { removeOldRuns } from './prune.ts';
import { nightlyPublication } from './publish-night.ts';
import type { PublishedPast } from './publish-previous.ts';
import { scopeTold } from './scope-told.ts';
import { inTenantRun, type TenantRun } from './tenant-run.ts';
import { writeSummaries } from './write-summaries.ts';

/** Collects and judges into the run's folder, which is not yet published. */
async function auditInto(run: TenantRun, published: PublishedPast | undefined): Promise<FinishedRun> {
  const { configuration, environment, tenant, folder, startedAt, runId } = run;
  const { declarations } = run.declarations;
  const { gap } = await collectRun(run, published);
  const { cloud } = configuration.endpoints;
  const scope = scopeTold(configuration);
  const work: RunToFinish = {
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
      requests: tenant.reader.counts(),
      ...(tenant.graphUse === undefined ? {} : { resourceGraph: tenant.graphUse() }),
      ...(configuration.demo === undefined ? {} : { demo: true }),
    },
    gaps: gap === undefined ? [] : [gap],
    past: pastRuns(
      { out: configuration.out, published },
      { before: runId, scope, cloud, demo: configuration.demo !== undefined },
    ),
    environment,
  };
  return withNightTables(run, (openTables) => finishRun({ ...work, openTables }));
}

/** What follows a finished run. Whatever of it fails is a warning: the run and its exit code stand. */
async function afterwards(
  finished: FinishedRun,
  { configuration, environment, folder }: TenantRun,
): Promise<void> {
  const { summaryPath, notify: notice, retention, out } = configuration;
  const places = { path: summaryPath, folder: folder.final, variables: process.env };
  await writeSummaries(finished, places, environment);
  if (notice !== undefined) await notify({ ...finished, reportUrl: null }, notice, environment);
  if (retention === undefined) return;
  await removeOldRuns(out, retention, environment.now()).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    environment.reporter.warn(`old runs were not all removed: ${reason}`);
  });
}

/**
 * Collects, judges and reports one tenant into a new run folder; returns the exit code. A run that was to be published and is not has not
 * finished: a job without a disk has lost it.
 */
export function runAudit(configuration: Configuration, environment: CommandEnvironment): Promise<ExitCode> {
  return inTenantRun(configuration, environment, async (run) => {
    const publication = await nightlyPublication(run);
    const finished = await auditInto(run, publication.past);
    await publication.tidy();
    const code = exitCode({ ...configuration, run: finished.run, toDo: toDoOf(finished, configuration) });
    if (code === 3) await dropNight(run.folder.building);
    await removeBeginning(run.folder.building);
    await run.folder.publish();
    if (code !== 3) {
      await nameLatest(configuration.out, run.runId, finished.run.finishedAt);
      if (configuration.history) await addToHistory(run);
    }
    printSummary(finished, environment);
    const isPublished = await publication.publish(finished.run);
    await afterwards(finished, run);
    return isPublished ? code : 3;
  });
}
