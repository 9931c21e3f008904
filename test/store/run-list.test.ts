import { mkdir, readFile, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { retentionPlan } from '../../src/history/retention-plan.ts';
import type { RunSummary } from '../../src/model/run.ts';
import { createRunFolder, nameLatest } from '../../src/store/run-folder.ts';
import { listRuns } from '../../src/store/run-list.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { storedRun, storeRun } from './stored-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const RUN = '2026-11-23T02-00-00Z';
const OLDER = '2026-11-22T02-00-00Z';

function withCounts(counts: Partial<RunSummary['totals']['subscriptions']>): Pick<RunSummary, 'totals'> {
  const { totals } = storedRun({ runId: RUN });
  return { totals: { ...totals, subscriptions: { ...totals.subscriptions, ...counts } } };
}

/** The single entry of a folder of runs. */
async function entryOf(out: string): Promise<unknown> {
  const entries = await listRuns(out);
  expect(entries).toHaveLength(1);
  return entries[0];
}

describe('the list of runs', () => {
  test('tells each run with its head, in order, and which one is the latest', async () => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: RUN, derivedFrom: OLDER, demo: true });
    await storeRun(out, { runId: OLDER });
    await nameLatest(out, OLDER, '2026-11-22T02:01:00Z');
    expect(await listRuns(out)).toMatchObject([
      {
        kind: 'run',
        name: OLDER,
        folder: join(out, OLDER),
        runId: OLDER,
        startedAt: '2026-11-22T02:00:00.000Z',
        complete: true,
        derivedFrom: null,
        isLatest: true,
        head: { runId: OLDER, scope: { subscriptions: 'all' }, cloud: 'AzureCloud' },
      },
      { kind: 'run', runId: RUN, derivedFrom: OLDER, isLatest: false, head: { demo: true } },
    ]);
  });

  test('is what the retention plan takes', async () => {
    const out = await temporaryFolder();
    for (const day of ['01', '02', '03']) await storeRun(out, { runId: `2026-11-${day}T02-00-00Z` });
    const runs = (await listRuns(out)).flatMap((entry) => (entry.kind === 'run' ? [entry] : []));
    const plan = retentionPlan(runs, { keepRuns: 2 }, '2026-11-23T02:00:00Z');
    expect(plan.map(({ keep }) => keep)).toEqual([true, true, false]);
  });

  test('is empty where there is no folder yet', async () => {
    expect(await listRuns(join(await temporaryFolder(), 'reports'))).toEqual([]);
  });

  test('cannot be had of a file', async () => {
    const path = join(await temporaryFolder(), 'file');
    await writeFile(path, '');
    await expect(listRuns(path)).rejects.toThrow(StoreError);
  });

  test.each<[string, Partial<RunSummary>, boolean]>([
    ['everything was read', {}, true],
    ['one is disabled, another excluded', withCounts({ disabled: 1, excluded: 1 }), true],
    ['one is partial', withCounts({ partial: 1 }), false],
    ['one is unreadable', withCounts({ unreadable: 1 }), false],
    ['nothing was read', withCounts({ complete: 0 }), false],
    [
      'the list of subscriptions broke off',
      {
        coverage: [
          {
            subscriptionId: null,
            subscriptionName: null,
            fact: 'rest of the subscription list',
            required: true,
            status: 500,
            code: 'x',
            message: 'x',
            action: null,
          },
        ],
      },
      false,
    ],
  ])('says whether a run is complete: %s', async (_, given, complete) => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: RUN, ...given });
    expect(await entryOf(out)).toMatchObject({ kind: 'run', complete });
  });

  test('reads a run of version 1', async () => {
    const out = await temporaryFolder();
    const folder = await storeRun(out, { runId: RUN });
    const path = join(folder, 'run.json');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('"schemaVersion":2', '"schemaVersion":1'));
    expect(await entryOf(out)).toMatchObject({ kind: 'run', runId: RUN });
  });

  test.each<[string, string, RegExp]>([
    ['is cut off', '{"schemaVersion": 2, "runId"', /^cannot read .+run\.json: .+JSON/],
    ['is something else', '{}', /is not a run of version 2/],
    [
      'is of a newer version',
      '{"schemaVersion": 3}',
      /its schema version is 3, .+ use a newer port25-audit$/,
    ],
    [
      'is of another run, as in a copied folder',
      JSON.stringify(storedRun({ runId: OLDER })),
      /: its run\.json is of run 2026-11-22T02-00-00Z$/,
    ],
  ])('tells of a run whose run.json %s', async (_, text, problem) => {
    const out = await temporaryFolder();
    await mkdir(join(out, RUN));
    await writeFile(join(out, RUN, 'run.json'), text);
    expect(await entryOf(out)).toEqual({
      kind: 'damaged',
      name: RUN,
      folder: join(out, RUN),
      runId: RUN,
      problem: expect.stringMatching(problem),
    });
  });

  test('tells of a run that has no run.json', async () => {
    const out = await temporaryFolder();
    await mkdir(join(out, RUN));
    expect(await entryOf(out)).toMatchObject({ kind: 'damaged', runId: RUN });
  });

  test('tells of a run that is being built, and when something was last added to it', async () => {
    const out = await temporaryFolder();
    const { building } = await createRunFolder(out, RUN);
    const [old, newer] = [new Date('2026-11-20T00:00:00Z'), new Date('2026-11-21T00:00:00Z')];
    await utimes(join(building, 'snapshot'), newer, newer);
    await utimes(building, old, old);
    expect(await entryOf(out)).toEqual({
      kind: 'building',
      name: `.${RUN}.partial`,
      folder: building,
      runId: RUN,
      touchedAt: newer.toISOString(),
    });
  });

  test('leaves out files and links, and calls everything else foreign', async () => {
    const out = await temporaryFolder();
    const elsewhere = await temporaryFolder();
    const run = await storeRun(elsewhere, { runId: RUN });
    await symlink(run, join(out, RUN));
    await writeFile(join(out, OLDER), '');
    await nameLatest(out, RUN, '2026-11-23T02:01:00Z');
    const foreign = ['.git', '.x.partial', 'backup of 2026-11-22T02-00-00Z', 'notes'];
    for (const name of foreign) await mkdir(join(out, name));
    expect((await listRuns(out)).map(({ kind, name }) => [kind, name])).toEqual(
      foreign.map((name) => ['foreign', name]),
    );
  });
});
