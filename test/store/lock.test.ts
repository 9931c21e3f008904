import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { takeLock } from '../../src/store/lock.ts';
import { createRunFolder } from '../../src/store/run-folder.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { hasFullDevice } from './full-device.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { tinyDisk } from './tiny-disk.ts';

const STARTED = '2026-11-23T02:00:00.000Z';
const BUILT = join(process.cwd(), 'dist/store/lock.js');

/** A lock as the given process would have written it, last touched so many minutes ago. */
async function leaveLock(out: string, holder: object, minutesAgo = 0): Promise<string> {
  const path = join(out, '.lock');
  await writeFile(path, JSON.stringify({ host: hostname(), startedAt: STARTED, token: 't', ...holder }));
  const then = new Date(Date.now() - minutesAgo * 60_000);
  await utimes(path, then, then);
  return path;
}

/** What this process would call its own kind: a lock with another value is of another container. */
async function ownSpace(): Promise<string> {
  const out = await temporaryFolder();
  const lock = await takeLock(out);
  const { space } = JSON.parse(await readFile(join(out, '.lock'), 'utf8'));
  await lock.release();
  return space;
}

/** The number of a process that has just ended. */
function goneProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const refused = await work.catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StoreError);
  return refused instanceof Error ? refused.message : '';
}

