import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tinyDisk } from '../store/tiny-disk.ts';
import { comeFromOutside, type Ended, filesBelow, type Outsider, readRun, runsIn } from './outsider.ts';
import { editMemory, editRun, halve, memoryOf } from './past-runs.ts';

const HELD_MS = 8_000;
const SOON_MS = 10_000;
/** Which processes can see each other, as Linux names it. */
const SPACE = '/proc/self/ns/pid';
const LATER = '2999-01-01T00-00-00Z';

let outsider: Outsider;
let scope: readonly string[];
/** The two runs of `base`, the older one first. */
let older: string;
let newer: string;
/** How long Azure takes to say which VMs there are. */
let heldMs = 0;
/** How many times it was asked, and kept waiting. */
let held = 0;

beforeAll(async () => {
  outsider = await comeFromOutside({
    onRequest: ({ path }) => {
      if (heldMs === 0 || !path.endsWith('/virtualMachines')) return undefined;
      held += 1;
      return { kind: 'delay', ms: heldMs };
    },
  });
  const wanted = [...outsider.simulator.tenant.subscriptions()].filter(({ key }) =>
    ['mpn', 'campaigns'].includes(key),
  );
  scope = ['--subscription', ...wanted.map(({ id }) => id), '--format', 'json'];
  for (const _ of ['older', 'newer']) await audit('base');
  [older = '', newer = ''] = runsIn(outsider.path('base'));
});
afterAll(() => outsider.leave());

function audit(out: string, ...more: readonly string[]): Promise<Ended> {
  return outsider.run(['audit', '--out', out, ...scope, ...more]);
}

/** A folder with the two runs of `base`, named by `latest.json` as there. */
function twoRuns(name: string): string {
  const out = outsider.path(name);
  cpSync(outsider.path('base'), out, { recursive: true, preserveTimestamps: true });
  return out;
}

function text(path: string): string {
  return readFileSync(path, 'utf8');
}

/** Every file below a folder with its bytes. */
function bytesBelow(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((file) => [file, readFileSync(join(folder, file)).toString('base64')]),
  );
}

/** Waits until a run waits for Azure. */
async function isHeld(): Promise<void> {
  const before = held;
  while (held === before) await delay(20);
}

/** Names below a folder, those that are hidden among them. */
function hiddenIn(out: string): readonly string[] {
  return readdirSync(out).filter((name) => name.startsWith('.'));
}

interface Damage {
  readonly name: string;
  /** Spoils the newer run, in whose folder it is called; `older` is the folder of the other one. */
  readonly spoil: (folder: string, older: string) => void;
  /** What the warning says beside the run's ID. */
  readonly tells: RegExp;
  /** Set where nothing is left to compare with. */
  readonly nothing?: true;
}

