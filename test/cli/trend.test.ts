import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandEnvironment } from '../../src/cli/command-environment.ts';
import type { RawOptions } from '../../src/cli/options.ts';
import { createReporter } from '../../src/cli/reporter.ts';
import { runTrend } from '../../src/cli/trend.ts';
import { trendPointsOf } from '../../src/cli/trend-points.ts';
import type { Trend } from '../../src/model/trend.ts';
import { displayWidth } from '../../src/report/display-width.ts';
import { runSummary, subscriptionFinding, vmFinding } from '../report/finding-builders.ts';
import { addNight, HOSTILE, knownDays, LAST, writeKnownNights } from '../store/known-nights.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

async function trend(options: RawOptions): Promise<string> {
  const printed: string[] = [];
  const environment: CommandEnvironment = {
    reporter: createReporter({ log: 'text', quiet: true }, process.stderr, () => '2026-11-24T12:00:00Z'),
    print: (text) => printed.push(text),
    colour: false,
    cores: 1,
    now: () => '2026-11-24T12:00:00Z',
    signal: new AbortController().signal,
  };
  expect(await runTrend({ options, variables: {} }, environment)).toBe(0);
  return printed.join('');
}

async function asJson(options: RawOptions): Promise<Trend & { readonly limits: readonly string[] }> {
  return JSON.parse(await trend({ ...options, json: true }));
}

const DAY = 86_400;
let known: string;

beforeAll(async () => {
  known = mkdtempSync(join(tmpdir(), 'port25-audit-trend-'));
  await writeKnownNights(known);
});
afterAll(() => rmSync(known, { recursive: true, force: true }));

describe('trend', () => {
  test('in the terminal, in 80 columns', async () => {
    const text = await trend({ out: known });
    expect(Math.max(...text.split('\n').map(displayWidth))).toBeLessThanOrEqual(80);
    await expect(text).toMatchFileSnapshot('golden/trend.txt');
  });

  test('counts every night by verdict, oldest first', async () => {
    const { nights } = await asJson({ out: known });
    expect(nights.map(({ startedAt }) => startedAt.slice(0, 10))).toEqual(knownDays());
    expect(nights[0]?.counts).toEqual({
      total: 9,
      direct: 3,
      restart: 2,
      requestExemption: 3,
      relay: 1,
      fixNetwork: 0,
      undetermined: 0,
    });
    expect(nights.at(-1)?.counts).toMatchObject({ total: 8, direct: 5, restart: 1, relay: 2 });
  });

  test('tells how long restarts took, what waits, and what ended otherwise', async () => {
    const { restarts } = await asJson({ out: known });
    expect(restarts).toEqual([
      {
        subscriptionId: expect.any(String),
        subscriptionName: 'Contoso Mail',
        restarted: 2,
        median: 5.5 * DAY,
        worst: 8 * DAY,
        atLeast: 0,
        waiting: 1,
        longest: 18 * DAY,
        ended: 0,
      },
      {
        subscriptionId: expect.any(String),
        subscriptionName: 'Legacy',
        restarted: 1,
        median: 4 * DAY,
        worst: 4 * DAY,
        atLeast: 1,
        waiting: 0,
        longest: null,
        ended: 1,
      },
    ]);
  });

  test('names the subscriptions that flap, and no other', async () => {
    const { flapping } = await asJson({ out: known });
    const told = flapping.map(({ subscriptionId: _, ...rest }) => rest);
    expect(told).toEqual([
      { subscriptionName: 'Flapping network', statusReturns: 0, vms: 1, vmReturns: 3, example: 'swing' },
      { subscriptionName: 'Flapping status', statusReturns: 2, vms: 0, vmReturns: 0, example: null },
    ]);
  });

  test('keeps to the days that are named', async () => {
    const { nights, restarts } = await asJson({ out: known, from: '2026-11-08', to: '2026-11-12' });
    expect(nights.map(({ runId }) => runId.slice(0, 10))).toEqual([
      '2026-11-08',
      '2026-11-09',
      '2026-11-11',
      '2026-11-12',
    ]);
    expect(restarts[0]).toMatchObject({ restarted: 1, median: DAY, atLeast: 1 });
    const text = await trend({ out: known, from: '2026-10-16' });
    expect(text).not.toContain('not shown');
  });

  test('says what it cannot know', async () => {
    const { limits } = await asJson({ out: known });
    expect(limits.join('\n')).toMatch(/1 day between the first and the last night has no run/);
    expect(limits.join('\n')).toMatch(/On 1 night some subscriptions were not read/);
    expect(limits.join('\n')).toMatch(/1 VM waited for a restart on the first night already/);
  });

  test('never lets a name move the cursor', async () => {
    const out = await temporaryFolder();
    const name = `\u001B[31m${HOSTILE}`;
    for (const [day, verdict] of [
      ['2026-11-01', 'direct'],
      ['2026-11-02', 'fix-network'],
      ['2026-11-03', 'direct'],
      ['2026-11-04', 'fix-network'],
    ] as const) {
      const vms = [vmFinding({ name, subscriptionName: name, verdict, resourceGroup: 'rg' })];
      const found = [{ subscription: subscriptionFinding({ name }, vms), vms }];
      await addNight(out, found, { startedAt: `${day}T02:00:00Z` });
    }
    const text = await trend({ out });
    expect(text).toContain('DROP TABLE vms');
    for (const hidden of ['\u001B', '\u202E']) expect(text).not.toContain(hidden);
  });
});

