import { readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { RunChanges } from '../model/change.ts';
import { findRun } from '../store/find-run.ts';
import { readRunSummary } from '../store/run-files.ts';
import { storeError } from '../store/store-error.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { ExitCode } from './exit-code.ts';
import type { ReportOptions } from './report-page.ts';
import { trendPointsOf } from './trend-points.ts';
import { writeReport } from './write-report.ts';

/** Of which run, among the runs in which folder, and how it is to look. */
export interface ReportRequest {
  readonly from: string;
  readonly out: string;
  readonly options: ReportOptions;
}

/** Writes the HTML report of a run anew and puts it in the place of the old one as a whole; needs no network. */
export async function runReport(request: ReportRequest, environment: CommandEnvironment): Promise<ExitCode> {
  const { options } = request;
  const { cores, reporter } = environment;
  const folder = await findRun(request.out, request.from);
  const run = await readRunSummary(folder);
  const report = join(folder, 'report.html');
  const temporary = join(folder, `.report.${process.pid}.html`);
  try {
    const changes = await readChanges(folder);
    const trend = await trendPointsOf(dirname(resolve(folder)), run, reporter.warn);
    await writeReport({ folder, run, path: temporary, changes, trend, options, cores });
    await rename(temporary, report).catch((cause: unknown) => {
      throw storeError('write', report, cause);
    });
  } finally {
    await rm(temporary, { force: true });
  }
  environment.print(`${report}\n`);
  return 0;
}

/** The run's comparison with the one before it; `null` where it has none. */
async function readChanges(folder: string): Promise<RunChanges | null> {
  const path = join(folder, 'changes.json');
  try {
    return JSON.parse(await readFile(path, 'utf8')) as RunChanges;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
    throw storeError('read', path, cause);
  }
}
