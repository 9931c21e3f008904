import { compareAbsent } from '../history/compare-absent.ts';
import { compareSubscription } from '../history/compare-subscription.ts';
import type { Absence } from '../history/missing-vm.ts';
import { createChangeTally } from '../history/run-changes.ts';
import type { RunChanges } from '../model/change.ts';
import type { HistoryHead } from '../model/history.ts';
import type { RunSummary } from '../model/run.ts';
import { CHANGE_COLUMNS } from '../report/changes-columns.ts';
import { changesJson } from '../report/changes-json.ts';
import { changeRows } from '../report/changes-rows.ts';
import { terminalChanges } from '../report/changes-terminal.ts';
import { csvHeader, csvRows } from '../report/csv.ts';
import { terminalStyle } from '../report/terminal-style.ts';
import { findRun } from '../store/find-run.ts';
import { historyExists, readHistory, readHistoryHead } from '../store/read-history.ts';
import { readRunSummary } from '../store/run-files.ts';
import type { CommandEnvironment } from './command-environment.ts';
import { configure } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { ExitCode } from './exit-code.ts';
import type { Environment, RawOptions } from './options.ts';
import { walkPrevious } from './previous-walk.ts';
import { RunError } from './run-error.ts';

/** Two runs, each a folder, a run ID, or `latest`. */
export interface DiffRequest {
  readonly before: string;
  readonly after: string;
  readonly options: RawOptions;
  readonly variables: Environment;
}

/** A run that can be compared: what it says of itself, and what it remembers. */
interface ComparableRun {
  readonly folder: string;
  readonly run: RunSummary;
  readonly head: HistoryHead;
}

const FORMATS = ['text', 'csv', 'json'] as const;

async function comparable(out: string, name: string): Promise<ComparableRun> {
  const folder = await findRun(out, name);
  const run = await readRunSummary(folder);
  if (!(await historyExists(folder))) {
    throw new RunError(`run ${run.runId} cannot be compared: it has no memory of its findings`, [
      'it was only collected, or written by an older version',
      `judge it anew with "assess --from ${name}" and compare that run`,
    ]);
  }
  return { folder, run, head: await readHistoryHead(folder) };
}

/** What it means that a subscription of the older run is not in the newer one. */
function absenceIn({ run: before }: ComparableRun, { run: after }: ComparableRun): Absence {
  const same = JSON.stringify(before.scope) === JSON.stringify(after.scope);
  const listed = after.coverage.every(({ subscriptionId, required }) => subscriptionId !== null || !required);
  if (!listed) return 'not-listed';
  return same ? 'deleted' : 'out-of-scope';
}

async function changesBetween(before: ComparableRun, after: ComparableRun): Promise<RunChanges> {
  const heads = { before: before.head, after: after.head };
  const absence = absenceIn(before, after);
  const tally = createChangeTally(before.head, after.head);
  const walk = walkPrevious(readHistory(before.folder));
  const passAbsent = async (until: string | undefined) => {
    for await (const previous of walk.before(until))
      tally.add(compareAbsent({ ...heads, previous, absence }));
  };
  for await (const present of readHistory(after.folder)) {
    const { id } = present.subscription;
    await passAbsent(id);
    tally.add(compareSubscription({ ...heads, previous: await walk.own(id), present }));
  }
  await passAbsent(undefined);
  return tally.changes();
}

/** Prints what changed between two runs of whatever revisions, with the causes; needs no network and writes nothing. */
export async function runDiff(request: DiffRequest, environment: CommandEnvironment): Promise<ExitCode> {
  const { format = 'text', ...options } = request.options;
  const known = FORMATS.find((one) => one === format);
  if (known === undefined)
    throw new ConfigurationError([`--format: "${format}" is not one of ${FORMATS.join(', ')}`]);
  const { out } = configure(options, request.variables, {});
  const changes = await changesBetween(
    await comparable(out, request.before),
    await comparable(out, request.after),
  );
  switch (known) {
    case 'text': {
      const lines = terminalChanges(changes, terminalStyle(environment.colour), 'the CSV (--format csv)');
      environment.print(`${lines.join('\n').trimEnd()}\n`);
      break;
    }
    case 'csv':
      environment.print(csvHeader(CHANGE_COLUMNS) + csvRows(CHANGE_COLUMNS, changeRows(changes)));
      break;
    case 'json':
      environment.print(changesJson(changes));
      break;
  }
  return 0;
}
