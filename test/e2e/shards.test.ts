import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shardOf } from '../../src/cli/shard.ts';
import type { RunSummary } from '../../src/model/run.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import { comeFromOutside, csvRowsOf, filesBelow, type Outsider, readRun, runsIn } from './outsider.ts';
import { editRun } from './past-runs.ts';

const COUNT = 3;
const SHARDS = [1, 2, 3] as const;
const EARLIER = '2026-01-01T00-00-00Z';

let outsider: Outsider;
let slow = 0;

beforeAll(async () => {
  outsider = await comeFromOutside({
    onRequest: ({ kind }) => (slow > 0 && kind !== 'sign-in' ? { kind: 'delay', ms: slow } : undefined),
  });
});
afterAll(() => outsider.leave());

function newestIn(out: string): string {
  return outsider.path(out, runsIn(outsider.path(out)).at(-1) ?? '');
}

function summaryIn(out: string): RunSummary {
  return JSON.parse(readFileSync(join(newestIn(out), 'run.json'), 'utf8'));
}

function audit(index: number, out: string, ...more: readonly string[]) {
  return outsider.run(['audit', '--shard', `${index}/${COUNT}`, '--out', out, ...more]);
}

/** A run that lies before all others: since when things are known, and changes, are told alike by all that come after it. */
async function earlierRun(...outs: readonly string[]): Promise<void> {
  await outsider.run(['audit', '--out', 'earlier', '--no-history']);
  const [id = ''] = runsIn(outsider.path('earlier'));
  const folder = outsider.path('earlier', id);
  editRun(folder, (run) => ({ ...run, runId: EARLIER }));
  for (const out of outs) cpSync(folder, outsider.path(out, EARLIER), { recursive: true });
}

/** The files that are there, so that it shows when something was written. */
function contentOf(...outs: readonly string[]): readonly string[] {
  return outs.flatMap((out) => filesBelow(outsider.path(out)).map((name) => `${out}/${name}`));
}

async function refused(args: readonly string[]): Promise<string> {
  const before = contentOf('merged', 's1', 's2', 's3');
  const { code, stderr, stdout } = await outsider.run(['report', ...args, '--out', 'merged']);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(contentOf('merged', 's1', 's2', 's3')).toEqual(before);
  return stderr;
}

