import { revisionColumn, scopeText } from '../history/history-row.ts';
import { trendNight } from '../history/trend-points.ts';
import { seriesOf } from '../history/trend-series.ts';
import { NO_VERDICTS } from '../model/finding.ts';
import type { NightRecord } from '../model/night-table.ts';
import type { RevisionName } from '../model/revision.ts';
import type { Trend, TrendPoint } from '../model/trend.ts';
import { terminalStyle } from '../report/terminal-style.ts';
import { trendJson } from '../report/trend-json.ts';
import { trendText } from '../report/trend-text.ts';
import { openEngine } from '../store/parquet-engine.ts';
import { readNights } from '../store/parquet-nights.ts';
import { askTrend } from '../store/parquet-trend.ts';
import type { CommandEnvironment } from './command-environment.ts';
import { configure } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { ExitCode } from './exit-code.ts';
import type { Environment, RawOptions } from './options.ts';
import { RunError } from './run-error.ts';

export interface TrendRequest {
  readonly options: RawOptions;
  readonly variables: Environment;
}

/** So many nights have a line where no first day is named. */
const SHOWN = 30;
const MOST_PROBLEMS = 5;

const NOBODY: TrendPoint['counts'] = { total: 0, ...NO_VERDICTS };

/** The problem with an option that should be a calendar date. */
function dateProblems(name: string, text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const isDate =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
  return isDate ? [] : [`${name}: "${text}" is not a date such as 2026-11-01`];
}

/** The nights to tell: those of the series that the last one is of. Throws a RunError where there is none, or a file is refused. */
async function nightsToTell(out: string, { from, to }: RawOptions) {
  const { nights, problems } = await readNights(out, { from, to });
  if (problems.length > 0) {
    const more = problems.length - MOST_PROBLEMS;
    throw new RunError('the history cannot be told: nothing in it was changed', [
      ...problems.slice(0, MOST_PROBLEMS),
      ...(more > 0 ? [`and ${more} more files`] : []),
    ]);
  }
  const last = nights.at(-1);
  if (last === undefined) {
    const range = from === undefined && to === undefined ? '' : ' in this range of days';
    throw new RunError(`no history in ${out}${range}`, [
      'every audit that finishes adds a night to it, unless --no-history is given',
      'name the folder of runs with --out, or other days with --from and --to',
    ]);
  }
  const series = seriesOf(last.record);
  const told = nights.filter(({ record }) => seriesOf(record) === series);
  return { told, last: last.record, otherNights: nights.length - told.length };
}

/** The revision that the trend is told under: the named one, else that of the last night. */
function revisionOf({ options, variables }: TrendRequest, { cloud, policy }: NightRecord): RevisionName {
  return options.policy === undefined ? policy : configure(options, variables, { cloud }).revision;
}

async function trendOf(request: TrendRequest, out: string, signal: AbortSignal): Promise<Trend> {
  const { told, last, otherNights } = await nightsToTell(out, request.options);
  const policy = revisionOf(request, last);
  const engine = await openEngine(signal);
  try {
    const { counts, restarts, flapping } = await askTrend(engine, {
      nights: told,
      verdictColumn: revisionColumn('verdict', policy),
      statusColumn: revisionColumn('policy_status', policy),
    });
    const { cloud, demo, tenantIds, scope } = last;
    const nights = told.map(({ record }) => ({
      ...trendNight(record),
      counts: counts.get(record.runId) ?? NOBODY,
    }));
    return {
      policy,
      cloud,
      demo,
      tenantIds,
      scope: scopeText(scope),
      nights,
      restarts,
      flapping,
      otherNights,
    };
  } finally {
    await engine.close();
  }
}

/** Prints what many nights tell: verdicts over time, time to restart, subscriptions that flap. Writes nothing. */
export async function runTrend(request: TrendRequest, environment: CommandEnvironment): Promise<ExitCode> {
  const { options, variables } = request;
  const problems = [...dateProblems('--from', options.from), ...dateProblems('--to', options.to)];
  if (problems.length > 0) throw new ConfigurationError(problems);
  const { out } = configure(options, variables, {});
  const trend = await trendOf(request, out, environment.signal);
  if (options.json === true) {
    environment.print(trendJson(trend));
    return 0;
  }
  const shown = options.from === undefined ? SHOWN : trend.nights.length;
  environment.print(`${trendText(trend, shown, terminalStyle(environment.colour)).join('\n')}\n`);
  return 0;
}
