import * as z from 'zod';
import { COUNT_OF_VERDICT } from '../model/finding.ts';
import type { Flapping, RestartTimes, TrendPoint } from '../model/trend.ts';
import { VERDICTS } from '../model/verdict.ts';
import { type Engine, quoted } from './parquet-engine.ts';
import type { StoredNight } from './parquet-nights.ts';
import { StoreError } from './store-error.ts';

/** What is asked of many nights, under one revision: the columns that hold what the VMs and subscriptions are under it. */
export interface TrendQuestion {
  readonly nights: readonly StoredNight[];
  readonly verdictColumn: string;
  readonly statusColumn: string;
}

export interface TrendAnswer {
  /** By the run's ID. */
  readonly counts: ReadonlyMap<string, TrendPoint['counts']>;
  readonly restarts: readonly RestartTimes[];
  readonly flapping: readonly Flapping[];
}

/** Both tables as views, older files filled up with NULL where they lack a column. */
function views(nights: readonly StoredNight[]): readonly string[] {
  const table = (name: 'vms' | 'subscriptions') => {
    const files = nights.map((night) => quoted(night[name])).join(', ');
    return `CREATE VIEW ${name} AS SELECT * FROM read_parquet([${files}], union_by_name = true, hive_partitioning = true)`;
  };
  return [table('vms'), table('subscriptions')];
}

/**
 * The nights of those VMs whose verdict ever moved or was `restart`; all others have nothing to tell, and they are most of them. A
 * verdict that is not known is passed over: a night on which something could not be read is no change.
 */
function moved(verdict: string): string {
  return `CREATE TEMP TABLE moved AS
WITH known AS (
  SELECT lower(resource_id) AS machine, subscription_id, name, started_at, ${verdict} AS verdict
  FROM vms WHERE ${verdict} <> 'undetermined'
), movers AS (
  SELECT machine FROM known GROUP BY machine
  HAVING min(verdict) <> max(verdict) OR min(verdict) = 'restart'
)
SELECT * FROM known SEMI JOIN movers USING (machine)`;
}

const NAMES = `CREATE TEMP TABLE names AS
SELECT subscription_id, arg_max(name, started_at) AS subscription_name,
  max(started_at) FILTER (coverage IN ('complete', 'partial')) AS last_read,
  max(started_at) AS last_listed, arg_max(coverage, started_at) IN ('disabled', 'excluded') AS left_alone
FROM subscriptions GROUP BY subscription_id`;

function counts(verdict: string): string {
  const each = VERDICTS.map(
    (name) => `count(*) FILTER (${verdict} = ${quoted(name)})::INTEGER AS "${COUNT_OF_VERDICT[name]}"`,
  );
  return `SELECT run_id, count(${verdict})::INTEGER AS total, ${each.join(', ')} FROM vms GROUP BY run_id`;
}

/**
 * From the first night with `restart` to the next verdict that says what became of it. `fix-network` in between says nothing of the
 * platform's permission. A VM that is not there any more, although its subscription was read, has gone.
 */
const RESTARTS = `
WITH known AS (
  SELECT *, lag(verdict) OVER (PARTITION BY machine ORDER BY started_at) AS before
  FROM moved WHERE verdict <> 'fix-network'
), steps AS (
  SELECT *, lead(verdict) OVER later AS became, lead(started_at) OVER later AS became_at
  FROM known WHERE verdict IS DISTINCT FROM before
  WINDOW later AS (PARTITION BY machine ORDER BY started_at)
), nights AS (
  SELECT min(started_at) AS first_night, max(started_at) AS last_night FROM subscriptions
), present AS (
  SELECT lower(resource_id) AS machine, max(started_at) AS last_seen FROM vms
  WHERE lower(resource_id) IN (SELECT machine FROM moved) GROUP BY 1
), waits AS (
  SELECT subscription_id, subscription_name, steps.started_at = first_night AS from_first,
    became = 'direct' AS restarted,
    became IS NULL AND NOT left_alone AND last_listed = last_night AND last_seen >= last_read AS waiting,
    epoch(CASE WHEN became IS NULL THEN last_night ELSE became_at END - steps.started_at) AS seconds
  FROM steps JOIN names USING (subscription_id) JOIN present USING (machine) CROSS JOIN nights
  WHERE verdict = 'restart'
)
SELECT subscription_id, subscription_name,
  count(*) FILTER (restarted)::INTEGER AS restarted,
  median(seconds) FILTER (restarted) AS median,
  max(seconds) FILTER (restarted) AS worst,
  count(*) FILTER (restarted AND from_first)::INTEGER AS at_least,
  count(*) FILTER (waiting)::INTEGER AS waiting,
  max(seconds) FILTER (waiting) AS longest,
  count(*) FILTER (NOT waiting AND restarted IS NOT TRUE)::INTEGER AS ended
FROM waits GROUP BY ALL
ORDER BY waiting DESC, longest DESC NULLS LAST, worst DESC NULLS LAST, subscription_id`;

