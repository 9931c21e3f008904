import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSummary } from '../model/run.ts';
import { findPrevious } from '../store/find-previous.ts';
import { openPublishContainer } from './publish-container.ts';
import { bringPublished, type PublishedPast } from './publish-previous.ts';
import { publishRun } from './publish-run.ts';
import { scopeTold } from './scope-told.ts';
import type { TenantRun } from './tenant-run.ts';

/** What publishing has to do with one night's run. */
export interface NightlyPublication {
  /** The run before, where only the container has it. */
  readonly past: PublishedPast | undefined;
  /** Takes away what was brought, before the run's folder gets its name. */
  readonly tidy: () => Promise<void>;
  /** Uploads the finished run; says whether it did. What goes wrong is a warning, since the run stays on disk. */
  readonly publish: (run: RunSummary) => Promise<boolean>;
}

const NOTHING: NightlyPublication = {
  past: undefined,
  tidy: () => Promise.resolve(),
  publish: () => Promise.resolve(true),
};

/** Whether a run to compare with is on disk, as far as that can be told before anything is read. */
async function isOnDisk({ configuration, tenant, runId }: TenantRun): Promise<boolean> {
  const { homeTenant } = tenant;
  if (homeTenant === undefined) return false;
  const { run } = await findPrevious(configuration.out, {
    before: runId,
    scope: scopeTold(configuration),
    cloud: configuration.endpoints.cloud,
    tenantIds: [homeTenant],
    demo: configuration.demo !== undefined,
  });
  return run !== undefined;
}

function told(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const advice = 'advice' in cause && Array.isArray(cause.advice) ? cause.advice.map(String) : [];
  return [cause.message, ...advice].join('; ');
}

/**
 * Opens the container of `--publish` before the tenant is read, and brings the run before from there where the disk has none. Throws a
 * BlobError, SignInError or StoreError.
 */
export async function nightlyPublication(run: TenantRun): Promise<NightlyPublication> {
  const { configuration, environment, folder, runId } = run;
  const { reporter, signal } = environment;
  if (configuration.publish === undefined) return NOTHING;
  const container = await openPublishContainer(configuration.publish, configuration, environment);
  const brought = join(folder.building, '.published');
  const past = (await isOnDisk(run))
    ? undefined
    : await bringPublished(container, { out: brought, warn: reporter.warn });
  return {
    past,
    tidy: () => rm(brought, { recursive: true, force: true }),
    async publish(finished) {
      try {
        reporter.note(await publishRun(container, { folder: folder.final, run: finished }, signal));
        return true;
      } catch (cause) {
        reporter.warn(
          `run ${runId} is finished in ${folder.final} and is not published: ${signal.aborted ? 'interrupted' : told(cause)}`,
        );
        reporter.warn(`to go on with publishing it: port25-audit publish --from ${runId}`);
        return false;
      }
    },
  };
}
