import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { HistoryEntry, RememberedVm } from '../../src/model/history.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { parseSubscriptionId } from '../../src/model/subscription-id.ts';
import { createHistoryFile, finishHistory } from '../../src/store/history-file.ts';
import { historyExists, historyPath, readHistory, readHistoryHead } from '../../src/store/read-history.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { hasFullDevice } from './full-device.ts';
import { historyHead } from './stored-run.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { tinyDisk } from './tiny-disk.ts';

const SEEN = '2026-11-23T02:00:00.000Z';
const HEAD = historyHead('2026-11-23T02-00-00Z');

function vm(number: number): RememberedVm {
  return {
    id: `/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/größe-${number}`,
    verdict: 'relay',
    verdicts: 'r'.repeat(REVISION_NAMES.length),
    platform: 'blocked',
    path: 'internet',
    confidence: 'high',
    firstSeen: SEEN,
  };
}

function entry(number: number, vms = 2): HistoryEntry {
  const id = parseSubscriptionId(`00000000-0000-0000-0000-${String(number).padStart(12, '0')}`);
  if (id === undefined) throw new Error('not an ID');
  return {
    subscription: {
      id,
      name: `"${number}"\n\u2028`,
      state: 'Enabled',
      coverage: 'complete',
      policyStatuses: 'o',
      firstSeen: SEEN,
    },
    vms: Array.from({ length: vms }, (_, at) => vm(at)),
  };
}

async function runFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'snapshot'));
  return folder;
}

async function written(entries: readonly HistoryEntry[], head = HEAD): Promise<string> {
  const folder = await runFolder();
  const file = await createHistoryFile(folder);
  for (const one of entries) await file.write(one);
  await finishHistory(folder, head, [await file.close()]);
  return folder;
}

async function allOf(folder: string): Promise<readonly HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  for await (const one of readHistory(folder)) entries.push(one);
  return entries;
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const refused = await work.catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(StoreError);
  return refused instanceof Error ? refused.message : '';
}

describe('the memory of a run', () => {
  test('comes back in its order, however much it is', async () => {
    const entries = Array.from({ length: 300 }, (_, at) => entry(at, at));
    const folder = await written(entries);
    expect(await readHistoryHead(folder)).toEqual(HEAD);
    expect(await allOf(folder)).toEqual(entries);
  });

  test('of nothing is a memory too', async () => {
    const folder = await written([]);
    expect(await historyExists(folder)).toBe(true);
    expect(await readHistoryHead(folder)).toEqual(HEAD);
    expect(await allOf(folder)).toEqual([]);
  });

  test('is a gzip file of JSON lines, the run first, for its owner only, with nothing beside it', async () => {
    const folder = await written([entry(1), entry(2)]);
    const lines = gunzipSync(await readFile(historyPath(folder)))
      .toString()
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([{ ...HEAD, entries: 2 }, entry(1), entry(2)]);
    expect((await stat(historyPath(folder))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'snapshot'))).toEqual(['history.ndjson.gz']);
  });

  test('of the same findings is the same, byte by byte', async () => {
    const [one, other] = [await written([entry(1)]), await written([entry(1)])];
    expect(await readFile(historyPath(one))).toEqual(await readFile(historyPath(other)));
  });

  test.runIf(process.platform === 'linux')('can be read with the usual tools', async () => {
    const folder = await written([entry(1)]);
    const { stdout, status } = spawnSync('gzip', ['-dc', historyPath(folder)], { encoding: 'utf8' });
    expect({ status, lines: stdout.split('\n').length }).toEqual({ status: 0, lines: 3 });
  });

  test('may be left before its end', async () => {
    const folder = await written(Array.from({ length: 300 }, (_, at) => entry(at, 100)));
    for await (const one of readHistory(folder)) {
      expect(one).toEqual(entry(0, 100));
      break;
    }
    expect(await readHistoryHead(folder)).toEqual(HEAD);
  });

  test('is not there before it is finished, and leaves nothing when it is given up', async () => {
    const folder = await runFolder();
    const file = await createHistoryFile(folder);
    await file.write(entry(1));
    expect(await historyExists(folder)).toBe(false);
    await file.discard();
    await file.discard();
    expect(await readdir(join(folder, 'snapshot'))).toEqual([]);
  });

  test('written in parts is the same memory, and nothing is left of the parts', async () => {
    const [folder, other] = [await runFolder(), await runFolder()];
    const parts = [await createHistoryFile(folder), await createHistoryFile(other)];
    for (const [at, part] of parts.entries()) await part.write(entry(at));
    await finishHistory(folder, HEAD, await Promise.all(parts.map((part) => part.close())));
    expect(await allOf(folder)).toEqual([entry(0), entry(1)]);
    expect(await readdir(join(folder, 'snapshot'))).toEqual(['history.ndjson.gz']);
    expect(await readdir(join(other, 'snapshot'))).toEqual([]);
  });

  test('never takes the place of another', async () => {
    const folder = await written([entry(1)]);
    const file = await createHistoryFile(folder);
    expect(await refusalOf(finishHistory(folder, HEAD, [await file.close()]))).toMatch(
      /^cannot create .+: it is there already/,
    );
    expect(await allOf(folder)).toEqual([entry(1)]);
  });
});