describe('nights that do not belong together', () => {
  const vms = [vmFinding()];
  const found = [{ subscription: subscriptionFinding({}, vms), vms }];

  test('are told of the last one only, and counted', async () => {
    const out = await temporaryFolder();
    await addNight(out, found, { startedAt: '2026-11-01T02:00:00Z', demo: true });
    await addNight(out, found, {
      startedAt: '2026-11-02T02:00:00Z',
      scope: { subscriptions: ['a'], managementGroups: [], excluded: [] },
    });
    await addNight(out, found, { startedAt: '2026-11-03T02:00:00Z' });
    await addNight(out, found, { startedAt: '2026-11-03T12:00:00Z' });
    const { nights, otherNights, demo } = await asJson({ out });
    expect(nights.map(({ runId }) => runId)).toEqual(['2026-11-03T02-00-00Z', '2026-11-03T12-00-00Z']);
    expect([otherNights, demo]).toEqual([2, false]);
  });

  test('under different revisions are told under one', async () => {
    const out = await temporaryFolder();
    const verdicts = { ...vmFinding().verdicts, '2023-12': 'request-exemption' } as const;
    const other = [{ ...vmFinding({ verdicts }), policy: '2020-11', verdict: 'relay' } as const];
    const night = [{ subscription: subscriptionFinding({}, other), vms: other }];
    await addNight(out, night, { startedAt: '2026-11-03T02:00:00Z' });
    await addNight(out, night, {
      startedAt: '2026-11-04T02:00:00Z',
      policy: { revision: '2023-12', current: '2023-12' },
    });
    const last = await asJson({ out });
    expect(last.policy).toBe('2023-12');
    expect(last.nights.map(({ counts }) => counts.requestExemption)).toEqual([1, 1]);
    const named = await asJson({ out, policy: '2020-11' });
    expect(named.nights.map(({ counts }) => counts.relay)).toEqual([1, 1]);
  });
});

describe('a folder of runs', () => {
  test.each(["it's", 'with [brackets]', 'star * and ?'])('may be called %s', async (name) => {
    const out = join(await temporaryFolder(), name);
    cpSync(join(known, 'history'), join(out, 'history'), {
      recursive: true,
      filter: (path) => !path.includes('run_date=') || path.includes(`run_date=${LAST}`),
    });
    expect((await asJson({ out })).nights).toHaveLength(1);
  });

  test('without a history is told how to get one', async () => {
    await expect(trend({ out: await temporaryFolder() })).rejects.toMatchObject({
      message: expect.stringContaining('no history in'),
      advice: [expect.stringContaining('every audit that finishes adds a night'), expect.any(String)],
    });
    await expect(trend({ out: known, from: '2027-01-01' })).rejects.toThrow('in this range of days');
  });

  test.each(['2026-02-30', 'yesterday', '2026-11-1', '20261101'])('takes no day %s', async (day) => {
    await expect(trend({ out: known, from: day, to: day })).rejects.toMatchObject({
      problems: [expect.stringContaining(`--from: "${day}"`), expect.stringContaining('--to')],
    });
  });
});

