import { describe, expect, test } from 'vitest';
import { nightRecord } from '../../src/cli/night-record.ts';
import { trendPoints } from '../../src/history/trend-points.ts';
import { seriesOf } from '../../src/history/trend-series.ts';
import type { NightRecord } from '../../src/model/night-table.ts';
import type { TrendNight } from '../../src/model/trend.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import { trendDuration } from '../../src/report/trend-duration.ts';
import { TREND_STYLE } from '../../src/report/trend-style.ts';
import { trendSvg } from '../../src/report/trend-svg.ts';
import { runSummary } from './finding-builders.ts';

function point(day: number, direct: number, unread = 0): TrendNight {
  const startedAt = `2026-11-${String(day).padStart(2, '0')}T02:00:00Z`;
  const counts = {
    total: direct + 1500,
    direct,
    restart: 0,
    requestExemption: 0,
    relay: 1500,
    fixNetwork: 0,
    undetermined: 0,
  };
  return { runId: startedAt.replaceAll(':', '-'), startedAt, counts, unread };
}

const POINTS = [point(1, 0), point(2, 10), point(4, 5)];

describe('the chart over the nights', () => {
  const chart = trendSvg(POINTS);

  test('names every verdict, with its first and last number in words', () => {
    for (const verdict of VERDICTS) expect(chart).toContain(`aria-label="${verdict} from 2026-11-01`);
    expect(chart).toContain(
      '<title>direct from 2026-11-01 02:00 UTC to 2026-11-04 02:00 UTC: first 0, last 5, least 0, most 10</title>',
    );
    expect(chart.match(/role="img"/g)).toHaveLength(VERDICTS.length);
  });

  test('holds all numbers as a table, newest night first', () => {
    const rows = [...chart.matchAll(/<th scope="row">([^<]+)</g)].map(([, night]) => night);
    expect(rows).toEqual(['2026-11-04 02:00 UTC', '2026-11-02 02:00 UTC', '2026-11-01 02:00 UTC']);
    expect(chart).toContain('<td class="num">1,510</td><td class="num">10</td>');
  });

  test('says on how many nights VMs may be missing, and on which', () => {
    expect(chart).not.toContain('were not read');
    const unread = trendSvg([point(1, 0), point(2, 10, 3), point(4, 5)]);
    expect(unread).toContain('On 1 night some subscriptions were not read, or only in part');
    expect(unread).toMatch(/2026-11-02 02:00 UTC<\/th>.*<td class="num">3<\/td><\/tr>/);
  });

  test('draws time evenly and numbers from nothing up', () => {
    const line = /class="c-direct"[^>]*>.*?<path d="M([^"]+)"\/><\/svg>/s.exec(chart)?.[1];
    expect(line).toBe('3 31L334 3L997 17');
  });

  test('needs no script and nothing from elsewhere', () => {
    expect(chart).not.toMatch(/<script|href="(?!#)|src=|style=|url\(/);
    expect(TREND_STYLE).not.toMatch(/url\(|@import|</);
    for (const verdict of VERDICTS) expect(TREND_STYLE).toContain(`svg.c-${verdict}{`);
  });

  test('is left out where one night is all there is', () => {
    expect(trendSvg([])).toBe('');
    expect(trendSvg(POINTS.slice(0, 1))).toBe('');
  });

  test('shows times of nobody’s making as text', () => {
    const hostile = { ...point(2, 1), startedAt: '"><script>' };
    expect(trendSvg([point(1, 1), hostile])).not.toContain('<script>');
  });
});

describe('the points of the chart', () => {
  const TODAY = nightRecord(runSummary([], { runId: '2026-11-23T02-00-00Z' }));
  const night = (day: string, changes: Partial<NightRecord> = {}): NightRecord => {
    return { ...TODAY, runId: `${day}T02-00-00Z`, startedAt: `${day}T02:00:00Z`, ...changes };
  };

  test('are earlier nights of the same kind, and the run itself once', () => {
    const points = trendPoints(
      [
        night('2026-11-22'),
        night('2026-11-20', { demo: true }),
        night('2026-11-19', { policy: '2023-12' }),
        night('2026-11-18', { scope: { ...TODAY.scope, excluded: ['a'] } }),
        night('2026-11-17', { tenantIds: [] }),
        night('2026-11-16', { cloud: 'AzureChinaCloud' }),
        night('2026-11-15'),
        night('2026-11-25'),
        TODAY,
      ],
      TODAY,
    );
    expect(points.map(({ runId }) => runId.slice(0, 10))).toEqual(['2026-11-15', '2026-11-22', '2026-11-23']);
  });

  test('are not more than a quarter of a year', () => {
    const many = Array.from({ length: 300 }, (_, at) =>
      night(new Date(Date.UTC(2026, 0, 1 + at)).toISOString().slice(0, 10)),
    );
    expect(trendPoints(many, TODAY)).toHaveLength(90);
  });

  test('are of one series in whatever order and case IDs are named', () => {
    const scope = { subscriptions: ['A', 'b'], managementGroups: [], excluded: ['c', 'C'] };
    const same = { subscriptions: ['B', 'a'], managementGroups: [], excluded: ['c'] };
    expect(seriesOf({ ...TODAY, scope })).toBe(seriesOf({ ...TODAY, scope: same }));
    expect(seriesOf({ ...TODAY, scope })).not.toBe(seriesOf(TODAY));
  });
});

test.each([
  [null, '-'],
  [0, '0 h'],
  [5 * 3600, '5 h'],
  [47 * 3600, '47 h'],
  [48 * 3600, '2 d'],
  [5.5 * 86_400, '5.5 d'],
  [120.4 * 86_400, '120 d'],
])('a span of %s seconds is told as %s', (seconds, told) => {
  expect(trendDuration(seconds)).toBe(told);
});
