import type { Command } from 'commander';
import type { Run } from './audit-commands.ts';
import { withDemo, withDisplay, withOut, withScope } from './command-options.ts';
import type { RawOptions } from './options.ts';
import { addTrendCommand } from './trend-command.ts';

/** The commands that only read: runs on disk, the rules, or what the identity may see. */
export function addReadingCommands(program: Command, run: Run): void {
  withDisplay(withOut(program.command('explain')))
    .description('the whole chain of evidence for one VM, scale set or subscription of a run')
    .argument('<resource>', 'ARM ID, VM name, subscription ID or subscription name')
    .option('--from <run>', 'run folder, run ID or "latest" (default: latest)')
    .option('--json', 'as one JSON document')
    .action((resource: string, options: RawOptions) =>
      run(async (_, environment) => {
        const { runExplain } = await import('./explain.ts');
        const { from, json = false } = options;
        return runExplain({ resource, from, json, options, variables: process.env }, environment);
      })(options),
    );

  withDisplay(withOut(program.command('diff')))
    .description('what changed between two runs, and why')
    .argument('<old>', 'run folder or run ID')
    .argument('<new>', 'run folder, run ID or "latest"')
    .option('--format <format>', 'text, csv or json (default: text)')
    .action((before: string, after: string, options: RawOptions) =>
      run(async (_, environment) => {
        const { runDiff } = await import('./diff.ts');
        return runDiff({ before, after, options, variables: process.env }, environment);
      })(options),
    );

  withDisplay(withOut(program.command('worklist')))
    .description('what is to be done: VMs to restart, exemptions to request, mail to relay')
    .argument('<kind>', 'restart, request or relay')
    .option('--from <run>', 'run folder, run ID or "latest" (default: latest)')
    .option('--format <format>', 'text, csv or markdown (default: text)')
    .action((kind: string, options: RawOptions) =>
      run(async (_, environment) => {
        const { runWorklist } = await import('./worklist.ts');
        return runWorklist({ kind, options, variables: process.env }, environment);
      })(options),
    );

  addTrendCommand(program, run);

  program
    .command('policy')
    .description("show Microsoft's rules revision by revision, with their sources")
    .argument('[revision]', 'one revision in words, or "current"')
    .option('--compare <revisions...>', 'what changes from one revision to another')
    .option('--json', 'as one JSON document')
    .action(
      (revision: string | undefined, { compare, json }: { compare?: readonly string[]; json?: boolean }) =>
        run(async (_, environment) => {
          const { runPolicy } = await import('./policy-command.ts');
          return runPolicy({ revision, compare, json, variables: process.env }, environment);
        })({}),
    );

  withDisplay(withDemo(withScope(program.command('doctor'))))
    .description('which identity is signed in, what it can read, and which role is missing where')
    .option('--all', 'ask every subscription instead of a few')
    .option('--json', 'as one JSON document')
    .option('--role', 'print a custom role with exactly the actions that the auditor uses')
    .action(
      run(async (options, environment) => {
        const { configure } = await import('./configuration.ts');
        const { runDoctor, runDoctorRole } = await import('./doctor.ts');
        if (options.role === true) return runDoctorRole(configure(options, process.env, {}), environment);
        const configuration = configure(options, process.env);
        const { all = false, json = false } = options;
        return runDoctor({ configuration, all, json }, environment);
      }),
    );
}
