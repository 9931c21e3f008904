import type { Command } from 'commander';
import type { Run } from './audit-commands.ts';
import { withDisplay, withOut } from './command-options.ts';

/** The command that looks back over many nights. */
export function addTrendCommand(program: Command, run: Run): void {
  withDisplay(withOut(program.command('trend')))
    .description('many nights: verdicts over time, time to restart, subscriptions that flap')
    .option('--from <date>', 'first day, such as 2026-11-01 (default: the first night)')
    .option('--to <date>', 'last day (default: the last night)')
    .option('--policy <revision>', 'the verdicts under this revision (default: that of the last night)')
    .option('--json', 'as one JSON document')
    .action(
      run(async (options, environment) => {
        const { runTrend } = await import('./trend.ts');
        return runTrend({ options, variables: process.env }, environment);
      }),
    );
}