/** A copy of shard 2's run in which its `run.json` says something else. */
function altered(name: string, change: (run: RunSummary) => object): string {
  const folder = outsider.path(name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(newestIn('s2'), folder, { recursive: true });
  editRun(folder, change);
  return folder;
}

describe('the shards of a tenant', () => {
  beforeAll(async () => {
    await earlierRun('whole', 'merged');
    await outsider.run(['audit', '--out', 'whole']);
    for (const index of SHARDS) await audit(index, `s${index}`);
  });

  test('share out its subscriptions, and each says that it is not the whole', async () => {
    const runs = SHARDS.map((index) => readRun(outsider.path(`s${index}`), summaryIn(`s${index}`).runId));
    const whole = csvRowsOf(join(newestIn('whole'), 'subscriptions.csv')).map(
      (row) => row['subscription_id'],
    );
    const parts = runs.map(({ subscriptions }) => subscriptions.map((one) => one.subscriptionId));
    expect(parts.flat().toSorted()).toEqual(whole);
    for (const [at, ids] of parts.entries()) {
      expect(ids.every((id) => shardOf(id as SubscriptionId, COUNT) === at + 1)).toBe(true);
      expect(runs[at]?.summary.scope).toMatchObject({ shard: { index: at + 1, count: COUNT } });
      expect(runs[at]?.summary.previousRunId).toBeNull();
    }
    const { code, stdout, stderr } = await audit(2, 'told', '--summary', outsider.path('told.md'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/shard 2 of 3: \d+ of these 84 subscriptions, not the whole tenant/);
    expect(stdout).toContain('Shard 2 of 3: only the subscriptions that fall on this shard, not the whole');
    const told = [outsider.path('told.md'), join(newestIn('told'), 'report.html')];
    for (const path of told) {
      expect(readFileSync(path, 'utf8')).toMatch(/Shard 2 of 3: .+ not the whole tenant/);
    }
    expect(filesBelow(outsider.path('told')).some((path) => path.startsWith('history/'))).toBe(false);
  });

  test('never call a route direct that leads through another shard', () => {
    const whole = new Map(
      csvRowsOf(join(newestIn('whole'), 'vms.csv')).map((row) => [row['resource_id'], row]),
    );
    const other = SHARDS.flatMap((index) => csvRowsOf(join(newestIn(`s${index}`), 'vms.csv'))).filter(
      (row) => {
        const of = whole.get(row['resource_id']);
        return row['verdict'] !== of?.['verdict'] || row['path'] !== of?.['path'];
      },
    );
    expect(other.length).toBeGreaterThan(30);
    const found = other.map(({ verdict, path }) => `${verdict} ${path}`);
    expect(found.filter((one) => !/^undetermined |^relay unknown$/.test(one))).toEqual([]);
  });

  test('are merged into what an unsharded run writes, byte by byte', async () => {
    const { code, stderr } = await outsider.run([
      ...['report', '--merge', newestIn('s3'), 's1', 's2', '--out', 'merged'],
    ]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    const [merged, whole] = [newestIn('merged'), newestIn('whole')];
    for (const name of ['vms.csv', 'subscriptions.csv', 'changes.csv'])
      expect(readFileSync(join(merged, name), 'utf8')).toBe(readFileSync(join(whole, name), 'utf8'));
    const [one, other] = [summaryIn('merged'), summaryIn('whole')];
    for (const key of [
      'scope',
      'totals',
      'coverage',
      'tenantIds',
      'optionalFacts',
      'senders',
      'changes',
    ] as const)
      expect(one[key], key).toEqual(other[key]);
    expect(one.previousRunId).toBe(other.previousRunId);
    expect(one.previousRunId).not.toBeNull();
    const shards = SHARDS.map((index) => summaryIn(`s${index}`));
    expect(one.requests.total).toBe(shards.reduce((sum, { requests }) => sum + requests.total, 0));
    expect(one.startedAt).toBe(shards[0]?.startedAt);
    expect(one.mergedFrom).toEqual(shards.map(({ runId }, at) => ({ shard: at + 1, runId })));
    const latest = JSON.parse(readFileSync(outsider.path('merged', 'latest.json'), 'utf8'));
    expect(latest.runId).toBe(one.runId);
    const history = filesBelow(outsider.path('merged', 'history'));
    expect(history.map((path) => path.replace(/.*\//, ''))).toEqual([
      `${one.runId}.parquet`,
      `${one.runId}.parquet`,
    ]);
  });

  test('are merged again into another run, and by the rules of the exit code', async () => {
    const before = runsIn(outsider.path('merged'));
    const merge = ['report', '--merge', 's1', 's2', 's3', '--out', 'merged', '--no-history'];
    expect((await outsider.run([...merge, '--allow-incomplete'])).code).toBe(0);
    expect((await outsider.run([...merge, '--fail-on', 'relay'])).code).toBe(1);
    expect(runsIn(outsider.path('merged')).length).toBe(before.length + 2);
  });

  test('cannot be merged where one is missing, twice there, no shard, unfinished or damaged', async () => {
    expect(await refused(['--merge', 's1', 's3'])).toContain(
      'shard 2 of 3 is missing: run audit (or collect) with --shard 2/3',
    );
    expect(await refused(['--merge', 's1', 's2', 's3', newestIn('s2')])).toMatch(
      /shard 2 of 3 is there twice: \S+s2\S+ and \S+s2/,
    );
    expect(await refused(['--merge', 's1', 's2', 's3', newestIn('whole')])).toMatch(
      /run \S+whole\S+ is no shard/,
    );
    expect(await refused(['--merge', 's1', 's3', 'nowhere'])).toContain('no run at nowhere');
    const damaged = altered('damaged', (run) => run);
    const facts = readdirSync(join(damaged, 'snapshot')).filter((name) => name.endsWith('.json.gz'));
    const [victim = ''] = facts.filter((name) => !name.startsWith('history'));
    writeFileSync(join(damaged, 'snapshot', victim), 'not gzip');
    expect(await refused(['--merge', 's1', 's3', damaged])).toMatch(/damaged\/snapshot\/\S+: it is damaged/);
    rmSync(join(damaged, 'snapshot', victim));
    expect(await refused(['--merge', 's1', 's3', damaged])).toMatch(
      /run \S+damaged is damaged: it tells of \d+ sub/,
    );
    const older = altered('older', (run) => ({ ...run, startedAt: '2026-01-01T00:00:00.000Z' }));
    expect(await refused(['--merge', 's1', 's3', older])).toMatch(
      /\S+ began [\d,]+ hours before \S+, and at most 12/,
    );
    const unlisted = altered('unlisted', (run) => run);
    rmSync(join(unlisted, 'snapshot', 'listing.json'));
    expect(await refused(['--merge', 's1', 's3', unlisted])).toMatch(
      /cannot read \S+unlisted\S+listing.json/,
    );
  });

  test.each<[string, (run: RunSummary) => object, RegExp]>([
    [
      'clouds',
      (run) => ({ ...run, cloud: 'AzureChinaCloud' }),
      /the cloud differs .+AzureCloud.+AzureChinaCloud/,
    ],
    [
      'exclusions',
      (run) => ({ ...run, scope: { ...run.scope, excluded: ['x'] } }),
      /--exclude-subscription differs/,
    ],
    [
      'groups',
      (run) => ({ ...run, scope: { ...run.scope, managementGroups: ['x'] } }),
      /--management-group differs/,
    ],
    [
      'scopes',
      (run) => ({ ...run, scope: { ...run.scope, subscriptions: ['x'] } }),
      /--subscription differs/,
    ],
    ['tags', (run) => ({ ...run, tags: ['owner'] }), /--tag differs .+none.+owner/],
    ['the demo', (run) => ({ ...run, demo: true }), /the demo differs/],
    [
      'policy',
      (run) => ({ ...run, policy: { ...run.policy, revision: '2023-12' } }),
      /--policy differs .+2020-11.+2023-12/,
    ],
    ['readers', (run) => ({ ...run, resourceGraph: { answered: 1, left: {} } }), /--inventory differs/],
    ['versions', (run) => ({ ...run, schemaVersion: 3 }), /schema version is 3/],
    ['derived', (run) => ({ ...run, derivedFrom: 'x' }), /was judged anew from run x/],
  ])('cannot be merged where they differ in %s', async (name, change, message) => {
    expect(await refused(['--merge', 's1', 's3', altered(`other-${name}`, change)])).toMatch(message);
  });

  test('cannot be merged where they are of other numbers, tenants or declarations', async () => {
    await outsider.run(['audit', '--shard', '2/4', '--out', 's2of4']);
    const stderr = await refused(['--merge', 's1', 's2of4', 's3']);
    expect(stderr).toMatch(/the number of shards differs between \S+s1\S+: 3 and \S+s2of4\S+: 4/);
    const tenant = altered('tenant', (run) => run);
    const listing = join(tenant, 'snapshot', 'listing.json');
    const other = JSON.parse(readFileSync(listing, 'utf8'));
    writeFileSync(listing, JSON.stringify({ ...other, homeTenant: '11111111-1111-4111-8111-111111111111' }));
    expect(await refused(['--merge', 's1', tenant, 's3'])).toMatch(/the tenant differs/);
    const declared = altered('declared', (run) => run);
    writeFileSync(join(declared, 'snapshot', 'declarations.yaml'), 'senders:\n  - name: mx-*\n');
    expect(await refused(['--merge', 's1', declared, 's3'])).toMatch(/--declarations differs between/);
  });

  test('are named by --merge, or one run by --from', async () => {
    expect(await refused([])).toContain('--from or --merge is missing');
    expect(await refused(['--merge', 's1', '--from', 'latest'])).toContain('--from and --merge: give either');
    expect(await refused(['--from', 'latest', '--fail-on', 'relay'])).toContain(
      '--fail-on goes with --merge only',
    );
    expect(await refused(['--merge', 's1', '--title', 'x'])).toContain('--title goes with --from only');
  });

  test('a subscription that another shard lists and its own did not see is unreadable, never missing', async () => {
    const unseen = altered('unseen', (run) => run);
    const path = join(unseen, 'snapshot', 'listing.json');
    const listing = JSON.parse(readFileSync(path, 'utf8'));
    const row = csvRowsOf(join(unseen, 'subscriptions.csv')).find(
      ({ coverage, state }) => coverage === 'complete' && state !== 'Disabled',
    );
    const id = row?.['subscription_id'] ?? '';
    const rest = listing.subscriptions.filter(
      (one: { subscription: { id: string } }) => one.subscription.id !== id,
    );
    writeFileSync(path, JSON.stringify({ ...listing, subscriptions: rest }));
    rmSync(join(unseen, 'snapshot', `${id}.json.gz`));
    editRun(unseen, (run) => {
      const { subscriptions } = run.totals;
      return {
        ...run,
        totals: {
          ...run.totals,
          subscriptions: { ...subscriptions, inScope: rest.length && subscriptions.inScope - 1 },
        },
      };
    });
    const { code } = await outsider.run(['report', '--merge', 's1', unseen, 's3', '--out', 'unseen-merged']);
    expect(code).toBe(2);
    const found = csvRowsOf(join(newestIn('unseen-merged'), 'subscriptions.csv')).find(
      (one) => one['subscription_id'] === id,
    );
    expect(found).toMatchObject({ name: row?.['name'], coverage: 'unreadable' });
    const gaps = summaryIn('unseen-merged').coverage.filter(({ subscriptionId }) => subscriptionId === id);
    expect(gaps).toEqual([expect.objectContaining({ required: true, code: 'NotCollected' })]);
  });

  test('what the run before knew, and no shard lists or asked for, is a gap of the tenant', async () => {
    const lost = '99999999-0000-4000-8000-000000000000';
    cpSync(outsider.path('merged', EARLIER), outsider.path('lost', EARLIER), { recursive: true });
    const snapshot = outsider.path('lost', EARLIER, 'snapshot');
    const [any = ''] = readdirSync(snapshot).filter((name) => /^[0-9a-f]{8}-/.test(name));
    cpSync(join(snapshot, any), join(snapshot, `${lost}.json.gz`));
    const { code } = await outsider.run(['report', '--merge', 's1', 's2', 's3', '--out', 'lost']);
    expect(code).toBe(2);
    const [gap] = summaryIn('lost').coverage;
    expect(gap).toMatchObject({
      subscriptionId: null,
      required: true,
      message: expect.stringContaining(lost),
    });
  });
});

test('a shard without subscriptions is a complete, empty run', async () => {
  const [id = ''] = csvRowsOf(join(newestIn('whole'), 'subscriptions.csv'))
    .filter(({ coverage }) => coverage === 'complete')
    .map((row) => row['subscription_id'] ?? '');
  const own = shardOf(id as SubscriptionId, COUNT);
  for (const index of SHARDS) {
    const { code, stderr } = await audit(index, `one-${index}`, '--subscription', id);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect(summaryIn(`one-${index}`).totals.subscriptions.inScope).toBe(index === own ? 1 : 0);
  }
  const { code } = await outsider.run(['report', '--merge', 'one-1', 'one-2', 'one-3', '--out', 'one']);
  expect(code).toBe(0);
  expect(summaryIn('one').scope).toEqual({ subscriptions: [id], managementGroups: [], excluded: [] });
});

test('a worker that is killed is missed, run again from where it was, and the whole is merged', async () => {
  slow = 15;
  const works = SHARDS.map((index) =>
    outsider.start([
      'collect',
      '--shard',
      `${index - 1}+1/${COUNT}`,
      '--out',
      `w${index - 1}`,
      '--concurrency',
      '2',
    ]),
  );
  const collected = () =>
    filesBelow(outsider.path('w1')).filter((path) => /partial.+\.json\.gz$/.test(path)).length;
  while (collected() < 3) await delay(5);
  works[1]?.child.kill('SIGKILL');
  const ends = await Promise.all(works.map(({ ended }) => ended));
  slow = 0;
  expect(ends.map(({ code }) => code)).toEqual([2, null, 2]);
  const merge = ['report', '--merge', 'w0', 'w1', 'w2', '--out', 'again'];
  const early = await outsider.run(merge);
  expect(early.code).toBe(3);
  expect(early.stderr).toMatch(
    /the newest run in \S+w1, \S+, is not finished: run the shard again with --resume/,
  );
  expect(early.stderr).toContain('shard 2 of 3 is missing: run audit (or collect) with --shard 2/3');
  expect(contentOf('again')).toEqual([]);

  const other = await outsider.run([
    'collect',
    '--shard',
    '3/3',
    '--out',
    'w1',
    '--resume',
    '--subscription',
    'x',
  ]);
  expect(other.code).toBe(3);
  const rerun = await outsider.run(['collect', '--shard', '2/3', '--out', 'w1', '--resume']);
  expect(rerun.stderr).toMatch(/going on with run \S+: \d+ subscriptions are collected already/);
  const { code } = await outsider.run(merge);
  expect(code).toBe(2);
  const ids = (out: string) =>
    csvRowsOf(join(newestIn(out), 'vms.csv')).map(
      (row) => `${row['resource_id']} ${row['verdict']} ${row['path']}`,
    );
  expect(ids('again')).toEqual(ids('whole'));
});

test('--resume does not go on with another shard', async () => {
  slow = 15;
  const { child, ended } = outsider.start([
    'collect',
    '--shard',
    '1/3',
    '--out',
    'mixed',
    '--concurrency',
    '1',
  ]);
  const collected = () =>
    filesBelow(outsider.path('mixed')).filter((path) => /\.json\.gz$/.test(path)).length;
  while (collected() < 1) await delay(5);
  child.kill('SIGKILL');
  await ended;
  slow = 0;
  const { stderr } = await outsider.run(['collect', '--shard', '2/3', '--out', 'mixed', '--resume']);
  expect(stderr).toContain('no unfinished run of this scope to go on with: a new one begins');
});

test.each(['0/4', '5/4', 'x', '1/0', '1.5/2'])('--shard %s is refused', async (text) => {
  const { code, stderr } = await outsider.run(['audit', '--shard', text, '--out', 'refused']);
  expect(code).toBe(3);
  expect(stderr).toContain(`--shard: "${text}" is not a shard I/N with I from 1 to N`);
});
