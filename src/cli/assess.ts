import { findRun } from '../store/find-run.ts';
import { readRunSummary } from '../store/run-files.ts';
import { readSnapshotDeclarations, shareSnapshot, writeSnapshotDeclarations } from '../store/snapshot.ts';
import { beginRun } from './begin-run.ts';
import type { CommandEnvironment } from './command-environment.ts';
import { configure } from './configuration.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { pastOfDerived } from './find-past.ts';
import { finishRun, toDoOf } from './finish-run.ts';
import type { Environment, RawOptions } from './options.ts';
import { printSummary } from './print-summary.ts';
import { declarationsAt, declarationsIn } from './read-declarations.ts';

/** Which run is judged anew, and how. */
export interface AssessRequest {
  readonly from: string;
  readonly options: RawOptions;
  readonly variables: Environment;
}

const NO_REQUESTS = { total: 0, throttled: 0, retried: 0, failed: 0 };

/** Judges the facts of a run anew into a run folder of its own; needs no network and alters nothing else. */
export async function runAssess(request: AssessRequest, environment: CommandEnvironment): Promise<ExitCode> {
  const source = await findRun(configure(request.options, request.variables, {}).out, request.from);
  const original = await readRunSummary(source);
  const configuration = configure(request.options, request.variables, { cloud: original.cloud });
  const path = configuration.declarationsPath;
  const { declarations, yaml } =
    path === undefined
      ? declarationsIn(await readSnapshotDeclarations(source), source, environment.now())
      : await declarationsAt(path, environment.now());
  const { startedAt, runId, folder } = await beginRun(configuration.out, environment);
  try {
    await shareSnapshot(source, folder.building);
    if (yaml !== undefined) await writeSnapshotDeclarations(folder.building, yaml);
    const finished = await finishRun({
      configuration,
      folder,
      source,
      context: {
        cloud: original.cloud,
        revision: configuration.revision,
        declarations,
        tagNames: configuration.tags.length === 0 ? original.tags : configuration.tags,
        seenAt: original.startedAt,
      },
      head: {
        runId,
        startedAt,
        cloud: original.cloud,
        scope: original.scope,
        requests: NO_REQUESTS,
        ...(original.resourceGraph === undefined ? {} : { resourceGraph: original.resourceGraph }),
        derivedFrom: original.runId,
        ...(original.demo === undefined ? {} : { demo: original.demo }),
      },
      gaps: original.coverage.filter(({ subscriptionId, required }) => subscriptionId === null && required),
      past: pastOfDerived(source),
      cores: environment.cores,
      environment,
    });
    await folder.publish();
    printSummary(finished, environment);
    return exitCode({ ...configuration, run: finished.run, toDo: toDoOf(finished, configuration) });
  } catch (cause) {
    await folder.discard();
    throw cause;
  }
}
