import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Azurite, blobsIn, type SasWish, startAzurite } from '../azure/blob-azurite.ts';
import { type Gate, type GateRequest, openGate } from '../azure/blob-gate.ts';
import { comeFromOutside, type Ended, filesBelow, type Outsider, readRun, runsIn } from './outsider.ts';
import { smallTenant } from './small-tenant.ts';

let azurite: Azurite;
let gate: Gate;
let outsider: Outsider;

beforeAll(async () => {
  azurite = await startAzurite();
  gate = await openGate(azurite.origin);
  outsider = await comeFromOutside({ changes: smallTenant(['moved-in', 'campaigns']).changes });
});
afterAll(async () => {
  await outsider.leave();
  await gate.close();
  await azurite.stop();
});
afterEach(() => {
  gate.decide(() => 'pass');
  gate.forget();
});

let made = 0;

function newName(): string {
  made += 1;
  return `nights-${made}`;
}

/** A container on the way to which the gate stands, and the variable that names it. */
async function newContainer(access?: 'container') {
  const owner = await azurite.make(newName(), access);
  return { owner, env: publishTo(owner.containerName) };
}

function publishTo(name: string, wish: SasWish = {}) {
  return { PORT25_PUBLISH: `${gate.origin}${azurite.path(name, wish)}` };
}

function secretOf({ PORT25_PUBLISH }: { readonly PORT25_PUBLISH: string }): readonly string[] {
  const { search, searchParams } = new URL(PORT25_PUBLISH);
  const signature = searchParams.get('sig') ?? '';
  return [search.slice(1), signature, encodeURIComponent(signature)];
}

const AUDIT = ['audit', '--allow-incomplete', '--format', 'csv,json,html'] as const;

/** A job without a disk: its folder of runs is empty. */
function audit(
  who: Outsider,
  env: Readonly<Record<string, string>>,
  more: readonly string[] = [],
): Promise<Ended> {
  return who.run([...AUDIT, ...more], { env });
}

/** The files that a night adds to the history, in the order of their names; they are uploaded in the other one. */
function historyOf(runId: string): readonly string[] {
  return ['subscriptions', 'vms'].map(
    (table) => `history/${table}/run_date=${runId.slice(0, 10)}/${runId}.parquet`,
  );
}

function historyBelow(who: Outsider): readonly string[] {
  return filesBelow(who.path('reports', 'history')).map((name) => `history/${name}`);
}

function newestIn(who: Outsider) {
  const out = who.path('reports');
  return readRun(out, runsIn(out).at(-1) ?? '');
}

async function latestOf(owner: ContainerClient): Promise<string | undefined> {
  const blob = owner.getBlobClient('latest.json');
  if (!(await blob.exists())) return undefined;
  return JSON.parse((await blob.downloadToBuffer()).toString('utf8')).runId;
}

/** Every blob with its content, to be compared. */
async function contentsOf(owner: ContainerClient): Promise<readonly string[]> {
  return [...(await blobsIn(owner))].map(([name, content]) => `${name} ${content.toString('base64')}`);
}

function written(requests: readonly GateRequest[]): readonly string[] {
  return requests.filter(({ method }) => method === 'PUT').map(({ name }) => name);
}

interface Night {
  readonly who: Outsider;
  readonly runId: string;
  readonly folder: string;
}

let firstNight: Promise<Night> | undefined;

async function auditedOnce(): Promise<Night> {
  const who = outsider.neighbour();
  await audit(who, {});
  const { id: runId, folder } = newestIn(who);
  return { who, runId, folder };
}

/** A night on disk in a folder of its own; the tenant is read for the first one only. */
async function nightOnDisk(): Promise<Night> {
  firstNight ??= auditedOnce();
  const { runId, who: auditor } = await firstNight;
  const who = outsider.neighbour();
  cpSync(auditor.path('reports'), who.path('reports'), { recursive: true });
  return { who, runId, folder: who.path('reports', runId) };
}

/** A container in which that night is published. */
async function publishedNight() {
  const { owner, env } = await newContainer();
  const { who, runId } = await nightOnDisk();
  expect((await who.run(['publish', '--from', runId], { env })).code).toBe(0);
  gate.forget();
  return { owner, env, runId };
}

