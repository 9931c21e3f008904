import { relative } from 'node:path';
import { terminalSummary } from '../report/terminal-summary.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { FinishedRun } from './finish-run.ts';

/** Prints the summary of a finished run; the report's path is shown from where the user stands. */
export function printSummary(
  { run, highlights, changes, reportPath }: FinishedRun,
  environment: CommandEnvironment,
): void {
  environment.print(
    terminalSummary({
      run,
      highlights,
      changes,
      reportPath: reportPath === null ? null : relative('.', reportPath),
      colour: environment.colour,
    }),
  );
}
