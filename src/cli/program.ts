import { Command, CommanderError } from 'commander';
import { addAuditCommands, type Run } from './audit-commands.ts';
import type { ExitCode } from './exit-code.ts';
import { addReadingCommands } from './reading-commands.ts';
import { runCommand } from './run-command.ts';
import { toolIdentity } from './tool-identity.ts';

const NOT_FINISHED: ExitCode = 3;

/** The commands; `act` is handed the exit code of the one that ran. What a command needs is loaded when it runs. */
function buildProgram(act: (code: ExitCode) => void): Command {
  const { name, version } = toolIdentity();
  const program = new Command(name)
    .description(
      'Says for every VM of an Azure tenant whether it can send mail on outbound TCP port 25, and why.',
    )
    .version(version)
    .exitOverride();

  const run: Run = (work) => async (options) =>
    act(await runCommand(options, (environment) => work(options, environment)));
  addAuditCommands(program, run);
  addReadingCommands(program, run);
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
