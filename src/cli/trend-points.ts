import { trendPoints } from '../history/trend-points.ts';
import type { RunSummary } from '../model/run.ts';
import type { TrendNight } from '../model/trend.ts';
import { counted } from '../report/counted.ts';
import { readNights } from '../store/parquet-nights.ts';
import { nightRecord } from './night-record.ts';

/** So many files of the history are looked at: more than the chart has nights, since runs of other scopes may lie among them. */
const MOST = 400;
const MOST_WARNINGS = 3;

/**
 * The nights of the report's chart: what the history below `out` tells of earlier ones like this run, and the run itself at the end, or
 * nothing for a run that was derived from another. What cannot be read is told to `warn`, file by file, and passed over: the report is
 * written all the same.
 */
export async function trendPointsOf(
  out: string,
  run: RunSummary,
  warn: (message: string) => void,
): Promise<readonly TrendNight[]> {
  if (run.derivedFrom !== undefined) return [];
  const to = run.startedAt.slice(0, 'YYYY-MM-DD'.length);
  const { nights, problems } = await readNights(out, { to, most: MOST }).catch((cause: unknown) => {
    return { nights: [], problems: [cause instanceof Error ? cause.message : String(cause)] };
  });
  for (const problem of problems.slice(0, MOST_WARNINGS)) {
    warn(`a night is missing in the report's chart: ${problem}`);
  }
  if (problems.length > MOST_WARNINGS) {
    warn(
      `${counted(problems.length - MOST_WARNINGS, 'more night')} missing in the report's chart: port25-audit trend names the files`,
    );
  }
  return trendPoints(
    nights.map(({ record }) => record),
    nightRecord(run),
  );
}
