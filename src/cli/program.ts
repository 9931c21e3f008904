import { Command, CommanderError, Option } from 'commander';
import type { CommandEnvironment } from './command-environment.ts';
import type { ExitCode } from './exit-code.ts';
import type { RawOptions } from './options.ts';
import { runCommand } from './run-command.ts';
import { toolIdentity } from './tool-identity.ts';

const NOT_FINISHED: ExitCode = 3;

function common(command: Command): Command {
  return command
    .option('--out <dir>', 'folder for runs (PORT25_OUT; default: reports)')
    .option(
      '--policy <revision>',
      'revision of Microsoft\'s rules, or "current" (PORT25_POLICY; default: 2020-11)',
    )
    .option(
      '--declarations <file>',
      'what owners know and Azure does not tell, YAML or JSON (PORT25_DECLARATIONS)',
    )
    .option('--fail-on <verdicts>', 'exit with 1 when one of these verdicts occurs (PORT25_FAIL_ON)')
    .option('--allow-incomplete', 'do not exit with 2 when something could not be read')
    .option('--format <list>', 'csv, html, json (default: all)');
}

function display(command: Command): Command {
  return command
    .option('--log <style>', 'text or ndjson (default: text)')
    .option('--quiet', 'only warnings and errors')
    .option('--no-color', 'no colours');
}

function withScope(command: Command): Command {
  return command
    .option('--subscription <id...>', 'only these subscriptions (default: all whose home is the tenant)')
    .option('--exclude-subscription <id...>', 'list these subscriptions, and do not read them')
    .option('--tenant <id>', 'the tenant (AZURE_TENANT_ID)')
    .option('--concurrency <n>', 'subscriptions read at once (PORT25_CONCURRENCY; default: 16)');
}

function withDemo(command: Command): Command {
  return command
    .option('--demo', 'audit a simulated tenant on localhost; no account needed')
    .addOption(new Option('--demo-subscriptions <n>', 'size of the simulated tenant'))
    .addOption(new Option('--demo-vms <n>', 'size of the simulated tenant'))
    .addOption(new Option('--demo-latency <ms>', 'delay of every answer of the simulated tenant'));
}

/** The commands; `act` is handed the exit code of the one that ran. What a command needs is loaded when it runs. */
function buildProgram(act: (code: ExitCode) => void): Command {
  const { name, version } = toolIdentity();
  const program = new Command(name)
    .description(
      'Says for every VM of an Azure tenant whether it can send mail on outbound TCP port 25, and why.',
    )
    .version(version)
    .exitOverride();

  const run =
    (work: (options: RawOptions, environment: CommandEnvironment) => Promise<ExitCode>) =>
    async (options: RawOptions) =>
      act(await runCommand(options, (environment) => work(options, environment)));

  display(withDemo(common(withScope(program.command('audit')))))
    .description('collect, judge and report: the nightly command')
    .action(
      run(async (options, environment) => {
        const [{ configure }, { runAudit }] = await Promise.all([
          import('./configuration.ts'),
          import('./audit.ts'),
        ]);
        return runAudit(configure(options, process.env), environment);
      }),
    );

  display(common(program.command('assess')))
    .description('judge the facts of a run anew, without network')
    .requiredOption('--from <run>', 'run folder, run ID or "latest"')
    .action(
      run(async (options, environment) => {
        const { runAssess } = await import('./assess.ts');
        return runAssess({ from: options.from ?? '', options, variables: process.env }, environment);
      }),
    );

  display(program.command('report'))
    .description('write the HTML report of a run anew, without network')
    .requiredOption('--from <run>', 'run folder, run ID or "latest"')
    .option('--out <dir>', 'folder for runs (PORT25_OUT; default: reports)')
    .action(
      run(async (options, environment) => {
        const [{ configure }, { runReport }] = await Promise.all([
          import('./configuration.ts'),
          import('./report.ts'),
        ]);
        return runReport(options.from ?? '', configure(options, process.env, {}).out, environment);
      }),
    );

  program
    .command('policy')
    .description("show Microsoft's rules revision by revision, with their sources")
    .argument('[revision]', 'one revision in words, or "current"')
    .option('--compare <revisions...>', 'what changes from one revision to another')
    .action(async (revision: string | undefined, options: { compare?: readonly string[] }) => {
      act(
        await runCommand({}, async (environment) => {
          const { runPolicy } = await import('./policy-command.ts');
          return runPolicy({ revision, compare: options.compare, variables: process.env }, environment);
        }),
      );
    });
  return program;
}

/** Runs the command line and returns the exit code of the process. */
export async function runProgram(argv: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = 0;
  try {
    await buildProgram((result) => {
      code = result;
    }).parseAsync(argv);
    return code;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : NOT_FINISHED;
    process.stderr.write(`error: ${cause instanceof Error ? cause.message : String(cause)}\n`);
    return NOT_FINISHED;
  }
}