describe('a job without a disk', () => {
  test('publishes its run whole and compares the next one with it, as if it had been on disk', async () => {
    const { owner, env } = await newContainer();
    const first = outsider.neighbour();
    const ended = await first.run([...AUDIT], { env: { ...env, AZURE_LOG_LEVEL: 'verbose' } });
    expect(ended.code).toBe(0);
    const night = newestIn(first);
    const blobs = await blobsIn(owner);
    const names = filesBelow(night.folder).map((name) => `${night.id}/${name}`);
    const rows = historyBelow(first);
    expect(rows).toEqual(historyOf(night.id));
    expect([...blobs.keys()]).toEqual(
      [...names, ...rows, `${night.id}/manifest.json`, 'latest.json'].toSorted(),
    );
    for (const name of [...names, ...rows]) {
      expect(blobs.get(name)?.equals(readFileSync(first.path('reports', name)))).toBe(true);
    }
    expect(names.some((name) => name.endsWith('/snapshot/history.ndjson.gz'))).toBe(true);
    expect(written(gate.requests).slice(-4)).toEqual([
      ...rows.toReversed(),
      `${night.id}/manifest.json`,
      'latest.json',
    ]);
    expect(new Set(gate.requests.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD', 'PUT']));
    expect(
      gate.requests.filter(({ method, query }) => method === 'PUT' && /restype|comp=acl/.test(query)),
    ).toEqual([]);
    const report = await owner.getBlobClient(`${night.id}/report.html`).getProperties();
    expect(report).toMatchObject({ contentType: 'text/html; charset=utf-8', cacheControl: 'no-store' });
    expect((await owner.getProperties()).blobPublicAccess).toBeUndefined();

    for (const secret of secretOf(env)) {
      expect(`${ended.stdout}${ended.stderr}`).not.toContain(secret);
      for (const content of blobs.values()) expect(content.includes(secret)).toBe(false);
    }

    outsider.simulator.change(
      { kind: 'access-lost', subscription: 'moved-in' },
      { kind: 'machine-deleted', subscription: 'campaigns', machine: 'vm-blast-02-02' },
    );
    const second = outsider.neighbour();
    expect((await audit(second, env)).code).toBe(0);
    expect((await audit(first, {})).code).toBe(0);
    const without = newestIn(second);
    const withDisk = newestIn(first);
    expect(without.summary.previousRunId).toBe(night.id);
    for (const name of ['changes.csv', 'vms.csv', 'subscriptions.csv']) {
      expect(readFileSync(join(without.folder, name), 'utf8')).toBe(
        readFileSync(join(withDisk.folder, name), 'utf8'),
      );
    }
    expect(without.summary.changes?.gone).toBe(1);
    const lost = without.subscriptions.filter(({ state }) => state === 'NotVisible');
    expect(lost.map(({ coverage }) => coverage)).toEqual(['unreadable']);
    expect(lost[0]?.name).not.toBe(lost[0]?.subscriptionId);
    expect(runsIn(second.path('reports'))).toEqual([without.id]);
    expect(
      readdirSync(second.path('reports'))
        .toSorted()
        .filter((name) => name.startsWith('.')),
    ).toEqual([]);
    expect(filesBelow(without.folder).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(await latestOf(owner)).toBe(without.id);
  });

  test('does not compare with a run of another scope, and says so', async () => {
    const { env } = await publishedNight();
    const second = outsider.neighbour();
    await audit(second, env, ['--exclude-subscription', '00000000-0000-0000-0000-000000000001']);
    const { summary } = newestIn(second);
    expect(summary.previousRunId).toBeNull();
    expect(summary.warnings.join('\n')).toMatch(
      /the published run \S+ is not compared with: it is of another scope/,
    );
  });

  test('says that the run before is not whole any more, and goes on without', async () => {
    const { owner, env, runId } = await publishedNight();
    await owner.getBlobClient(`${runId}/snapshot/history.ndjson.gz`).delete();
    const second = outsider.neighbour();
    const { code, stderr } = await audit(second, env);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /nothing to compare with: the published run \S+: its snapshot\/history.ndjson.gz is not there/,
    );
    expect(newestIn(second).summary.previousRunId).toBeNull();
  });
});

describe('a run that is uploaded in several attempts', () => {
  test('is gone on with after a kill: nothing is sent twice, and latest.json names the old run until the end', async () => {
    const { owner, env } = await newContainer();
    const { who, runId, folder } = await nightOnDisk();
    const old = '2026-01-01T00-00-00Z';
    await owner.getBlockBlobClient('latest.json').upload(JSON.stringify({ runId: old }), 32);

    let puts = 0;
    gate.decide(({ method }) => {
      if (method === 'PUT') puts += 1;
      return puts > 12 ? 'hold' : 'pass';
    });
    const first = who.start(['publish', '--from', runId], { env });
    while (puts <= 12) await new Promise((resolve) => setTimeout(resolve, 10));
    first.child.kill('SIGKILL');
    await first.ended;
    const half = [...(await blobsIn(owner)).keys()];
    expect(half.length).toBeGreaterThan(5);
    expect(half).not.toContain(`${runId}/manifest.json`);
    expect(await latestOf(owner)).toBe(old);

    gate.decide(({ name, method }) => (method === 'PUT' && name === 'latest.json' ? 'hold' : 'pass'));
    gate.forget();
    const second = who.start(['publish', '--from', 'latest'], { env });
    while (!written(gate.requests).includes('latest.json'))
      await new Promise((resolve) => setTimeout(resolve, 10));
    second.child.kill('SIGINT');
    const interrupted = await second.ended;
    expect(interrupted.code).toBe(3);
    expect(interrupted.stderr).toBe(
      'warning: interrupted: what is uploaded stays, and the same command goes on from there\n',
    );
    expect(written(gate.requests).filter((name) => half.includes(name) && name !== 'latest.json')).toEqual(
      [],
    );
    expect(await latestOf(owner)).toBe(old);

    gate.decide(() => 'pass');
    gate.forget();
    const third = await who.run(['publish', '--from', folder], { env });
    expect(third.code).toBe(0);
    expect(third.stdout).toBe(`${gate.origin}/devstoreaccount1/${owner.containerName}/${runId}\n`);
    expect(written(gate.requests)).toEqual(['latest.json']);
    expect(await latestOf(owner)).toBe(runId);

    gate.forget();
    expect((await who.run(['publish', '--from', folder], { env })).code).toBe(0);
    expect(written(gate.requests)).toEqual([]);
  });

  test('does not take the place of a newer one', async () => {
    const { owner, env } = await newContainer();
    const { who, runId } = await nightOnDisk();
    const newer = '2099-01-01T00-00-00Z';
    await owner.getBlockBlobClient('latest.json').upload(JSON.stringify({ runId: newer }), 32);
    const { code, stderr } = await who.run(['publish', '--from', runId], { env });
    expect(code).toBe(0);
    expect(stderr).toContain('latest.json does not name it');
    expect(await latestOf(owner)).toBe(newer);
  });

  test('does not take the place of a newer one that is named while it looks', async () => {
    const { owner, env } = await newContainer();
    const { who, runId } = await nightOnDisk();
    const [old, newer] = ['2026-01-01T00-00-00Z', '2099-01-01T00-00-00Z'];
    const latest = owner.getBlockBlobClient('latest.json');
    await latest.upload(JSON.stringify({ runId: old }), 32);
    gate.decide(async ({ method, name }) => {
      if (method === 'PUT' && name === 'latest.json')
        await latest.upload(JSON.stringify({ runId: newer }), 32);
      return 'pass' as const;
    });
    const { code, stderr } = await who.run(['publish', '--from', runId], { env });
    expect(code).toBe(0);
    expect(stderr).toContain('latest.json does not name it');
    expect(await latestOf(owner)).toBe(newer);
    expect(written(gate.requests).filter((name) => name === 'latest.json').length).toBe(1);
  });

  test('is finished on disk where the container fails at the end, and the exit code is 3', async () => {
    const { owner, env } = await newContainer();
    const who = outsider.neighbour();
    gate.decide(({ method, name }) =>
      method === 'PUT' && name.endsWith('/vms.csv')
        ? { status: 403, headers: { 'x-ms-error-code': 'AuthorizationPermissionMismatch' } }
        : 'pass',
    );
    const { code, stderr } = await audit(who, env);
    const { id } = newestIn(who);
    expect(code).toBe(3);
    expect(stderr).toContain(`run ${id} is finished in reports/${id} and is not published: cannot upload`);
    expect(stderr).toContain(`to go on with publishing it: port25-audit publish --from ${id}`);
    for (const secret of secretOf(env)) expect(stderr).not.toContain(secret);
    expect(await latestOf(owner)).toBeUndefined();
    gate.decide(() => 'pass');
    expect((await who.run(['publish', '--from', id], { env })).code).toBe(0);
    expect(await latestOf(owner)).toBe(id);
  });
});

describe('the rows of the history', () => {
  test('are gone on with where the container failed in between, and latest.json waits for them', async () => {
    const { owner, env } = await newContainer();
    const { who, runId } = await nightOnDisk();
    const [subscriptions = '', vms = ''] = historyOf(runId);
    gate.decide(({ method, name }) =>
      method === 'PUT' && name === subscriptions
        ? { status: 403, headers: { 'x-ms-error-code': 'AuthorizationFailure' } }
        : 'pass',
    );
    const failed = await who.run(['publish', '--from', runId], { env });
    expect(failed.code).toBe(3);
    expect(failed.stderr).toContain('cannot upload ');
    expect(failed.stderr).toContain(subscriptions);
    const half = [...(await blobsIn(owner)).keys()];
    expect(half).toContain(vms);
    expect(half).not.toContain(`${runId}/manifest.json`);
    expect(await latestOf(owner)).toBeUndefined();

    gate.decide(() => 'pass');
    gate.forget();
    const ended = await who.run(['publish', '--from', runId], { env });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toContain('1 file uploaded');
    expect(written(gate.requests)).toEqual([subscriptions, `${runId}/manifest.json`, 'latest.json']);
    const sent = gate.requests.find(({ method, name }) => method === 'PUT' && name === subscriptions);
    expect(sent?.headers).toMatchObject({
      'if-none-match': '*',
      'x-ms-blob-content-type': 'application/vnd.apache.parquet',
    });
    gate.forget();
    expect((await who.run(['publish', '--from', runId], { env })).code).toBe(0);
    expect(written(gate.requests)).toEqual([]);
  });

  test('are not written over where others have their name, and nothing else is sent either', async () => {
    const { owner, env } = await newContainer();
    const { who, runId } = await nightOnDisk();
    const [, vms = ''] = historyOf(runId);
    await owner.getBlockBlobClient(vms).upload('another night', 13);
    const { code, stderr } = await who.run(['publish', '--from', runId], { env });
    expect(code).toBe(3);
    expect(stderr).toContain('other content is there already, and nothing was written over: ');
    expect(stderr).toContain(vms);
    expect(written(gate.requests)).toEqual([]);
    expect((await blobsIn(owner)).get(vms)?.toString('utf8')).toBe('another night');
  });

  test('of a run that did not enter the history are not there', async () => {
    const { owner, env } = await newContainer();
    const who = outsider.neighbour();
    await audit(who, env, ['--no-history']);
    const { id } = newestIn(who);
    expect(await latestOf(owner)).toBe(id);
    expect([...(await blobsIn(owner)).keys()].filter((name) => name.startsWith('history'))).toEqual([]);
  });

  test('of other nights on the same disk stay there', async () => {
    const { owner, env } = await newContainer();
    const { who, runId } = await nightOnDisk();
    const other = who.path('reports/history/vms/run_date=2026-01-01');
    mkdirSync(other, { recursive: true });
    writeFileSync(join(other, '2026-01-01T00-00-00Z.parquet'), 'older');
    rmSync(who.path('reports', historyOf(runId)[1] ?? ''));
    expect((await who.run(['publish', '--from', 'latest'], { env })).code).toBe(0);
    expect([...(await blobsIn(owner)).keys()].filter((name) => name.startsWith('history'))).toEqual([]);
  });
});

describe('bad input', () => {
  interface Bad {
    readonly title: string;
    readonly env: () => Promise<{ readonly PORT25_PUBLISH: string }>;
    readonly tells: readonly RegExp[];
  }

  const BAD: readonly Bad[] = [
    {
      title: 'a container that does not exist',
      env: () => Promise.resolve(publishTo(newName())),
      tells: [/error: cannot read \S+latest.json: the container \S+ does not exist/, /never created here/],
    },
    {
      title: 'an expired SAS',
      env: async () => publishTo((await newContainer()).owner.containerName, { holdsMs: -60_000 }),
      tells: [/refuses \(403/, /the SAS has expired \(20\S+Z\): make a new one/],
    },
    {
      title: 'a SAS for another container',
      env: async () => {
        const [{ owner }, { env }] = [await newContainer(), await newContainer()];
        return { PORT25_PUBLISH: env.PORT25_PUBLISH.replace(/nights-\d+/, owner.containerName) };
      },
      tells: [/the SAS is not accepted/, /sp=rcwl/],
    },
    {
      title: 'a SAS that only reads',
      env: async () => publishTo((await newContainer()).owner.containerName, { permissions: 'rl' }),
      tells: [/PORT25_PUBLISH: .*its SAS does not permit to write/],
    },
    {
      title: 'a container that anybody can read',
      env: async () => (await newContainer('container')).env,
      tells: [/can be read by anybody: nothing is published there/],
    },
    {
      title: 'something foreign in the place of latest.json',
      env: async () => {
        const { owner, env } = await newContainer();
        await owner.getBlockBlobClient('latest.json').upload('hello', 5);
        return env;
      },
      tells: [/latest.json names no run: it is damaged, or not of this program, and is not written over/],
    },
  ];

  test.each(BAD)(
    '$title is told before the tenant is read, and nothing is written',
    async ({ env, tells }) => {
      const who = outsider.neighbour();
      const variables = await env();
      const asked = outsider.simulator.requests.length;
      const { code, stdout, stderr } = await audit(who, { ...variables, DEBUG: '1' });
      expect(code).toBe(3);
      for (const told of tells) expect(stderr).toMatch(told);
      for (const secret of secretOf(variables)) expect(`${stdout}${stderr}`).not.toContain(secret);
      const more = outsider.simulator.requests
        .slice(asked)
        .filter(({ path }) => path.startsWith('/subscriptions'));
      expect(more).toEqual([]);
      expect(written(gate.requests)).toEqual([]);
      expect(existsSync(who.path('reports'))).toBe(false);
    },
  );

  test('other content under the same name is named before anything is sent, and left as it is', async () => {
    const { owner, env, runId } = await publishedNight();
    const { who, folder } = await nightOnDisk();
    const before = await contentsOf(owner);
    writeFileSync(join(folder, 'vms.csv'), 'something else');
    rmSync(join(folder, 'changes.csv'), { force: true });
    const { code, stderr } = await who.run(['publish', '--from', runId], { env });
    expect(code).toBe(3);
    expect(stderr).toMatch(/other content is there already, and nothing was written over: \S+\/vms\.csv/);
    expect(written(gate.requests)).toEqual([]);
    expect(await contentsOf(owner)).toEqual(before);
  });

  test.each([
    { args: ['--from', 'latest'], env: {}, told: /--publish: missing/ },
    {
      args: ['--from', '2020-01-01T00-00-00Z'],
      env: { PORT25_PUBLISH: 'http://127.0.0.1:9/devstoreaccount1/nights?sig=hidden' },
      told: /no run at 2020-01-01T00-00-00Z/,
    },
    {
      args: ['--from', 'latest'],
      env: { PORT25_PUBLISH: 'sig=hidden' },
      told: /PORT25_PUBLISH: .*it is no URL \(what was given is not shown\)/,
    },
  ])('publish says $told', async ({ args, env, told }) => {
    const { code, stderr } = await outsider.neighbour().run(['publish', ...args], { env });
    expect(code).toBe(3);
    expect(stderr).toMatch(told);
    expect(stderr).not.toContain('hidden');
  });
});
