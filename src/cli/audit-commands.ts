import type { Command } from 'commander';
import type { CommandEnvironment } from './command-environment.ts';
import {
  withDemo,
  withDisplay,
  withExit,
  withJudgement,
  withNotice,
  withOut,
  withPublishing,
  withRetention,
  withScope,
  withShard,
} from './command-options.ts';
import type { ExitCode } from './exit-code.ts';
import type { RawOptions } from './options.ts';

/** Runs a command's work in its environment and hands over the exit code. What the work needs is loaded when it runs. */
export type Run = (
  work: (options: RawOptions, environment: CommandEnvironment) => Promise<ExitCode>,
) => (options: RawOptions) => Promise<void>;

/** The commands that write runs: the nightly one, its stages, what is made of a finished run, and the removal of old ones. */
export function addAuditCommands(program: Command, run: Run): void {
  addStages(program, run);
  addAftermath(program, run);
}

function addStages(program: Command, run: Run): void {
  withNotice(
    withPublishing(
      withRetention(
        withExit(withDisplay(withDemo(withShard(withScope(withJudgement(program.command('audit'))))))),
      ),
    ),
  )
    .description('collect, judge, report, and compare with the run before: the nightly command')
    .option('--resume', 'go on with a run that was killed or interrupted')
    .option('--no-history', 'do not add the run to history/, the Parquet files that "trend" reads')
    .action(
      run(async (options, environment) => {
        const { configure } = await import('./configuration.ts');
        const { runAudit } = await import('./audit.ts');
        return runAudit(configure(options, process.env), environment);
      }),
    );

  withDisplay(withDemo(withShard(withScope(withJudgement(program.command('collect'))))))
    .description('only collect: run.json and the facts, to be judged by "assess --from"')
    .option('--resume', 'go on with a run that was killed or interrupted')
    .option('--allow-incomplete', 'do not exit with 2 when something could not be read')
    .action(
      run(async (options, environment) => {
        const { configure } = await import('./configuration.ts');
        const { runCollect } = await import('./collect.ts');
        return runCollect(configure(options, process.env), environment);
      }),
    );

  withExit(withDisplay(withJudgement(program.command('assess'))))
    .description('judge the facts of a run anew, without network')
    .requiredOption('--from <run>', 'run folder, run ID or "latest"')
    .action(
      run(async (options, environment) => {
        const { runAssess } = await import('./assess.ts');
        return runAssess({ from: options.from ?? '', options, variables: process.env }, environment);
      }),
    );
}

function addAftermath(program: Command, run: Run): void {
  withNotice(withRetention(withExit(withDisplay(withOut(program.command('report'))))))
    .description('write the HTML report of a run anew, or join the runs of all shards; without network')
    .option('--from <run>', 'run folder, run ID or "latest"')
    .option('--merge <run...>', 'the shards of one run: run folders, run IDs, or folders of runs')
    .option('--title <text>', 'title of the report (default: Port 25 audit, with the time of the run)')
    .option('--max-rows-static <n>', 'VMs that the page lists for readers without JavaScript (default: 2000)')
    .option('--no-history', 'do not add the merged run to history/')
    .action(
      run(async (options, environment) => {
        const { mergeNamed } = await import('./merge-options.ts');
        const runs = mergeNamed(options);
        if (runs !== undefined) {
          const { runMerge } = await import('./merge-runs.ts');
          return runMerge({ runs, options, variables: process.env }, environment);
        }
        const [{ configure }, { reportOptions }, { runReport }] = await Promise.all([
          import('./configuration.ts'),
          import('./report-options.ts'),
          import('./report.ts'),
        ]);
        const { out } = configure(options, process.env, {});
        return runReport({ from: options.from ?? '', out, options: reportOptions(options) }, environment);
      }),
    );

  withDisplay(withPublishing(withOut(program.command('publish'))))
    .description('upload a finished run to Azure blob storage, or go on with uploading it')
    .requiredOption('--from <run>', 'run folder, run ID or "latest"')
    .option('--tenant <id>', 'the tenant to sign in to (AZURE_TENANT_ID)')
    .action(
      run(async (options, environment) => {
        const { configure } = await import('./configuration.ts');
        const { runPublish } = await import('./publish.ts');
        return runPublish(options.from ?? '', configure(options, process.env), environment);
      }),
    );

  withDisplay(withRetention(withOut(program.command('prune'))))
    .description('remove old runs; the newest complete one always stays')
    .option('--dry-run', 'only show what would be removed, and why')
    .action(
      run(async (options, environment) => {
        const { configure } = await import('./configuration.ts');
        const { runPrune } = await import('./prune.ts');
        return runPrune(configure(options, process.env, {}), options.dryRun === true, environment);
      }),
    );
}
