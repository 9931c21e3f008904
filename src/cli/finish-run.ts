import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssessmentContext } from '../assess/assess-subscription.ts';
import { type CoverageGap, RUN_SCHEMA_VERSION, type RunSummary } from '../model/run.ts';
import { currentRevision } from '../policy/revisions.ts';
import type { RunHighlights } from '../report/run-highlights.ts';
import { type RunFolder, replaceFile } from '../store/run-folder.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { judgeRun } from './judge-run.ts';
import { toolIdentity } from './tool-identity.ts';
import { writeReport } from './write-report.ts';

/** What a run knows of itself before it is judged. */
type RunHead = Pick<
  RunSummary,
  'runId' | 'startedAt' | 'cloud' | 'scope' | 'requests' | 'derivedFrom' | 'demo'
>;

export interface RunToFinish {
  readonly configuration: Configuration;
  readonly folder: RunFolder;
  /** The folder whose snapshot is judged: the run's own, or the one that it is derived from. */
  readonly source: string;
  readonly context: Omit<AssessmentContext, 'tenant' | 'owners'>;
  readonly head: RunHead;
  /** What could not be read of the tenant as a whole. */
  readonly gaps: readonly CoverageGap[];
  readonly environment: CommandEnvironment;
}

export interface FinishedRun {
  readonly run: RunSummary;
  readonly highlights: RunHighlights;
  /** Where the report will stand once the folder has its name; `null` when none was asked for. */
  readonly reportPath: string | null;
}

/** Judges a snapshot and writes every file of the run except the snapshot; the folder is not yet published. */
export async function finishRun(work: RunToFinish): Promise<FinishedRun> {
  const { configuration, folder, context, head } = work;
  const { formats } = configuration;
  const judged = await judgeRun({
    source: work.source,
    target: folder.building,
    context,
    csv: formats.includes('csv'),
    signal: work.environment.signal,
  });
  const run: RunSummary = {
    schemaVersion: RUN_SCHEMA_VERSION,
    ...head,
    finishedAt: work.environment.now(),
    tool: toolIdentity(),
    tenantIds: judged.tenantIds,
    policy: { revision: context.revision, current: currentRevision(context.cloud) },
    totals: judged.totals,
    coverage: [...work.gaps, ...judged.gaps],
    differsUnderCurrentPolicy: judged.differsUnderCurrentPolicy,
    previousRunId: null,
    warnings: judged.warnings,
  };
  await replaceFile(join(folder.building, 'run.json'), `${JSON.stringify(run, null, 2)}\n`);
  const html = formats.includes('html');
  if (html) {
    const path = join(folder.building, 'report.html');
    await writeReport({ folder: folder.building, run, path, tally: judged.tally });
  }
  if (!formats.includes('json')) {
    for (const name of ['vms.ndjson', 'subscriptions.ndjson']) await rm(join(folder.building, name));
  }
  return {
    run,
    highlights: judged.tally.highlights(judged.subscriptions),
    reportPath: html ? join(folder.final, 'report.html') : null,
  };
}
