import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import type { CommandEnvironment } from './command-environment.ts';
import { loadDotEnv } from './dot-env.ts';
import type { ExitCode } from './exit-code.ts';
import type { RawOptions } from './options.ts';
import { publishSecrets } from './publish-settings.ts';
import { createReporter } from './reporter.ts';
import { showError } from './show-error.ts';

const SECRET_VARIABLES = [
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_PASSWORD',
  'PORT25_NOTIFY',
];

function utcNow(): string {
  return new Date().toISOString();
}

/** An abort signal that SIGINT and SIGTERM raise; the second signal ends the process at once, as usual. */
function interruption(): { readonly signal: AbortSignal; readonly done: () => void } {
  const controller = new AbortController();
  // Every request under way listens to it.
  setMaxListeners(0, controller.signal);
  const interrupt = (name: NodeJS.Signals) => {
    controller.abort(new Error(`interrupted by ${name}; no run was written`));
    done();
  };
  const done = () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return { signal: controller.signal, done };
}

/** Whoever reads the output may have read enough (`| head`): the run goes on, and its exit code stands. */
function outliveReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Runs one command with the process around it; a failure is told in one clear message and gives exit code 3. */
export async function runCommand(
  options: RawOptions,
  work: (environment: CommandEnvironment) => Promise<ExitCode>,
): Promise<ExitCode> {
  loadDotEnv(process.env);
  for (const stream of [process.stdout, process.stderr]) {
    stream.off('error', outliveReader).on('error', outliveReader);
  }
  const log = options.log === 'ndjson' ? 'ndjson' : 'text';
  const quiet = options.quiet === true;
  const { signal, done } = interruption();
  const reporter = createReporter({ log, quiet }, process.stderr, utcNow);
  const environment: CommandEnvironment = {
    reporter,
    print: (text) => {
      if (!quiet) process.stdout.write(text);
    },
    colour: process.stdout.isTTY === true && options.color !== false && !process.env['NO_COLOR'],
    now: utcNow,
    cores: availableParallelism(),
    signal,
  };
  try {
    return await work(environment);
  } catch (cause) {
    reporter.settle();
    const secrets = [
      ...SECRET_VARIABLES.flatMap((name) => process.env[name] || []),
      ...publishSecrets(options, process.env),
    ];
    const shown = signal.aborted ? signal.reason : cause;
    const display = { log, stack: Boolean(process.env['DEBUG']), time: utcNow(), secrets } as const;
    showError(shown, display, (text) => process.stderr.write(text));
    return 3;
  } finally {
    done();
  }
}