describe("the report's chart", () => {
  const run = runSummary([], { runId: '2026-11-24T12-00-00Z', startedAt: '2026-11-24T12:00:00Z' });

  async function pointsOf(out: string, told = run) {
    const warnings: string[] = [];
    const points = await trendPointsOf(out, told, (message) => warnings.push(message));
    return { points, warnings };
  }

  test('has a point for every night of the history and one for the run', async () => {
    const { points, warnings } = await pointsOf(known);
    expect(points.map(({ startedAt }) => startedAt.slice(0, 10))).toEqual([...knownDays(), LAST]);
    expect(points[0]?.counts).toMatchObject({ total: 9, direct: 3, requestExemption: 3 });
    expect(points.filter(({ unread }) => unread > 0).map(({ runId }) => runId.slice(0, 10))).toEqual([
      '2026-11-18',
    ]);
    expect(warnings).toEqual([]);
  });

  test('ends with the run, whatever nights came after it', async () => {
    const earlier = { ...run, runId: '2026-11-05T12-00-00Z', startedAt: '2026-11-05T12:00:00Z' };
    const { points } = await pointsOf(known, earlier);
    expect(points.at(-1)?.runId).toBe(earlier.runId);
    expect(points).toHaveLength(knownDays().filter((day) => day <= '2026-11-05').length + 1);
  });

  test('is not drawn for a run that another was judged anew in', async () => {
    expect((await pointsOf(known, { ...run, derivedFrom: '2026-11-24T02-00-00Z' })).points).toEqual([]);
  });

  test('has the run alone where there is no history, or none that can be read', async () => {
    const out = await temporaryFolder();
    expect(await pointsOf(out)).toMatchObject({ points: [{ runId: run.runId }], warnings: [] });
    await mkdir(join(out, 'history'));
    await writeFile(join(out, 'history/subscriptions'), 'not a folder');
    const { points, warnings } = await pointsOf(out);
    expect(points).toHaveLength(1);
    expect(warnings).toEqual([
      expect.stringMatching(/^a night is missing in the report's chart: cannot read .*subscriptions/),
    ]);
  });

  test('leaves out files that are damaged or of another version, names them, and does not list hundreds', async () => {
    const out = await temporaryFolder();
    cpSync(join(known, 'history'), join(out, 'history'), { recursive: true });
    const path = (day: string) => join(out, `history/subscriptions/run_date=${day}/${day}T02-00-00Z.parquet`);
    await writeFile(path('2026-11-20'), 'damaged');
    const newer = readFileSync(path('2026-11-21'), 'latin1');
    const version = newer.lastIndexOf('port25_audit.schema_version');
    const digit = newer.indexOf('1', version + 'port25_audit.schema_version'.length);
    await writeFile(path('2026-11-21'), `${newer.slice(0, digit)}2${newer.slice(digit + 1)}`, 'latin1');
    const { points, warnings } = await pointsOf(out);
    expect(points).toHaveLength(knownDays().length + 1 - 2);
    expect(warnings).toEqual([
      expect.stringContaining(`cannot read ${path('2026-11-20')}: it is damaged`),
      expect.stringMatching(new RegExp(`cannot read ${path('2026-11-21')}: .*schema version is 2`)),
    ]);
    for (const day of knownDays()) await writeFile(path(day), 'damaged');
    const none = await pointsOf(out);
    expect(none.points).toHaveLength(1);
    expect(none.warnings).toHaveLength(4);
    expect(none.warnings.at(-1)).toMatch(/^36 more nights missing/);
  });
});
