import { shownBlob } from '../azure/blob-place.ts';
import { findRun } from '../store/find-run.ts';
import { readRunSummary } from '../store/run-files.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { ExitCode } from './exit-code.ts';
import { openPublishContainer } from './publish-container.ts';
import { publishRun } from './publish-run.ts';

/** Uploads a finished run (a folder, a run ID, or `latest`) to blob storage; goes on with one that is half uploaded. */
export async function runPublish(
  from: string,
  configuration: Configuration,
  environment: CommandEnvironment,
): Promise<ExitCode> {
  const { publish: place, out } = configuration;
  if (place === undefined) {
    throw new ConfigurationError([
      '--publish: missing; it names the container, such as https://ACCOUNT.blob.core.windows.net/CONTAINER (or PORT25_PUBLISH)',
    ]);
  }
  const folder = await findRun(out, from);
  const run = await readRunSummary(folder);
  const { signal, reporter } = environment;
  try {
    const container = await openPublishContainer(place, configuration, environment);
    reporter.note(await publishRun(container, { folder, run }, signal));
  } catch (cause) {
    if (!signal.aborted) throw cause;
    reporter.warn('interrupted: what is uploaded stays, and the same command goes on from there');
    return 3;
  }
  environment.print(`${shownBlob(place, run.runId)}\n`);
  return 0;
}