/** A return is a change to the value that stood before the last change: `a b a` is one, `a b a b` are two. */
function flapping(status: string): string {
  return `
WITH vm_changes AS (
  SELECT *, lag(verdict) OVER (PARTITION BY machine ORDER BY started_at) AS before FROM moved
), vm_steps AS (
  SELECT *, lag(verdict, 2) OVER (PARTITION BY machine ORDER BY started_at) AS earlier
  FROM vm_changes WHERE verdict IS DISTINCT FROM before
), vm_returns AS (
  SELECT subscription_id, machine, arg_max(name, started_at) AS name, count(*) FILTER (verdict = earlier) AS returns
  FROM vm_steps GROUP BY subscription_id, machine HAVING returns >= 2
), by_vms AS (
  SELECT subscription_id, count(*)::INTEGER AS vms, max(returns)::INTEGER AS vm_returns,
    arg_max(name, (returns, machine)) AS example
  FROM vm_returns GROUP BY subscription_id
), status_changes AS (
  SELECT subscription_id, started_at, ${status} AS status,
    lag(${status}) OVER (PARTITION BY subscription_id ORDER BY started_at) AS before
  FROM subscriptions WHERE ${status} <> 'undetermined'
), status_steps AS (
  SELECT *, lag(status, 2) OVER (PARTITION BY subscription_id ORDER BY started_at) AS earlier
  FROM status_changes WHERE status IS DISTINCT FROM before
), by_status AS (
  SELECT subscription_id, count(*) FILTER (status = earlier)::INTEGER AS status_returns
  FROM status_steps GROUP BY subscription_id HAVING status_returns >= 2
)
SELECT subscription_id, subscription_name, coalesce(status_returns, 0) AS status_returns,
  coalesce(vms, 0) AS vms, coalesce(vm_returns, 0) AS vm_returns, example
FROM by_vms FULL JOIN by_status USING (subscription_id) JOIN names USING (subscription_id)
ORDER BY vms DESC, status_returns DESC, subscription_id`;
}

const countsSchema = z.object({
  run_id: z.string(),
  total: z.number(),
  direct: z.number(),
  restart: z.number(),
  requestExemption: z.number(),
  relay: z.number(),
  fixNetwork: z.number(),
  undetermined: z.number(),
});

const subscriptionSchema = z.object({ subscription_id: z.string(), subscription_name: z.string() });

const restartSchema = subscriptionSchema.extend({
  restarted: z.number(),
  median: z.number().nullable(),
  worst: z.number().nullable(),
  at_least: z.number(),
  waiting: z.number(),
  longest: z.number().nullable(),
  ended: z.number(),
});

const flappingSchema = subscriptionSchema.extend({
  status_returns: z.number(),
  vms: z.number(),
  vm_returns: z.number(),
  example: z.string().nullable(),
});

function subscriptionOf(row: z.output<typeof subscriptionSchema>) {
  return { subscriptionId: row.subscription_id, subscriptionName: row.subscription_name };
}

async function answered<S extends z.ZodType>(engine: Engine, sql: string, row: S): Promise<z.output<S>[]> {
  return z.array(row).parse(await engine.rows(sql)) as z.output<S>[];
}

/** Asks the Parquet files of many nights. Throws a StoreError where the engine cannot read them. */
export async function askTrend(engine: Engine, question: TrendQuestion): Promise<TrendAnswer> {
  const { nights, verdictColumn, statusColumn } = question;
  try {
    for (const sql of [...views(nights), moved(verdictColumn), NAMES]) await engine.run(sql);
    const counted = await answered(engine, counts(verdictColumn), countsSchema);
    const restarts = await answered(engine, RESTARTS, restartSchema);
    const flaps = await answered(engine, flapping(statusColumn), flappingSchema);
    return {
      counts: new Map(counted.map(({ run_id, ...rest }) => [run_id, rest])),
      restarts: restarts.map((row) => {
        const { restarted, median, worst, at_least: atLeast, waiting, longest, ended } = row;
        return { ...subscriptionOf(row), restarted, median, worst, atLeast, waiting, longest, ended };
      }),
      flapping: flaps.map((row) => ({
        ...subscriptionOf(row),
        statusReturns: row.status_returns,
        vms: row.vms,
        vmReturns: row.vm_returns,
        example: row.example,
      })),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new StoreError(`the history could not be queried: ${reason}`, { cause });
  }
}
