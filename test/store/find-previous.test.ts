import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { RunSummary } from '../../src/model/run.ts';
import { findPrevious, type PreviousQuestion } from '../../src/store/find-previous.ts';
import { historyPath } from '../../src/store/read-history.ts';
import { storedRun, storeRun } from './stored-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const NOW = '2026-11-23T02-00-00Z';
const A = '00000000-0000-0000-0000-00000000000a';
const B = '00000000-0000-0000-0000-00000000000b';
const ALL: RunSummary['scope'] = { subscriptions: 'all', managementGroups: [], excluded: [] };

function day(number: number): string {
  return `2026-11-${String(number).padStart(2, '0')}T02-00-00Z`;
}

function question(given: Partial<PreviousQuestion> = {}): PreviousQuestion {
  const { cloud, tenantIds } = storedRun({ runId: NOW });
  return { before: NOW, scope: ALL, cloud, tenantIds, demo: false, ...given };
}

async function previousOf(out: string, given: Partial<PreviousQuestion> = {}) {
  const { run, warnings } = await findPrevious(out, question(given));
  return { runId: run?.runId, warnings };
}

describe('the previous run', () => {
  test('is the newest earlier one, with its head and its folder', async () => {
    const out = await temporaryFolder();
    for (const number of [20, 22, 21]) await storeRun(out, { runId: day(number) });
    const { run, warnings } = await findPrevious(out, question());
    expect(run).toMatchObject({ runId: day(22), folder: join(out, day(22)), head: { scope: ALL } });
    expect(warnings).toEqual([]);
  });

  test('is none in a new folder, and never the run itself', async () => {
    const out = await temporaryFolder();
    expect(await previousOf(join(out, 'reports'))).toEqual({ runId: undefined, warnings: [] });
    await storeRun(out, { runId: NOW });
    expect(await previousOf(out)).toEqual({ runId: undefined, warnings: [] });
  });

  const NOTHING_READ = storedRun({ runId: NOW }).totals;

  test.each<[string, Partial<RunSummary>]>([
    ['of another cloud', { cloud: 'AzureChinaCloud' }],
    ['of another tenant', { tenantIds: [A] }],
    ['of this tenant and another', { tenantIds: [...question().tenantIds, A] }],
    ['of the demo', { demo: true }],
    ['that was judged anew', { derivedFrom: day(19) }],
    ['of some subscriptions', { scope: { ...ALL, subscriptions: [A] } }],
    ['without naming any', { scope: { ...ALL, subscriptions: [] } }],
    ['of a management group', { scope: { ...ALL, managementGroups: ['mail'] } }],
    ['of one shard', { scope: { ...ALL, shard: { index: 1, count: 3 } } }],
    ['that left out one', { scope: { ...ALL, excluded: [A] } }],
    [
      'that could read nothing',
      {
        totals: {
          ...NOTHING_READ,
          subscriptions: { ...NOTHING_READ.subscriptions, complete: 0, unreadable: 1 },
        },
      },
    ],
  ])('is not one %s, without a word', async (_, given) => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: day(20) });
    await storeRun(out, { runId: day(21), ...given });
    expect(await previousOf(out)).toEqual({ runId: day(20), warnings: [] });
  });

  test('has the same scope in whatever order and letter case', async () => {
    const out = await temporaryFolder();
    const scope = {
      subscriptions: [A, B.toUpperCase()],
      managementGroups: ['Mail', 'Web'],
      excluded: [B, A],
    };
    await storeRun(out, { runId: day(20), scope });
    const same = { subscriptions: [B, A], managementGroups: ['web', 'mail'], excluded: [A, B] };
    expect(await previousOf(out, { scope: same })).toEqual({ runId: day(20), warnings: [] });
    expect(await previousOf(out, { scope: { ...same, subscriptions: [A] } })).toMatchObject({
      runId: undefined,
    });
  });

  test('of a shard is one of the same shard of as many', async () => {
    const out = await temporaryFolder();
    const of = (index: number, count: number) => ({ scope: { ...ALL, shard: { index, count } } });
    await storeRun(out, { runId: day(19), ...of(2, 3) });
    await storeRun(out, { runId: day(20), ...of(1, 3) });
    await storeRun(out, { runId: day(21), ...of(2, 4) });
    await storeRun(out, { runId: day(22) });
    expect(await previousOf(out, of(2, 3))).toEqual({ runId: day(19), warnings: [] });
    expect(await previousOf(out, of(3, 3))).toEqual({ runId: undefined, warnings: [] });
    expect(await previousOf(out)).toEqual({ runId: day(22), warnings: [] });
  });

  test('of the demo is one of the demo', async () => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: day(20), demo: true });
    await storeRun(out, { runId: day(21) });
    expect(await previousOf(out, { demo: true })).toEqual({ runId: day(20), warnings: [] });
  });

  test('is no damaged one and none of a newer version: each is named, as far as it would have come first', async () => {
    const out = await temporaryFolder();
    for (const [number, text] of [
      [18, '{'],
      [20, '{"schemaVersion": 3}'],
      [21, '{'],
    ] as const) {
      await mkdir(join(out, day(number)));
      await writeFile(join(out, day(number), 'run.json'), text);
    }
    await storeRun(out, { runId: day(19) });
    expect(await previousOf(out)).toEqual({
      runId: day(19),
      warnings: [
        expect.stringMatching(
          `^run ${day(21)} is passed over in looking for the previous one: cannot read .+run.json: .+JSON`,
        ),
        expect.stringMatching(
          `^run ${day(20)} is passed over in looking for the previous one: cannot read .+ its schema version is 3, and this program knows 2: use a newer port25-audit$`,
        ),
      ],
    });
  });

  test('has a memory: one of an older version has none, and is named', async () => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: day(20) });
    const folder = await storeRun(out, { runId: day(21) });
    await rm(historyPath(folder));
    const path = join(folder, 'run.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"schemaVersion":2', '"schemaVersion":1'));
    expect(await previousOf(out)).toEqual({
      runId: day(20),
      warnings: [
        `run ${day(21)} is not compared with: it has no snapshot/history.ndjson.gz, as runs of older versions and of collect have none`,
      ],
    });
  });

  test('is not later than this one, as it may seem when the clock was set back: that is said', async () => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: day(20) });
    await storeRun(out, { runId: day(24) });
    await storeRun(out, { runId: day(25) });
    await storeRun(out, { runId: day(26), derivedFrom: day(20) });
    await storeRun(out, { runId: day(27), demo: true });
    expect(await previousOf(out)).toEqual({
      runId: day(20),
      warnings: [
        `run ${day(24)} (and 1 more) in ${out} is later than this one: the clock may have been set back; it is not compared with`,
      ],
    });
  });

  test('is looked for among runs only', async () => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: day(20) });
    for (const name of ['.2026-11-21T02-00-00Z.partial', 'zzz']) await mkdir(join(out, name));
    expect(await previousOf(out)).toEqual({ runId: day(20), warnings: [] });
    expect(await readdir(out)).toHaveLength(3);
  });
});
