import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeFromOutside, filesBelow, type Outsider, readRun, runsIn } from './outsider.ts';

let outsider: Outsider;

beforeAll(async () => {
  outsider = await comeFromOutside({ subscriptions: 6, vms: 40 });
});
afterAll(() => outsider.leave());

async function audit(out: string, ...args: readonly string[]) {
  const ended = await outsider.run(['audit', '--out', out, '--format', 'csv', ...args]);
  expect(ended.stderr).not.toMatch(/warning/i);
  return ended;
}

function history(out: string): string[] {
  return filesBelow(join(outsider.path(out), 'history'));
}

test('every finished audit adds its night, and trend tells them', async () => {
  for (let night = 0; night < 3; night += 1) expect((await audit('nights')).code).toBe(0);
  const out = outsider.path('nights');
  const runs = runsIn(out);
  expect(runs).toHaveLength(3);
  const day = (runs[0] ?? '').slice(0, 10);
  const expected = ['subscriptions', 'vms'].flatMap((table) =>
    runs.map((run) => `${table}/run_date=${run.slice(0, 10)}/${run}.parquet`),
  );
  expect(history('nights')).toEqual(expected.toSorted());
  expect(filesBelow(join(out, runs[0] ?? '')).some((path) => path.endsWith('.parquet'))).toBe(false);

  const { stdout, code } = await outsider.run(['trend', '--out', 'nights', '--json', '--from', day]);
  expect(code).toBe(0);
  const trend = JSON.parse(stdout);
  const totals = runs.map((id) => JSON.parse(readFileSync(join(out, id, 'run.json'), 'utf8')).totals.vms);
  expect(trend.nights.map((night: { counts: unknown }) => night.counts)).toEqual(totals);
  expect(totals[0].total).toBeGreaterThan(30);

  const pruned = await outsider.run(['prune', '--out', 'nights', '--keep-runs', '1']);
  expect(pruned.code).toBe(0);
  expect(runsIn(out)).toHaveLength(1);
  expect(history('nights')).toEqual(expected.toSorted());
});

test('its rows are those of the run', async () => {
  await outsider.run(['audit', '--out', 'rows']);
  const out = outsider.path('rows');
  const [id = ''] = runsIn(out);
  const run = readRun(out, id);
  const path = join(out, 'history/vms', `run_date=${id.slice(0, 10)}`, `${id}.parquet`);
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(path) });
  expect(rows.map((row) => [row['resource_id'], row['verdict'], row['last_started']])).toEqual(
    run.vms.map((vm) => [
      vm.resourceId,
      vm.verdict,
      vm.lastStarted === null ? null : new Date(vm.lastStarted),
    ]),
  );
  expect(rows[0]).toMatchObject({ started_at: new Date(run.summary.startedAt), scope: 'all', demo: false });
});

test('demos add theirs, and say so', async () => {
  await outsider.run(['audit', '--demo', '--demo-subscriptions', '1', '--demo-vms', '2', '--out', 'demo']);
  expect(history('demo')).toHaveLength(2);
  const { stdout } = await outsider.run(['trend', '--out', 'demo']);
  expect(stdout).toMatch(/^1 night from .*\nthe demo tenant, scope: all;/);
});

describe('nothing is added', () => {
  test('with --no-history, by collect, and by assess', async () => {
    await audit('none', '--no-history');
    await outsider.run(['collect', '--out', 'none']);
    await outsider.run(['assess', '--out', 'none', '--from', 'latest']);
    expect(history('none')).toEqual([]);
    const { code, stderr } = await outsider.run(['trend', '--out', 'none']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/no history in none\n.*unless --no-history is given/);
  });

  test('by a run that could read nothing', async () => {
    const body = { error: { code: 'AuthorizationFailed', message: 'not for you' } };
    const stranger = await comeFromOutside({
      subscriptions: 2,
      vms: 4,
      onRequest: ({ subscription }) =>
        subscription === undefined ? undefined : { kind: 'answer', status: 403, body },
    });
    try {
      expect((await stranger.run(['audit', '--out', 'unread'])).code).toBe(3);
      const [id = ''] = runsIn(stranger.path('unread'));
      expect(filesBelow(stranger.path('unread', id))).toContain('run.json');
      expect(filesBelow(stranger.path('unread')).filter((path) => path.endsWith('.parquet'))).toEqual([]);
    } finally {
      await stranger.leave();
    }
  });
});

test('a history that cannot be written to is a warning, and the run stands', async () => {
  mkdirSync(outsider.path('blocked'));
  writeFileSync(outsider.path('blocked', 'history'), 'a file in its place');
  const { code, stderr } = await outsider.run(['audit', '--out', 'blocked']);
  expect(code).toBe(0);
  expect(stderr).toMatch(/cannot write .*history.*its rows stay in /);
  const [id = ''] = runsIn(outsider.path('blocked'));
  expect(filesBelow(outsider.path('blocked', id))).toContain('history-vms.parquet');
  expect(readFileSync(outsider.path('blocked', 'history'), 'utf8')).toBe('a file in its place');
});

test('a file of another version is refused by name, and left alone', async () => {
  await audit('versions');
  const [vms = ''] = history('versions').filter((path) => path.startsWith('vms'));
  const path = join(outsider.path('versions'), 'history', vms);
  writeFileSync(path, 'PAR1 of another kind');
  const { code, stderr, stdout } = await outsider.run(['trend', '--out', 'versions']);
  expect([code, stdout]).toEqual([3, '']);
  expect(stderr).toMatch(/the history cannot be told: nothing in it was changed\n.*cannot read .*\.parquet/);
  expect(readFileSync(path, 'utf8')).toBe('PAR1 of another kind');
});

test('trend without DuckDB names the package and another way', async () => {
  await audit('bare');
  const hook = outsider.write(
    'hook.mjs',
    `export async function resolve(name, context, next) {
      if (name.startsWith('@duckdb/')) throw new Error("Cannot find package '" + name + "'");
      return next(name, context);
    }`,
  );
  const register = outsider.write(
    'register.mjs',
    `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(hook).href)});`,
  );
  const { code, stderr } = await outsider.run(['trend', '--out', 'bare'], {
    env: { NODE_OPTIONS: `--import ${register}` },
  });
  expect(code).toBe(3);
  expect(stderr).toMatch(/optional package @duckdb\/node-api is not installed here/);
  expect(stderr).toMatch(/npm install @duckdb\/node-api.*any engine that reads Parquet/);
  expect(
    (await outsider.run(['audit', '--out', 'bare'], { env: { NODE_OPTIONS: `--import ${register}` } })).code,
  ).toBe(0);
  rmSync(register);
});
