/** A run as the retention plan sees it; `complete` where everything in its scope was read. Times are ISO 8601 UTC. */
export interface StoredRun {
  readonly runId: string;
  readonly startedAt: string;
  readonly complete: boolean;
  readonly derivedFrom: string | null;
  /** Whether `latest.json` names it. */
  readonly isLatest: boolean;
}

/** How long runs are kept. A run stays while either rule keeps it; without any rule all stay. */
export interface RetentionRule {
  readonly keepDays?: number | undefined;
  readonly keepRuns?: number | undefined;
}

/** What becomes of a run, and why in words. */
export interface RetentionDecision {
  readonly runId: string;
  readonly keep: boolean;
  readonly reason: string;
}

const DAY = 86_400_000;

/**
 * Decides for each run whether it is kept, newest first. `now` is ISO 8601 UTC. Never removed are the newest complete run, the one that
 * `latest.json` names, and one whose start is not a time. `keepRuns` counts audits; a run that was judged anew from another one stays
 * while it is no older than the audits that stay. It has a snapshot of its own, so nothing is kept for its sake.
 */
export function retentionPlan(
  runs: readonly StoredRun[],
  rule: RetentionRule,
  now: string,
): readonly RetentionDecision[] {
  const ordered = runs.toSorted(newestFirst);
  const newest = ordered.find(({ complete }) => complete);
  const oldest = oldestKept(ordered, rule);
  return ordered.map((run) => {
    const { runId } = run;
    if (run.isLatest) return { runId, keep: true, reason: 'latest.json names it' };
    if (run === newest) return { runId, keep: true, reason: 'the newest complete run' };
    const reason = reasonToKeep(run, rule, { now, oldest });
    return reason === null
      ? { runId, keep: false, reason: reasonToRemove(run, rule, now) }
      : { runId, keep: true, reason };
  });
}

/** The start of the oldest audit that `keepRuns` keeps, or of all where there are no more than that. */
function oldestKept(ordered: readonly StoredRun[], { keepRuns = 0 }: RetentionRule): number {
  if (keepRuns === 0) return Number.POSITIVE_INFINITY;
  const audit = ordered.filter(({ derivedFrom }) => derivedFrom === null)[keepRuns - 1];
  return audit === undefined ? Number.NEGATIVE_INFINITY : instantOf(audit);
}

function reasonToKeep(
  run: StoredRun,
  { keepDays, keepRuns }: RetentionRule,
  { now, oldest }: { readonly now: string; readonly oldest: number },
): string | null {
  const age = ageInDays(run, now);
  if (Number.isNaN(age)) return 'its start is not known';
  if (keepDays === undefined && keepRuns === undefined) return 'no rule removes it';
  if (keepDays !== undefined && age <= keepDays) return `not older than ${days(keepDays)}`;
  if (keepRuns === undefined || instantOf(run) < oldest) return null;
  return run.derivedFrom === null ? `one of the newest ${keepRuns}` : `no older than the newest ${keepRuns}`;
}

function reasonToRemove(run: StoredRun, { keepDays, keepRuns }: RetentionRule, now: string): string {
  const old = keepDays === undefined ? [] : [`${days(Math.floor(ageInDays(run, now)))} old`];
  const many = keepRuns === undefined ? [] : [`not one of the newest ${keepRuns}`];
  return [...old, ...many].join(', ');
}

function ageInDays({ startedAt }: StoredRun, now: string): number {
  return (Date.parse(now) - Date.parse(startedAt)) / DAY;
}

function days(count: number): string {
  return count === 1 ? '1 day' : `${count} days`;
}

/** A run whose start is not a time comes last, so that it never stands for a newer one. */
function newestFirst(a: StoredRun, b: StoredRun): number {
  const [first, second] = [instantOf(a), instantOf(b)];
  if (first !== second) return first < second ? 1 : -1;
  return a.runId < b.runId ? 1 : -1;
}

function instantOf({ startedAt }: StoredRun): number {
  const instant = Date.parse(startedAt);
  return Number.isNaN(instant) ? Number.NEGATIVE_INFINITY : instant;
}