describe('the lock of a folder of runs', () => {
  test('is there while it is held, for its owner only, says who holds it, and goes with its release', async () => {
    const out = join(await temporaryFolder(), 'deeper', 'reports');
    const lock = await takeLock(out);
    const path = join(out, '.lock');
    expect(lock.note).toBeUndefined();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      pid: process.pid,
      host: hostname(),
      startedAt: expect.stringMatching(/^\d{4}-.+Z$/),
    });
    await mkdir(join(out, 'a-run'));
    await lock.release();
    expect(await readdir(out)).toEqual(['a-run']);
  });

  test('refuses a second run, naming the holder and what to do, and lets it in once it is released', async () => {
    const out = await temporaryFolder();
    const first = await takeLock(out);
    const { startedAt } = JSON.parse(await readFile(join(out, '.lock'), 'utf8'));
    expect(await refusalOf(takeLock(out))).toBe(
      `cannot write into ${out}: another run is writing there (process ${process.pid} on ${hostname()}, since ${startedAt}): ` +
        `wait until it has ended, or name another folder with --out; if it is no longer running, remove ${join(out, '.lock')}`,
    );
    await first.release();
    const second = await takeLock(out);
    expect(second.note).toBeUndefined();
    await second.release();
    expect(await readdir(out)).toEqual([]);
  });

  test('is given to one of many that ask at once', async () => {
    const out = await temporaryFolder();
    await leaveLock(out, { pid: goneProcess(), space: await ownSpace() });
    const asked = await Promise.allSettled(Array.from({ length: 20 }, () => takeLock(out)));
    const given = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(given).toHaveLength(1);
    await given[0]?.release();
    expect(await readdir(out)).toEqual([]);
  });

  test('removes the folders that were made for it when nothing came of the run', async () => {
    const folder = await temporaryFolder();
    const out = join(folder, 'deeper', 'reports');
    const lock = await takeLock(out);
    const run = await createRunFolder(out, '2026-11-23T02-00-00Z', lock);
    await run.discard();
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is taken over from a process that is gone, and says so', async () => {
    const out = await temporaryFolder();
    const pid = goneProcess();
    await leaveLock(out, { pid, space: await ownSpace() });
    const lock = await takeLock(out);
    expect(lock.note).toBe(
      `took over the lock that an earlier run had left in ${out} (process ${pid} on ${hostname()}, since ${STARTED})`,
    );
    expect(JSON.parse(await readFile(join(out, '.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
    expect(await readdir(out)).toEqual([]);
  });

  test('is taken over from an earlier process of the same number, as in a container that was restarted', async () => {
    const out = await temporaryFolder();
    await leaveLock(out, { pid: process.pid, space: await ownSpace() });
    const lock = await takeLock(out);
    expect(lock.note).toMatch(/^took over the lock/);
    await lock.release();
  });

  test.each<[string, object]>([
    ['another host', { pid: 1, host: 'elsewhere', space: '' }],
    ['another container of the same host name', { pid: goneProcess(), space: 'pid:[1]' }],
    ['a process of another user', { pid: 1, space: 'own' }],
  ])('of %s stands while that shows signs of life, and for ten minutes after', async (_, given) => {
    const holder = 'space' in given && given.space === 'own' ? { ...given, space: await ownSpace() } : given;
    const out = await temporaryFolder();
    await leaveLock(out, holder, 9);
    expect(await refusalOf(takeLock(out))).toMatch(/another run is writing there \(process \d+ on /);
    await leaveLock(out, holder, 11);
    const lock = await takeLock(out);
    expect(lock.note).toMatch(/^took over the lock/);
    await lock.release();
  });

  test('that was touched in the future is no sign of life', async () => {
    const out = await temporaryFolder();
    await leaveLock(out, { pid: 1, host: 'elsewhere', space: '' }, -24 * 60);
    await (await takeLock(out)).release();
    expect(await readdir(out)).toEqual([]);
  });

  test.each(['', '{"pid": 12', 'hello'])('that says "%s" may be one that is being written', async (text) => {
    const out = await temporaryFolder();
    const path = join(out, '.lock');
    await writeFile(path, text);
    expect(await refusalOf(takeLock(out))).toMatch(
      /another run is writing there \(the lock does not say which; it is of 2\d{3}-.+Z\)/,
    );
    const then = new Date(Date.now() - 11 * 60_000);
    await utimes(path, then, then);
    await (await takeLock(out)).release();
  });

  test('that somebody else has taken over meanwhile stays theirs', async () => {
    const out = await temporaryFolder();
    const lock = await takeLock(out);
    await leaveLock(out, { pid: 1, host: 'elsewhere', space: '' });
    await lock.release();
    expect(JSON.parse(await readFile(join(out, '.lock'), 'utf8'))).toMatchObject({ host: 'elsewhere' });
  });

  test('cannot be had where the folder cannot be made or written', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'file'), '');
    expect(await refusalOf(takeLock(join(folder, 'file')))).toMatch(/a file is in its place: name another/);
    expect(await refusalOf(takeLock(join(folder, 'file', 'reports')))).toMatch(
      /a part of the path is a file/,
    );
  });

  test('on a read-only disk says so', async (context) => {
    const disk = await tinyDisk('ro');
    if (disk === undefined) return context.skip();
    expect(await refusalOf(takeLock(disk))).toBe(
      `cannot create the lock ${join(disk, '.lock')}: the file system is read-only: name another folder with --out`,
    );
    expect(await refusalOf(takeLock(join(disk, 'reports')))).toMatch(/the file system is read-only/);
  });

  test('on a full disk says so and leaves nothing behind', async (context) => {
    const disk = await tinyDisk('size=64k');
    if (disk === undefined) return context.skip();
    await writeFile(join(disk, 'old'), Buffer.alloc(64 * 1024)).catch(() => undefined);
    expect(await refusalOf(takeLock(disk))).toBe(
      `cannot create the lock ${join(disk, '.lock')}: the disk is full: free some space, or name another folder with --out`,
    );
    expect(await readdir(disk)).toEqual(['old']);
  });

  test.runIf(hasFullDevice)('that cannot be read to the end is not taken', async () => {
    const out = await temporaryFolder();
    await symlink(join(out, 'missing'), join(out, '.lock'));
    expect(await refusalOf(takeLock(out))).toMatch(/other runs are beginning there: try again, or remove/);
  });
});

/** Takes the lock with the built program and waits. */
const HOLD = `
  const { takeLock } = await import(process.argv[1]);
  await takeLock(process.argv[2]);
  console.log('held');
  if (process.argv[3] === 'exit') process.exit(0);
  setTimeout(() => undefined, 60_000);
`;

describe.runIf(existsSync(BUILT))('a process that holds the lock', () => {
  async function holder(out: string, ...rest: readonly string[]) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', HOLD, '--', BUILT, out, ...rest]);
    const closed = once(child, 'close');
    await once(child.stdout, 'data');
    return { child, closed };
  }

  test('gives it back on its way out', async () => {
    const out = await temporaryFolder();
    const { closed } = await holder(out, 'exit');
    await closed;
    expect(await readdir(out)).toEqual([]);
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)('and dies of %s does not keep it', async (signal) => {
    const out = await temporaryFolder();
    const { child, closed } = await holder(out);
    expect(await refusalOf(takeLock(out))).toContain(`process ${child.pid} on ${hostname()}`);
    child.kill(signal);
    await closed;
    const lock = await takeLock(out);
    expect(lock.note).toContain(`process ${child.pid} on ${hostname()}`);
    await lock.release();
  });
});
