import { removeBeginning } from '../store/unfinished-run.ts';
import { collectRun } from './collect-run.ts';
import type { CommandEnvironment } from './command-environment.ts';
import { afterwards, concludeRun } from './conclude-run.ts';
import type { Configuration } from './configuration.ts';
import type { ExitCode } from './exit-code.ts';
import { pastRuns } from './find-past.ts';
import { type FinishedRun, finishRun, type RunToFinish } from './finish-run.ts';
import { withNightTables } from './night-tables.ts';
import { nightlyPublication } from './publish-night.ts';
import type { PublishedPast } from './publish-previous.ts';
import { scopeTold } from './scope-told.ts';
import { inTenantRun, type TenantRun } from './tenant-run.ts';

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
    // What collecting leaves behind in memory has no room for the heap of another thread beside it.
    cores: 1,
    environment,
  };
  return withNightTables(run, (openTables) => finishRun({ ...work, openTables }));
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
    await removeBeginning(run.folder.building);
    const code = await concludeRun(finished, run);
    const isPublished = await publication.publish(finished.run);
    await afterwards(finished, run);
    return isPublished ? code : 3;
  });
}
