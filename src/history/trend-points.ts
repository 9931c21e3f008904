import type { NightRecord } from '../model/night-table.ts';
import type { TrendNight } from '../model/trend.ts';
import { seriesOf } from './trend-series.ts';

/** So many nights are drawn. */
const NIGHTS = 90;

/** What a night's record tells for the chart: the verdicts are those of its own revision. */
export function trendNight({ runId, startedAt, totals }: NightRecord): TrendNight {
  const { partial, unreadable } = totals.subscriptions;
  return { runId, startedAt, counts: totals.vms, unread: partial + unreadable };
}

/**
 * The points of the report's chart: the last {@link NIGHTS} nights up to the run itself, oldest first. Only nights of the same cloud,
 * tenants, scope and revision are points: others would rise and fall for reasons of their own. `nights` are those of the history, in
 * any order; the run itself may be among them or not.
 */
export function trendPoints(nights: readonly NightRecord[], run: NightRecord): readonly TrendNight[] {
  const series = seriesOf(run);
  const earlier = nights.filter(
    (night) => night.runId < run.runId && night.policy === run.policy && seriesOf(night) === series,
  );
  return [...earlier.toSorted((a, b) => (a.runId < b.runId ? -1 : 1)), run].slice(-NIGHTS).map(trendNight);
}