const DAMAGES: readonly Damage[] = [
  { name: 'run.json cut off', spoil: (folder) => halve(join(folder, 'run.json')), tells: /run\.json/ },
  {
    name: 'a run.json of a newer version',
    spoil: (folder) => editRun(folder, (run) => ({ ...run, schemaVersion: 99, totals: 'of another shape' })),
    tells: /its schema version is 99.*a newer port25-audit/,
  },
  {
    name: 'the run.json of another run',
    spoil: (folder) => editRun(folder, (run) => ({ ...run, runId: '2020-01-01T00-00-00Z' })),
    tells: /its run\.json is of run 2020-01-01T00-00-00Z/,
  },
  {
    name: 'a folder of something else',
    spoil: (folder) => {
      rmSync(folder, { recursive: true });
      mkdirSync(folder);
      writeFileSync(join(folder, 'holiday.txt'), 'photos');
    },
    tells: /run\.json.*does not exist/,
  },
  {
    name: 'no memory',
    spoil: (folder) => rmSync(memoryOf(folder)),
    tells: /has no snapshot\/history\.ndjson\.gz/,
  },
  { name: 'a memory cut off', spoil: (folder) => halve(memoryOf(folder)), tells: /history.*damaged/ },
  {
    name: 'a memory of noise',
    spoil: (folder) => writeFileSync(memoryOf(folder), 'noise'),
    tells: /history.*damaged/,
  },
  {
    name: 'a memory of a newer version',
    spoil: (folder) =>
      editMemory(folder, ([head = '', ...lines]) => [
        JSON.stringify({ ...JSON.parse(head), schemaVersion: 99 }),
        ...lines,
      ]),
    tells: /its schema version is 99.*a newer port25-audit/,
  },
  {
    name: 'a memory whose last line is no line',
    spoil: (folder) => editMemory(folder, (lines) => [...lines.slice(0, -1), '{"subscription":{}}']),
    tells: /history.*damaged \(subscription\.id/,
  },
  {
    name: 'a memory that lacks its last line',
    spoil: (folder) => editMemory(folder, (lines) => lines.slice(0, -1)),
    tells: /history.*1 lines? too few/,
  },
  {
    name: 'no sound run at all',
    spoil: (folder, before) => {
      halve(memoryOf(folder));
      halve(join(before, 'run.json'));
    },
    tells: /history.*damaged/,
    nothing: true,
  },
];

describe.concurrent('an audit after a run with', () => {
  test.each(DAMAGES)('$name is finished, and compared with the run before that', async (damage) => {
    const out = twoRuns(damage.name.replaceAll(' ', '-'));
    damage.spoil(join(out, newer), join(out, older));
    const spoilt = bytesBelow(out);
    const { code, stdout, stderr } = await audit(out);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringMatching(/error|^\s+at /m) });
    const id = runsIn(out).at(-1) ?? '';
    const { summary, vms } = readRun(out, id);
    expect(summary.previousRunId).toBe(damage.nothing ? null : older);
    const warning = summary.warnings.find((one) => one.includes(newer));
    expect(warning).toMatch(damage.tells);
    expect(warning).not.toMatch(/\[object/);
    expect(stdout).toContain(`run ${newer}`);
    expect(vms.length).toBeGreaterThan(0);
    const first = damage.nothing
      ? summary.startedAt
      : readRun(outsider.path('base'), older).summary.startedAt;
    expect(new Set(vms.map(({ firstSeen }) => firstSeen))).toEqual(new Set([first]));
    expect(JSON.parse(text(join(out, 'latest.json')))).toMatchObject({ runId: id });
    const { 'latest.json': _, ...untouched } = spoilt;
    expect(bytesBelow(out)).toMatchObject(untouched);
    expect(hiddenIn(out)).toEqual([]);
  });

  test('a later ID says that the clock may have gone back, and is not compared with it', async () => {
    const out = twoRuns('clock');
    renameSync(join(out, newer), join(out, LATER));
    editRun(join(out, LATER), (run) => ({ ...run, runId: LATER, startedAt: '2999-01-01T00:00:00.000Z' }));
    const { code } = await audit(out);
    expect(code).toBe(0);
    const { runId } = JSON.parse(text(join(out, 'latest.json')));
    const { summary } = readRun(out, runId);
    expect(summary.previousRunId).toBe(older);
    expect(summary.warnings).toEqual([
      expect.stringMatching(`run ${LATER} .* later than this one: the clock`),
    ]);
  });

  test('another scope, another revision or a hidden leftover beside it is compared with the right one', async () => {
    const out = twoRuns('beside');
    editRun(join(out, newer), (run) => ({
      ...run,
      scope: { ...run.scope, excluded: [], subscriptions: 'all' },
    }));
    mkdirSync(join(out, '.2020-01-01T00-00-00Z.partial', 'snapshot'), { recursive: true });
    writeFileSync(join(out, 'notes.txt'), 'mine');
    expect((await audit(out, '--policy', 'current')).code).toBe(0);
    const { summary } = readRun(out, runsIn(out).at(-1) ?? '');
    expect(summary).toMatchObject({ previousRunId: older, warnings: [] });
    expect(summary.changes?.['verdict-changed']).toBe(2);
  });
});

describe.concurrent('a run whose memory is damaged', () => {
  test.each([
    { how: 'cut off', spoil: halve },
    { how: 'noise', spoil: (path: string) => writeFileSync(path, 'noise') },
  ])('($how) is judged anew by assess, which gives it one again', async ({ how, spoil }) => {
    const out = twoRuns(`assess-${how.replace(' ', '-')}`);
    spoil(memoryOf(join(out, newer)));
    const refused = await outsider.run(['diff', older, newer, '--out', out]);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 3, stdout: '' });
    expect(refused.stderr).toMatch(/^error: cannot read .*history.*damaged.*"assess --from"/);
    const { code, stderr } = await outsider.run([
      'assess',
      '--from',
      newer,
      '--out',
      out,
      '--format',
      'json',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { id, summary } = readRun(out, runsIn(out).at(-1) ?? '');
    expect(summary.warnings).toEqual([expect.stringMatching(/since when VMs are known.*history.*damaged/)]);
    const compared = await outsider.run(['diff', older, id, '--out', out, '--no-color']);
    expect({ code: compared.code, stdout: compared.stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('Nothing has changed'),
    });
  });
});

describe('diff', () => {
  test.concurrent.each([
    {
      name: 'a run cut off',
      spoil: (folder: string) => halve(join(folder, 'run.json')),
      tells: /run\.json/,
    },
    {
      name: 'a run of a newer version',
      spoil: (folder: string) => editRun(folder, (run) => ({ ...run, schemaVersion: 99, totals: 1 })),
      tells: /schema version is 99/,
    },
    {
      name: 'a run without memory',
      spoil: (folder: string) => rmSync(memoryOf(folder)),
      tells: /cannot be compared: it has no memory.*\n.*\n.*assess --from/,
    },
    {
      name: 'a memory that lacks its last line',
      spoil: (folder: string) => editMemory(folder, (lines) => lines.slice(0, -1)),
      tells: /history.*too few/,
    },
    { name: 'no run', spoil: (folder: string) => rmSync(folder, { recursive: true }), tells: /no run at/ },
  ])('refuses $name, and prints nothing else', async ({ name, spoil, tells }) => {
    const out = twoRuns(`diff-${name.replaceAll(' ', '-')}`);
    spoil(join(out, newer));
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      const { code, stdout, stderr } = await outsider.run([
        'diff',
        ...order,
        '--out',
        out,
        '--format',
        'csv',
      ]);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(/^error: /);
      expect(stderr).toMatch(tells);
      expect(stderr).not.toMatch(/^\s+at /m);
    }
  });

  test('refuses a run that was only collected until it has been judged', async () => {
    await outsider.run(['collect', '--out', 'collected', ...scope]);
    const [collected = ''] = runsIn(outsider.path('collected'));
    const { code, stderr } = await outsider.run([
      'diff',
      outsider.path('base', older),
      collected,
      '--out',
      'collected',
    ]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/no memory of its findings\n.*only collected.*\n.*assess --from/);
  });
});

