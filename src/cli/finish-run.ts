import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssessmentContext } from '../assess/assess-subscription.ts';
import type { RunChanges } from '../model/change.ts';
import type { VerdictCounts } from '../model/finding.ts';
import { type CoverageGap, RUN_SCHEMA_VERSION, type RunSummary } from '../model/run.ts';
import { currentRevision } from '../policy/revisions.ts';
import { CHANGE_COLUMNS } from '../report/changes-columns.ts';
import { changesJson } from '../report/changes-json.ts';
import { changeRows } from '../report/changes-rows.ts';
import { csvHeader, csvRows } from '../report/csv.ts';
import { type RunHighlights, runHighlights } from '../report/run-highlights.ts';
import { type RunFolder, replaceFile } from '../store/run-folder.ts';
import { calendarDay } from './calendar-day.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { type Judgement, judgeRun } from './judge-run.ts';
import type { OpenNightTables } from './night-tables.ts';
import type { ToDo } from './run-tally.ts';
import { toolIdentity } from './tool-identity.ts';
import { trendPointsOf } from './trend-points.ts';
import { writeReport } from './write-report.ts';

/** What a run knows of itself before it is judged. */
type RunHead = Pick<
  RunSummary,
  | 'runId'
  | 'startedAt'
  | 'cloud'
  | 'scope'
  | 'requests'
  | 'resourceGraph'
  | 'derivedFrom'
  | 'mergedFrom'
  | 'demo'
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
  /** Finds the run to compare with. */
  readonly past: Judgement['past'];
  /** Opens what takes the rows for the history, where the run is to enter it. */
  readonly openTables?: OpenNightTables | undefined;
  /** How many threads may judge, and make the report, at once. */
  readonly cores: number;
  readonly environment: CommandEnvironment;
}

export interface FinishedRun {
  readonly run: RunSummary;
  readonly changes: RunChanges | null;
  readonly toDo: ToDo;
  readonly highlights: RunHighlights;
  /** Where the report will stand once the folder has its name; `null` when none was asked for. */
  readonly reportPath: string | null;
}

/** How old the answers of Resource Graph may be is told with every run that rests on them. */
function graphWarning({ resourceGraph }: RunHead): readonly string[] {
  return resourceGraph === undefined || resourceGraph.answered === 0
    ? []
    : [
        'Most facts are copies from Resource Graph, which may be behind: usually by less than a minute, without a promise. NIC flags and power states can lag longer; after an exemption or a restart read with --inventory resource-manager.',
      ];
}

/** A night on which so much failed that not everything was tried again. */
function retryWarning({ requests: { notRetried = 0 } }: RunHead): readonly string[] {
  return notRetried === 0
    ? []
    : [
        `${notRetried} failed requests were not tried again, because too many others had failed before: run again when Azure answers better, perhaps with a lower --concurrency.`,
      ];
}

/** The findings that `--fail-on` looks at. */
export function toDoOf(
  { toDo }: FinishedRun,
  { failOnSenders }: Pick<Configuration, 'failOnSenders'>,
): VerdictCounts {
  return failOnSenders ? toDo.senders : toDo.all;
}

/** `changes.json` and `changes.csv`, where these formats are asked for. */
async function writeChanges(
  folder: string,
  changes: RunChanges,
  formats: Configuration['formats'],
): Promise<void> {
  if (formats.includes('json')) await replaceFile(join(folder, 'changes.json'), changesJson(changes));
  if (!formats.includes('csv')) return;
  const csv = csvHeader(CHANGE_COLUMNS) + csvRows(CHANGE_COLUMNS, changeRows(changes));
  await replaceFile(join(folder, 'changes.csv'), csv);
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
    openTables: work.openTables,
    runId: head.runId,
    tool: toolIdentity().version,
    today: calendarDay(work.environment.now()),
    past: work.past,
    listComplete: work.gaps.length === 0,
    wholeTenant: head.scope.subscriptions === 'all' && head.scope.shard === undefined,
    cores: work.cores,
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
    tags: context.tagNames,
    optionalFacts: judged.optionalFacts,
    previousRunId: judged.previousRunId,
    changes: judged.changes?.totals ?? null,
    senders: judged.senders,
    accepted: judged.accepted,
    warnings: [...judged.warnings, ...graphWarning(head), ...retryWarning(head)],
  };
  await replaceFile(join(folder.building, 'run.json'), `${JSON.stringify(run, null, 2)}\n`);
  if (judged.changes !== null) await writeChanges(folder.building, judged.changes, formats);
  const html = formats.includes('html');
  if (html) {
    const path = join(folder.building, 'report.html');
    const trend = await trendPointsOf(configuration.out, run, work.environment.reporter.warn);
    const { changes } = judged;
    await writeReport({ folder: folder.building, run, path, changes, trend, cores: work.cores });
  }
  if (!formats.includes('json')) {
    for (const name of ['vms.ndjson', 'subscriptions.ndjson']) await rm(join(folder.building, name));
  }
  return {
    run,
    changes: judged.changes,
    toDo: judged.toDo,
    highlights: runHighlights(judged.subscriptions),
    reportPath: html ? join(folder.final, 'report.html') : null,
  };
}
