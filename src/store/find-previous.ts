import type { RunSummary } from '../model/run.ts';
import { sameShard } from '../model/shard.ts';
import { historyExists } from './read-history.ts';
import { isRunId } from './run-folder.ts';
import { foldersIn, type RunHead, readRunEntry, type StoredRunEntry } from './run-list.ts';

/** The run for which an earlier one is looked for: its ID, and what both must have in common. */
export interface PreviousQuestion {
  readonly before: string;
  readonly scope: RunSummary['scope'];
  readonly cloud: RunSummary['cloud'];
  readonly tenantIds: readonly string[];
  readonly demo: boolean;
  /** The IDs of runs that are not wanted, whatever they say of themselves. */
  readonly except?: readonly string[];
}

/** The run to compare with, where there is one, and what its search came upon. */
export interface PreviousRun {
  readonly run: StoredRunEntry | undefined;
  readonly warnings: readonly string[];
}

/** The same IDs, in whatever order and letter case. */
function sameIds(a: readonly string[], b: readonly string[]): boolean {
  const [one, other] = [a, b].map((ids) => [...new Set(ids.map((id) => id.toLowerCase()))].toSorted());
  return JSON.stringify(one) === JSON.stringify(other);
}

function sameScope(a: RunSummary['scope'], b: RunSummary['scope']): boolean {
  const all = [a.subscriptions, b.subscriptions].filter((one) => one === 'all').length;
  if (all === 1) return false;
  const named = ({ subscriptions }: RunSummary['scope']) => (subscriptions === 'all' ? [] : subscriptions);
  return (
    sameIds(named(a), named(b)) &&
    sameIds(a.managementGroups, b.managementGroups) &&
    sameIds(a.excluded, b.excluded) &&
    sameShard(a.shard, b.shard)
  );
}

/** Whether a run tells of the same tenant and scope, and could read anything of it. */
function isComparable({ head, derivedFrom }: StoredRunEntry, question: PreviousQuestion): boolean {
  return (
    derivedFrom === null &&
    head.cloud === question.cloud &&
    (head.demo ?? false) === question.demo &&
    sameIds(head.tenantIds, question.tenantIds) &&
    sameScope(head.scope, question.scope) &&
    !readNothing(head)
  );
}

function readNothing({ totals }: RunHead): boolean {
  const { complete, partial, unreadable } = totals.subscriptions;
  return complete + partial === 0 && unreadable > 0;
}

/** Runs of the same scope that are later than this one although it has only begun. */
async function laterRuns(out: string, later: readonly string[], question: PreviousQuestion) {
  const entries = await Promise.all(later.map((name) => readRunEntry(out, name, undefined)));
  const names = entries.flatMap((entry) =>
    entry.kind === 'run' && isComparable(entry, question) ? [entry.runId] : [],
  );
  const [first, ...more] = names;
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return [
    `run ${first}${others} in ${out} is later than this one: the clock may have been set back; it is not compared with`,
  ];
}

/**
 * Finds the newest earlier run of the same cloud, tenants and scope (subscriptions, management groups, exclusions, shard, demo or not) that
 * collected its facts itself, read something, and left its memory. A damaged run, or one of a newer version, that stands between the
 * two is passed over with a warning that names it; so is one without a memory, and one that is later than this one. Throws a
 * StoreError only where the folder of runs cannot be read.
 */
export async function findPrevious(out: string, question: PreviousQuestion): Promise<PreviousRun> {
  const { except = [] } = question;
  const names = (await foldersIn(out)).filter((name) => isRunId(name) && !except.includes(name));
  const later = names.filter((name) => name > question.before);
  const warnings: string[] = await laterRuns(out, later, question);
  for (const name of names.filter((one) => one < question.before).toReversed()) {
    const entry = await readRunEntry(out, name, undefined);
    if (entry.kind === 'damaged') {
      warnings.push(`run ${name} is passed over in looking for the previous one: ${entry.problem}`);
    } else if (isComparable(entry, question)) {
      if (await historyExists(entry.folder)) return { run: entry, warnings };
      warnings.push(
        `run ${name} is not compared with: it has no snapshot/history.ndjson.gz, as runs of older versions and of collect have none`,
      );
    }
  }
  return { run: undefined, warnings };
}
