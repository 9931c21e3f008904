import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunToJudge } from '../../src/cli/judge-part.ts';
import { declarationsIn } from '../../src/cli/read-declarations.ts';
import type { HistoryHead } from '../../src/model/history.ts';
import type { ReviewEntry } from '../../src/model/review.ts';
import type { SubscriptionId } from '../../src/model/subscription-id.ts';
import { comeFromOutside, type Outsider, type RunRead, readOnlyRun } from './outsider.ts';
import { editMemory } from './past-runs.ts';

type JudgeParts = typeof import('../../src/cli/judge-parts.ts');

/** The built program: its threads run what is built. */
function built<M>(module: string): Promise<M> {
  return import(new URL(`../../dist/${module}`, import.meta.url).href);
}

const ACCEPTED = {
  verdict: 'relay',
  reason: 'sends through the relay',
  by: 'Ada',
  until: '2027-01-01',
} as const;

const REVIEWS: readonly ReviewEntry[] = [
  { matcher: { kind: 'pattern', name: 'vm-*' }, line: 3, reviewed: { by: 'Ada', on: '2026-11-20' } },
  { matcher: { kind: 'pattern', name: '*1' }, line: 7, accepted: ACCEPTED },
  { matcher: { kind: 'pattern', name: 'nobody' }, line: 12, accepted: ACCEPTED },
];

let outsider: Outsider;
let run: RunRead;
let ids: readonly SubscriptionId[];
/** Another run's memory: it knows subscriptions that are gone, and not all that are there. */
let past: string;
let context: RunToJudge['context'];

