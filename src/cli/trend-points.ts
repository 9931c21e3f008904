import { trendPoints } from '../history/trend-points.ts';
import type { RunSummary } from '../model/run.ts';
import type { TrendPoint } from '../model/trend.ts';
import { readNights } from '../store/parquet-nights.ts';
import { nightRecord } from './night-record.ts';

/** More days than the report's chart has nights, in which runs may be missing. */
const DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * The points of the report's chart over the nights: what the history below `out` tells of earlier nights like this run, and the run
 * itself at the end. Files that cannot be read are passed over, and a history that is not there gives the run alone: the report is
 * written all the same.
 */
export async function trendPointsOf(out: string, run: RunSummary): Promise<readonly TrendPoint[]> {
  const to = run.startedAt.slice(0, 'YYYY-MM-DD'.length);
  const from = new Date(Date.parse(`${to}T00:00:00Z`) - DAYS * DAY_MS).toISOString().slice(0, to.length);
  const nights = await readNights(out, { from, to }).then(
    (found) => found.nights,
    () => [],
  );
  return trendPoints(
    nights.map(({ record }) => record),
    nightRecord(run),
  );
}
