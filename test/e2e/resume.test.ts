import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeFromOutside, csvRowsOf, filesBelow, type Outsider, readRun, runsIn } from './outsider.ts';

const FILES = ['vms.csv', 'subscriptions.csv'] as const;
const KILLS = 4;
const EARLIER = '2026-01-01T00-00-00Z';

let outsider: Outsider;
let slow = 0;

beforeAll(async () => {
  outsider = await comeFromOutside({
    subscriptions: 12,
    vms: 60,
    onRequest: ({ kind }) => (slow > 0 && kind !== 'sign-in' ? { kind: 'delay', ms: slow } : undefined),
  });
});
afterAll(() => outsider.leave());

/** The snapshots of the unfinished run, by name. */
function collectedIn(out: string): readonly string[] {
  return filesBelow(out).filter((path) => /^\.[^/]+\.partial\/snapshot\/.+\.json\.gz$/.test(path));
}

/** A run that lies before all others: both folders begin with it, so that times and changes are told alike. */
async function firstRun(): Promise<string> {
  await outsider.run(['audit', '--out', 'first', '--format', 'json']);
  const out = outsider.path('first');
  const [id = ''] = runsIn(out);
  const text = readFileSync(join(out, id, 'run.json'), 'utf8').replaceAll(id, EARLIER);
  writeFileSync(join(out, id, 'run.json'), text);
  return join(out, id);
}

function folderWith(run: string, name: string): string {
  cpSync(run, outsider.path(name, EARLIER), { recursive: true });
  return outsider.path(name);
}

function bytesOf(out: string): readonly string[] {
  const newest = runsIn(out).at(-1) ?? '';
  return FILES.map((name) => readFileSync(join(out, newest, name), 'utf8'));
}

describe('a run that is killed again and again', () => {
  test('goes on from what was collected, and ends as if nothing had happened', async () => {
    const first = await firstRun();
    const whole = folderWith(first, 'whole');
    await outsider.run(['audit', '--out', 'whole', '--concurrency', '1']);
    const killed = folderWith(first, 'killed');

    slow = 25;
    const seen: number[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { child, ended } = outsider.start(['audit', '--out', 'killed', '--concurrency', '1', '--resume']);
      const before = collectedIn(killed).length;
      while (collectedIn(killed).length <= before && child.exitCode === null) await delay(5);
      await delay(Math.random() * 60);
      child.kill('SIGKILL');
      await ended;
      seen.push(collectedIn(killed).length);
      expect(runsIn(killed)).toEqual([EARLIER]);
    }
    slow = 0;
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
    expect(seen.at(-1)).toBeGreaterThanOrEqual(KILLS);

    const asked = outsider.simulator.requests.length;
    const { code, stderr } = await outsider.run([
      'audit',
      '--out',
      'killed',
      '--concurrency',
      '1',
      '--resume',
    ]);
    expect(stderr).toMatch(/going on with run \S+: \d+ subscriptions are collected already/);
    expect(code).toBe(0);
    const again = outsider.simulator.requests.slice(asked).flatMap(({ subscription }) => subscription ?? []);
    expect(new Set(again).size).toBeLessThanOrEqual(12 - (seen.at(-1) ?? 0));
    expect(bytesOf(killed)).toEqual(bytesOf(whole));
    expect(csvRowsOf(join(killed, runsIn(killed).at(-1) ?? '', 'vms.csv')).length).toBeGreaterThan(50);
    expect(readdirSync(killed).filter((name) => name.startsWith('.'))).toEqual([]);
    expect(filesBelow(killed).some((path) => path.endsWith('begun.json') || path.endsWith('.tmp'))).toBe(
      false,
    );
  });

  test('an interrupted one says how to go on, and goes on', async () => {
    slow = 25;
    const out = outsider.path('stopped');
    const { child, ended } = outsider.start(['audit', '--out', 'stopped', '--concurrency', '1']);
    while (collectedIn(out).length < 2) await delay(10);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    slow = 0;
    expect(code).toBe(3);
    expect(stderr).toMatch(/subscriptions were collected: the same command with --resume goes on from there/);
    const resumed = await outsider.run(['audit', '--out', 'stopped', '--concurrency', '1', '--resume']);
    expect(resumed.code).toBe(0);
    expect(readRun(out, runsIn(out)[0] ?? '').subscriptions.length).toBe(12);
  });

  test('another scope, or nothing to go on with, begins anew', async () => {
    const { code, stderr } = await outsider.run(['audit', '--out', 'fresh', '--resume']);
    expect(code).toBe(0);
    expect(stderr).toContain('no unfinished run of this scope to go on with: a new one begins');
  });
});