describe('the folder of runs', () => {
  test('is one run’s at a time: the second is refused, names the first, and harms nothing', async () => {
    const out = twoRuns('two-at-once');
    heldMs = HELD_MS;
    const asked = outsider.simulator.requests.length;
    const first = outsider.start(['audit', '--out', out, ...scope]);
    await isHeld();
    heldMs = 0;
    const before = bytesBelow(out);
    for (const args of [
      ['audit', '--out', out, ...scope],
      ['prune', '--keep-runs', '1', '--out', out],
    ]) {
      const { code, stderr } = await outsider.run(args);
      expect(code).toBe(3);
      expect(stderr).toContain(
        `another run is writing there (process ${first.child.pid} on ${hostname()}, since `,
      );
      expect(stderr).toMatch(/--out/);
    }
    expect(first.child.exitCode).toBeNull();
    expect(bytesBelow(out)).toMatchObject(before);
    expect((await first.ended).code).toBe(0);
    expect(readRun(out, runsIn(out).at(-1) ?? '').summary.previousRunId).toBe(newer);
    expect(outsider.simulator.requests.length).toBeGreaterThan(asked);
    expect(hiddenIn(out)).toEqual([]);
  });

  test('is left as it was by SIGTERM, within ten seconds, and the next night is as usual', async () => {
    const out = twoRuns('stopped');
    const before = bytesBelow(out);
    heldMs = 60_000;
    const { child, ended } = outsider.start(['audit', '--out', out, ...scope]);
    await isHeld();
    const signalled = performance.now();
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended;
    heldMs = 0;
    expect(performance.now() - signalled).toBeLessThan(SOON_MS);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(/error: interrupted by SIGTERM/);
    expect(runsIn(out)).toEqual([older, newer]);
    expect(bytesBelow(out)).toEqual(before);
    expect((await audit(out)).code).toBe(0);
    expect(readRun(out, runsIn(out).at(-1) ?? '').summary).toMatchObject({
      previousRunId: newer,
      warnings: [],
    });
  });

  test('is taken over from a run that is no more', async () => {
    const out = twoRuns('left-over');
    const { pid } = spawnSync('true');
    const lock = { pid, host: hostname(), space: '', startedAt: '2026-01-01T00:00:00.000Z', token: 'x' };
    const held = twoRuns('left-over-elsewhere');
    writeFileSync(
      join(out, '.lock'),
      JSON.stringify({ ...lock, space: existsSync(SPACE) ? readlinkSync(SPACE) : '' }),
    );
    writeFileSync(join(held, '.lock'), JSON.stringify({ ...lock, host: 'another-host' }));
    const { code, stderr } = await audit(out);
    expect(code).toBe(0);
    expect(stderr).toMatch(/warning: took over the lock that an earlier run had left/);
    const refused = await audit(held);
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/on another-host/);
  });

  test('on a full disk keeps its runs, and the night is told to have failed', async ({ skip }) => {
    const disk = await tinyDisk('size=256k');
    if (disk === undefined) return skip();
    const out = join(disk, 'reports');
    cpSync(outsider.path('base', newer), join(out, newer), { recursive: true });
    const before = bytesBelow(out);
    spawnSync('sh', [
      '-c',
      `head -c 100000000 /dev/zero > ${disk}/filler; truncate -s -24576 ${disk}/filler`,
    ]);
    expect(statSync(join(disk, 'filler')).size).toBeGreaterThan(0);
    const { code, stdout, stderr } = await audit(out, '--format', 'csv,html,json');
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(
      /error: cannot .*: the disk is full: free some space, or name another folder with --out/,
    );
    expect(bytesBelow(out)).toEqual(before);
    expect(hiddenIn(out)).toEqual([]);
  });

  test('on a read-only disk is told so before anybody is asked', async ({ skip }) => {
    const disk = await tinyDisk('ro');
    if (disk === undefined) return skip();
    const asked = outsider.simulator.requests.length;
    const { code, stderr } = await audit(join(disk, 'reports'));
    expect(code).toBe(3);
    expect(stderr).toMatch(/error: .*read-only: name another folder with --out/);
    expect(outsider.simulator.requests.length).toBe(asked);
  });
});
