import { counted, grouped } from '../report/counted.ts';
import { cut } from '../report/terminal-text.ts';
import type { FoundResource, ResourceSearch } from './explain-search.ts';
import { RunError } from './run-error.ts';

/** How many of several matches are listed before the rest is only counted. */
const LISTED = 20;
const NAME_WIDTH = 60;

const KINDS = {
  subscription: 'subscription',
  vm: 'VM',
  'scale-set': 'scale set',
} as const satisfies Record<FoundResource['kind'], string>;

interface Question {
  readonly wanted: string;
  readonly runId: string;
}

/** The one thing that was found. Throws a RunError that lists several, or names what comes near where there is none. */
export function foundOne(search: ResourceSearch, question: Question): FoundResource {
  const [only, ...more] = search.found();
  if (only === undefined) throw nothingFound(search, question);
  if (more.length > 0) throw severalFound([only, ...more], question);
  return only;
}

function severalFound(found: readonly FoundResource[], { wanted, runId }: Question): RunError {
  const hidden = found.length - LISTED;
  return new RunError(
    `${quoted(wanted)} is ${grouped(found.length)} things in run ${runId}: name one of these by its ID`,
    [...found.slice(0, LISTED).flatMap(inTwoLines), ...(hidden > 0 ? [`and ${grouped(hidden)} more`] : [])],
  );
}

function inTwoLines({ kind, id, name, subscriptionName }: FoundResource): readonly string[] {
  const within = kind === 'subscription' ? '' : ` in subscription ${cut(subscriptionName, NAME_WIDTH)}`;
  return [`${KINDS[kind]} ${cut(name, NAME_WIDTH)}${within}`, `  ${cut(id, Number.POSITIVE_INFINITY)}`];
}

function nothingFound(search: ResourceSearch, { wanted, runId }: Question): RunError {
  const near = search.nearest().map(quoted);
  const unlisted = search.unlisted();
  return new RunError(`run ${runId} holds nothing that is called ${quoted(wanted)}`, [
    'name a VM, a scale set or a subscription: by its name, its ARM ID, or a subscription by its bare ID',
    ...(near.length === 0 ? [] : [`names that come near: ${near.join(', ')}`]),
    ...(unlisted === 0
      ? []
      : [
          `the VMs of ${counted(unlisted, 'subscription')} could not be listed in that run; it may be among them`,
        ]),
  ]);
}

function quoted(text: string): string {
  return `"${cut(text, NAME_WIDTH)}"`;
}
