import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findRun } from '../store/find-run.ts';
import { readRunSummary } from '../store/run-files.ts';
import { storeError } from '../store/store-error.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { ExitCode } from './exit-code.ts';
import { tallyFindings, writeReport } from './write-report.ts';

/** Writes the HTML report of a run anew and puts it in the place of the old one as a whole; needs no network. */
export async function runReport(
  from: string,
  out: string,
  environment: CommandEnvironment,
): Promise<ExitCode> {
  const folder = await findRun(out, from);
  const run = await readRunSummary(folder);
  const report = join(folder, 'report.html');
  const temporary = join(folder, `.report.${process.pid}.html`);
  try {
    await writeReport({ folder, run, path: temporary, tally: await tallyFindings(folder) });
    await rename(temporary, report).catch((cause: unknown) => {
      throw storeError('write', report, cause);
    });
  } finally {
    await rm(temporary, { force: true });
  }
  environment.print(`${report}\n`);
  return 0;
}
