import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeFromOutside, filesBelow, type Outsider, readRun, runsIn } from './outsider.ts';
import { editMemory, editRun, halve } from './past-runs.ts';

const DAY_MS = 86_400_000;

let outsider: Outsider;
let scope: readonly string[];
let pattern: string;

beforeAll(async () => {
  outsider = await comeFromOutside();
  const wanted = [...outsider.simulator.tenant.subscriptions()].find(({ key }) => key === 'mpn');
  scope = ['--subscription', wanted?.id ?? '', '--format', 'json'];
  await outsider.run(['audit', '--out', 'pattern', ...scope]);
  pattern = outsider.path('pattern', runsIn(outsider.path('pattern'))[0] ?? '');
});
afterAll(() => outsider.leave());

function idOf(startedAt: string): string {
  return `${startedAt.slice(0, 19).replaceAll(':', '-')}Z`;
}

interface Past {
  readonly daysAgo: number;
  readonly partial?: true;
}

/** A run of so many days ago, like the pattern; returns its ID. */
function pastRun(out: string, { daysAgo, partial }: Past): string {
  const startedAt = new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  const runId = idOf(startedAt);
  cpSync(pattern, join(out, runId), { recursive: true });
  editRun(join(out, runId), (run) => {
    const { subscriptions } = run.totals;
    const totals = partial
      ? { ...run.totals, subscriptions: { ...subscriptions, complete: 0, partial: 1 } }
      : run.totals;
    return { ...run, runId, startedAt, totals };
  });
  editMemory(join(out, runId), ([head = '', ...lines]) => [
    JSON.stringify({ ...JSON.parse(head), runId, startedAt }),
    ...lines,
  ]);
  return runId;
}

/** A folder of runs by their age in days; the first is named by `latest.json`. */
function runsOf(
  name: string,
  runs: readonly Past[],
): { readonly out: string; readonly ids: readonly string[] } {
  const out = outsider.path(name);
  mkdirSync(out);
  const ids = runs.map((run) => pastRun(out, run));
  writeFileSync(join(out, 'latest.json'), JSON.stringify({ runId: ids[0], path: ids[0] }));
  return { out, ids };
}

const AGES = [{ daysAgo: 1 }, { daysAgo: 2 }, { daysAgo: 20 }, { daysAgo: 100 }];

function prune(out: string, ...args: readonly string[]) {
  return outsider.run(['prune', '--out', out, ...args]);
}

describe.concurrent('prune', () => {
  test.each([
    { args: ['--keep', '30d'], kept: [0, 1, 2] },
    { args: ['--keep-runs', '2'], kept: [0, 1] },
    { args: ['--keep', '3d', '--keep-runs', '3'], kept: [0, 1, 2] },
    { args: ['--keep-runs', '1'], kept: [0] },
    { args: ['--keep', '36500d'], kept: [0, 1, 2, 3] },
  ])('$args keeps what it says, tells why, and a dry run only tells', async ({ args, kept }) => {
    const { out, ids } = runsOf(`plain${args.join('')}`, AGES);
    const before = filesBelow(out);
    const dry = await prune(out, ...args, '--dry-run');
    expect({ code: dry.code, stderr: dry.stderr }).toEqual({ code: 0, stderr: '' });
    expect(filesBelow(out)).toEqual(before);
    const plan = ids.map((id, at) => `${kept.includes(at) ? 'keep  ' : 'remove'} ${id}  `);
    expect(
      dry.stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => line.slice(0, plan[0]?.length)),
    ).toEqual(plan);
    for (const line of dry.stdout.split('\n').slice(0, -1)) expect(line).toMatch(/ {2}\S.+$/);
    const done = await prune(out, ...args);
    expect(done).toMatchObject({ code: 0, stdout: dry.stdout, stderr: '' });
    expect(runsIn(out)).toEqual(kept.map((at) => ids[at]).toSorted());
    expect(readdirSync(out).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('never removes the newest complete run, however old it is, nor the latest', async () => {
    const { out, ids } = runsOf('incomplete', [
      { daysAgo: 40, partial: true },
      { daysAgo: 50, partial: true },
      { daysAgo: 60 },
      { daysAgo: 70 },
    ]);
    for (const args of [
      ['--keep', '1d'],
      ['--keep-runs', '1'],
      ['--keep', '1d', '--keep-runs', '1'],
    ]) {
      expect((await prune(out, ...args)).code).toBe(0);
      expect(runsIn(out)).toEqual([ids[2], ids[0]]);
    }
    const again = await prune(out, '--keep', '1d', '--dry-run');
    expect(again.stdout).toBe(
      `keep   ${ids[0]}  latest.json names it\nkeep   ${ids[2]}  the newest complete run\n`,
    );
  });

  test('leaves alone what is no run, what is damaged, and what a link leads to', async () => {
    const { out, ids } = runsOf('mixed', AGES);
    const elsewhere = runsOf('elsewhere', [{ daysAgo: 200 }]);
    halve(join(out, ids[3] ?? '', 'run.json'));
    mkdirSync(join(out, 'backup', 'deep'), { recursive: true });
    writeFileSync(join(out, 'backup', 'deep', 'kept.txt'), 'mine');
    symlinkSync(join(elsewhere.out, elsewhere.ids[0] ?? ''), join(out, elsewhere.ids[0] ?? ''));
    const { code } = await prune(out, '--keep-runs', '1');
    expect(code).toBe(0);
    expect(runsIn(out)).toEqual([elsewhere.ids[0], ids[3], ids[0], 'backup'].toSorted());
    expect(existsSync(join(out, 'backup', 'deep', 'kept.txt'))).toBe(true);
    expect(filesBelow(elsewhere.out).length).toBeGreaterThan(3);
  });

  test.each([
    { args: [], tells: /--keep or --keep-runs: one of them is needed/ },
    { args: ['--keep', '0d'], tells: /--keep: "0d" is not a number of days/ },
    { args: ['--keep', '30'], tells: /--keep: "30" is not a number of days from 1 .* such as 30d/ },
    { args: ['--keep', '-1d'], tells: /--keep/ },
    { args: ['--keep-runs', '0'], tells: /--keep-runs: "0" is not a whole number from 1/ },
    { args: ['--keep-runs', 'all'], tells: /--keep-runs: "all"/ },
  ])('refuses $args and removes nothing', async ({ args, tells }) => {
    const name = `refused${args.join('')}`;
    const { out, ids } = runsOf(name, AGES.slice(0, 2));
    const { code, stdout, stderr } = await prune(out, ...args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(tells);
    expect(runsIn(out)).toEqual(ids.toSorted());
  });

  test('says so where there are no runs', async () => {
    expect(await prune('nowhere', '--keep', '1d')).toMatchObject({ code: 0, stdout: 'no runs in nowhere\n' });
    expect(existsSync(outsider.path('nowhere'))).toBe(false);
  });
});

test('an audit with --keep-runs removes old runs once it is finished, and compares with the newest before', async () => {
  const { out, ids } = runsOf('after-audit', AGES);
  const { code, stderr } = await outsider.run(['audit', '--out', out, ...scope], {
    env: { PORT25_KEEP_RUNS: '2' },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringMatching(/warning/) });
  const [before, run = ''] = runsIn(out);
  expect(before).toBe(ids[0]);
  expect(readRun(out, run).summary.previousRunId).toBe(ids[0]);
  expect(JSON.parse(readFileSync(join(out, 'latest.json'), 'utf8')).runId).toBe(run);
});
