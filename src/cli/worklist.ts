import type { SubscriptionFinding } from '../model/finding.ts';
import { createWorklists, type Worklists } from '../report/worklist-collector.ts';
import { worklistCsv } from '../report/worklist-csv.ts';
import { worklistMarkdown } from '../report/worklist-markdown.ts';
import type { Worklist } from '../report/worklist-rows.ts';
import { worklistText } from '../report/worklist-text.ts';
import { findRun } from '../store/find-run.ts';
import { readRunSummary, readSubscriptionFindings, readVmFindings } from '../store/run-files.ts';
import type { CommandEnvironment } from './command-environment.ts';
import { configure } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { ExitCode } from './exit-code.ts';
import type { Environment, RawOptions } from './options.ts';

/** Which work list, of which run (`from` in the options: a folder, a run ID, or `latest`). */
export interface WorklistRequest {
  readonly kind: string;
  readonly options: RawOptions;
  readonly variables: Environment;
}

const FORMATS: Readonly<Record<string, (list: Worklist) => string>> = {
  text: worklistText,
  csv: worklistCsv,
  markdown: worklistMarkdown,
};

const KINDS = ['restart', 'request', 'relay'] as const;

/** What the request asks for. Throws a ConfigurationError with every problem at once. */
function asked({ kind, options }: WorklistRequest) {
  const { format = 'text' } = options;
  const list = KINDS.find((known) => known === kind);
  const render = Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined;
  if (list !== undefined && render !== undefined) return { list, render };
  throw new ConfigurationError([
    ...(list === undefined ? [`worklist: "${kind}" is not one of ${KINDS.join(', ')}`] : []),
    ...(render === undefined
      ? [`--format: "${format}" is not one of ${Object.keys(FORMATS).join(', ')}`]
      : []),
  ]);
}

async function worklistsOf(folder: string): Promise<Worklists> {
  const run = await readRunSummary(folder);
  const collector = createWorklists();
  for await (const vm of readVmFindings(folder)) collector.add(vm);
  const subscriptions: SubscriptionFinding[] = [];
  for await (const subscription of readSubscriptionFindings(folder)) subscriptions.push(subscription);
  return collector.lists(run, subscriptions);
}

/** Prints a work list of a run: what to do, with commands to copy, which are never run. Needs no network and writes nothing. */
export async function runWorklist(
  request: WorklistRequest,
  environment: CommandEnvironment,
): Promise<ExitCode> {
  const { list, render } = asked(request);
  const { format: _, ...options } = request.options;
  const { out } = configure(options, request.variables, {});
  const lists = await worklistsOf(await findRun(out, options.from ?? 'latest'));
  environment.print(render(lists[list]));
  return 0;
}