beforeAll(async () => {
  outsider = await comeFromOutside({ subscriptions: 1, vms: 1 });
  await outsider.run(['audit', '--demo', '--allow-incomplete', '--quiet', '--no-history']);
  run = readOnlyRun(outsider.path('reports'));
  const { listSnapshot, readSnapshotDeclarations } =
    await built<typeof import('../../src/store/snapshot.ts')>('store/snapshot.js');
  ids = await listSnapshot(run.folder);
  const yaml = await readSnapshotDeclarations(run.folder);
  const { declarations } = declarationsIn(yaml, run.folder, run.summary.startedAt);
  const { tenantContext } =
    await built<typeof import('../../src/cli/tenant-context.ts')>('cli/tenant-context.js');
  context = await tenantContext({
    source: run.folder,
    context: {
      cloud: run.summary.cloud,
      revision: '2020-11',
      declarations: { ...declarations, reviews: REVIEWS },
      tagNames: run.summary.tags,
      seenAt: '2026-11-24T02:00:00Z',
    },
    signal: new AbortController().signal,
  });
  past = outsider.path('past');
  await mkdir(join(past, 'snapshot'), { recursive: true });
  await cp(join(run.folder, 'snapshot', 'history.ndjson.gz'), join(past, 'snapshot', 'history.ndjson.gz'));
  editMemory(past, ([head = '', ...lines]) => {
    const gone = lines.flatMap((line, at) =>
      at % 9 === 4 ? [line.replaceAll(/"id":"([0-9a-f-]{35})./g, '"id":"$1f')] : [],
    );
    const known = [...lines.filter((_, at) => at % 7 !== 3), ...gone];
    const byId = new Map(known.map((line) => [String(JSON.parse(line).subscription.id), line]));
    const all = [...byId].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
    return [
      JSON.stringify({ ...JSON.parse(head), runId: '2026-11-23T02-00-00Z', entries: all.length }),
      ...all,
    ];
  });
}, 120_000);
afterAll(() => outsider.leave());

function headOf(folder: string): HistoryHead {
  const [line = ''] = gunzipSync(readFileSync(join(folder, 'snapshot', 'history.ndjson.gz')))
    .toString()
    .split('\n', 1);
  const { entries: _, ...head } = JSON.parse(line);
  return head;
}

interface Given {
  /** The lists themselves, where they are not cut from the run's own. */
  readonly lists?: readonly (readonly SubscriptionId[])[];
  readonly source?: string;
  readonly previous?: RunToJudge['previous'];
  readonly signal?: AbortSignal;
}

/** Judges the run in parts that begin at these places of its list; the folder is given back also where that fails. */
async function judgedAt(places: readonly number[], given: Given = {}) {
  const target = mkdtempSync(join(outsider.folder, 'judged-'));
  await mkdir(join(target, 'snapshot'));
  const { judgeParts } = await built<JudgeParts>('cli/judge-parts.js');
  const lists = given.lists ?? [0, ...places].map((from, at) => ids.slice(from, places[at]));
  const work = judgeParts(
    {
      source: given.source ?? run.folder,
      target,
      context,
      csv: true,
      head: headOf(run.folder),
      previous: given.previous ?? { run: 'yesterday', folder: past, head: headOf(past) },
      tellChanges: true,
      absence: 'deleted',
      today: '2026-11-24',
    },
    lists,
    { signal: given.signal ?? new AbortController().signal },
  );
  const outcome = await work.then(
    (judged) => ({ judged, error: undefined }),
    (error: unknown) => ({ judged: undefined, error }),
  );
  return { ...outcome, target };
}

const FILES = ['vms.ndjson', 'subscriptions.ndjson', 'vms.csv', 'subscriptions.csv'];

/** What was written, the memory unpacked: pieces of gzip differ where they begin elsewhere. */
function written(folder: string): Record<string, string> {
  const memory = gunzipSync(readFileSync(join(folder, 'snapshot', 'history.ndjson.gz'))).toString();
  return Object.fromEntries([
    ['memory', memory],
    ...FILES.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const),
  ]);
}

describe('a run judged in parts', () => {
  test.each([
    ['two halves', (all: number) => [Math.floor(all / 2)]],
    ['three parts', (all: number) => [5, all - 3]],
    ['a part of one subscription', () => [1]],
    ['a first part without any', () => [0]],
  ])('comes out as one that is judged at once: %s', async (_, places) => {
    const whole = await judgedAt([]);
    const parts = await judgedAt(places(ids.length));
    expect(parts.error).toBeUndefined();
    const { memory: ___, ...sums } = whole.judged ?? {};
    expect(parts.judged).toMatchObject(sums);
    expect(whole.judged?.reviewCounts.map(({ findings }) => findings > 0)).toEqual([true, true, false]);
    expect(whole.judged?.changes?.subscriptions.length).toBeGreaterThan(3);
    expect(written(parts.target)).toEqual(written(whole.target));
    expect(readdirSync(parts.target).toSorted()).toEqual([...FILES, 'snapshot'].toSorted());
    expect(readdirSync(join(parts.target, 'snapshot'))).toEqual(['history.ndjson.gz']);
  });

  test('leaves nothing behind where facts in another thread are damaged, and says which', async () => {
    const source = outsider.path('damaged');
    await cp(run.folder, source, { recursive: true });
    const last = join(source, 'snapshot', `${ids.at(-1)}.json.gz`);
    truncateSync(last, 100);
    const { error, target } = await judgedAt([Math.floor(ids.length / 2)], { source });
    expect(error).toMatchObject({
      name: 'StoreError',
      message: expect.stringContaining(`cannot read ${last}: it is damaged`),
    });
    expect(readdirSync(target)).toEqual(['snapshot']);
    expect(readdirSync(join(target, 'snapshot'))).toEqual([]);
  });

  test('tells a memory of the run before that breaks off in another thread by that run', async () => {
    const folder = outsider.path('broken');
    await cp(past, folder, { recursive: true });
    const path = join(folder, 'snapshot', 'history.ndjson.gz');
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.subarray(0, bytes.length - 40));
    const previous = { run: 'last night', folder, head: headOf(past) };
    const { error, target } = await judgedAt([Math.floor(ids.length / 2)], { previous });
    expect(error).toMatchObject({ name: 'PastError', run: 'last night' });
    expect(readdirSync(target)).toEqual(['snapshot']);
    rmSync(folder, { recursive: true });
  });

  test('does not wait for a thread that is far from done when it is interrupted', async () => {
    // To judge all of them three hundred times takes minutes.
    const lists = [ids.slice(0, 1), Array.from({ length: 300 }, () => ids).flat()];
    const before = await judgedAt([], { lists, signal: AbortSignal.abort(new Error('interrupted')) });
    expect(before.error).toMatchObject({ message: 'interrupted' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('interrupted')), 1000);
    const { error, target } = await judgedAt([], { lists, signal: controller.signal });
    expect(error).toBeInstanceOf(Error);
    expect(readdirSync(target)).toEqual(['snapshot']);
    expect(readdirSync(join(target, 'snapshot'))).toEqual([]);
  }, 30_000);

  test('stops in all threads when it is interrupted', async () => {
    const signal = AbortSignal.abort(new Error('interrupted'));
    const { error, target } = await judgedAt([Math.floor(ids.length / 2)], { signal });
    expect(error).toMatchObject({ message: 'interrupted' });
    expect(readdirSync(target)).toEqual(['snapshot']);
  });
});