describe('a memory that is refused, naming the file and what to do:', () => {
  const lines = (...contents: readonly unknown[]) =>
    gzipSync(contents.map((content) => `${JSON.stringify(content)}\n`).join(''));
  const first = { ...HEAD, entries: 1 };
  const anew = 'judge the run anew with "assess --from"';

  test.each<[string, Uint8Array, string | RegExp]>([
    ['no gzip', Buffer.from('hello'), /: it is damaged \(.+\): name another run, or judge the run anew/],
    ['an empty file', Buffer.alloc(0), /: it is damaged \(.+\): name another run/],
    [
      'one that is cut off',
      lines(first, entry(1)).subarray(0, 200),
      /: it is damaged \(unexpected end of file\)/,
    ],
    ['one that is cut between two pieces', lines(first), /: it is damaged \(it has 1 lines too few\)/],
    ['one with a line too many', lines(first, entry(1), entry(2)), /it has 1 lines too many/],
    ['a line that is no JSON', gzipSync(`${JSON.stringify(first)}\n{"subscription":\n`), /damaged \(.+JSON/],
    ['a line that is something else', lines(first, { hello: 1 }), /damaged \(subscription: /],
    [
      'a verdict that there is not',
      lines(first, { ...entry(1), vms: [{ ...vm(1), verdict: 'maybe' }] }),
      /damaged \(vms\.0\.verdict: /,
    ],
    ['a first line that is something else', lines({ hello: 1 }), /damaged \(schemaVersion: /],
    [
      'a newer version',
      lines({ schemaVersion: 2 }),
      /: its schema version is 2, and this program knows 1: use a newer port25-audit$/,
    ],
  ])('%s', async (_, bytes, message) => {
    const folder = await runFolder();
    await writeFile(historyPath(folder), bytes);
    const refused = await refusalOf(allOf(folder));
    expect(refused).toContain(`cannot read ${historyPath(folder)}: `);
    expect(refused).toMatch(message);
  });

  test('none at all', async () => {
    const folder = await runFolder();
    const missing = `cannot read ${historyPath(folder)}: it does not exist, as in runs of older versions: name another run, or ${anew}`;
    expect(await refusalOf(allOf(folder))).toBe(missing);
    expect(await refusalOf(readHistoryHead(folder))).toBe(missing);
  });
});

describe('a memory that cannot be written', () => {
  test.runIf(hasFullDevice)('says which file the disk does not take', async () => {
    const folder = await runFolder();
    await symlink('/dev/full', `${historyPath(folder)}.tmp`);
    expect(await refusalOf(createHistoryFile(folder))).toContain(
      `cannot create ${historyPath(folder)}.tmp: `,
    );
  });

  test('on a full disk says so and leaves no memory', async (context) => {
    const disk = await tinyDisk('size=64k');
    if (disk === undefined) return context.skip();
    await mkdir(join(disk, 'snapshot'));
    const file = await createHistoryFile(disk);
    const fill = async () => {
      for (let at = 0; at < 20_000; at += 1) await file.write(entry(at));
      await finishHistory(disk, HEAD, [await file.close()]);
    };
    expect(await refusalOf(fill())).toBe(
      `cannot write ${historyPath(disk)}.tmp: the disk is full: free some space, or name another folder with --out`,
    );
    await file.discard();
    expect(await readdir(join(disk, 'snapshot'))).toEqual([]);
  });
});
