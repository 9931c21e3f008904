import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { nightRecord } from '../../src/cli/night-record.ts';
import { subscriptionTableColumns } from '../../src/history/history-row-subscription.ts';
import { vmTableColumns } from '../../src/history/history-row-vm.ts';
import type { VmFinding } from '../../src/model/finding.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { openEngine, quoted } from '../../src/store/parquet-engine.ts';
import {
  appendNight,
  createNightTables,
  dropNight,
  tablePath,
  VERSION_KEY,
} from '../../src/store/parquet-history.ts';
import { readNights } from '../../src/store/parquet-nights.ts';
import { subscriptionFinding, subscriptionId, vmFinding } from '../report/finding-builders.ts';
import { addNight, buildNight, HOSTILE, runOf } from './known-nights.ts';
import { temporaryFolder } from './temporary-folder.ts';

const STARTED = '2026-11-23T02:00:00Z';
const NIGHT = { runId: '2026-11-23T02-00-00Z', startedAt: STARTED };

const vms: readonly VmFinding[] = [
  vmFinding({
    name: HOSTILE,
    subscriptionName: 'Ünïcode 日本 🙂',
    createdNotBefore: '2016-03-01',
    createdNotAfter: '2019-04-02T08:11:00.123Z',
    lastStarted: 'some day in spring',
    firstSeen: '2026-11-20T02:00:00Z',
    sender: true,
    tags: { 'owner, or "team"': "mail's" },
    reasons: [
      { code: 'a', message: '' },
      { code: 'b', message: '' },
    ],
    review: {
      accepted: { verdict: 'relay', reason: '', by: '', until: '2027-01-01', standing: 'standing' },
    },
  }),
  vmFinding({
    name: 'nothing known',
    tenantId: null,
    offer: null,
    location: null,
    egress: null,
    nicFlag: null,
  }),
  vmFinding({ name: 'vm-3', verdict: 'direct', verdicts: { ...vmFinding().verdicts, '2017-11': 'direct' } }),
];
const found = [
  { subscription: subscriptionFinding({}, vms), vms },
  {
    subscription: subscriptionFinding({
      subscriptionId: subscriptionId(2),
      coverage: 'unreadable',
      coverageDetail: '=cmd|"line\nbreak"',
      policyStatus: null,
      offer: null,
      offerCandidates: ['csp', 'free-trial'],
    }),
    vms: [],
  },
];

async function rowsByHyparquet(path: string) {
  return parquetReadObjects({ file: await asyncBufferFromFile(path) });
}

async function query(sql: string) {
  const engine = await openEngine(new AbortController().signal);
  try {
    return await engine.rows(sql);
  } finally {
    await engine.close();
  }
}

describe('a night of the history', () => {
  test('lies where engines look for partitions, for its owner only', async () => {
    const out = await temporaryFolder();
    await addNight(out, found, { startedAt: STARTED });
    const path = join(out, 'history/vms/run_date=2026-11-23/2026-11-23T02-00-00Z.parquet');
    expect(tablePath(out, 'vms', NIGHT)).toBe(path);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await readdir(join(out, 'history'))).toSorted()).toEqual(['subscriptions', 'vms']);
    expect(await readdir(join(out, NIGHT.runId))).toEqual([]);
  });

  test('comes back as it was found, read by another library', async () => {
    const out = await temporaryFolder();
    await addNight(out, found, { startedAt: STARTED });
    const rows = await rowsByHyparquet(tablePath(out, 'vms', NIGHT));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({
      run_id: NIGHT.runId,
      started_at: new Date(STARTED),
      demo: false,
      scope: 'all',
      subscription_name: 'Ünïcode 日本 🙂',
      name: HOSTILE,
      created_not_before: new Date('2016-03-01T00:00:00Z'),
      created_not_after: new Date('2019-04-02T08:11:00.123Z'),
      last_started: null,
      first_seen: new Date('2026-11-20T02:00:00Z'),
      sender: true,
      accepted: true,
      reasons: 'a;b',
      tags: '{"owner, or \\"team\\"":"mail\'s"}',
    });
    expect(rows[1]).toMatchObject({
      tenant_id: null,
      offer: null,
      egress: null,
      tags: null,
      accepted: false,
    });
    expect(rows[2]).toMatchObject({ verdict: 'direct', verdict_2017_11: 'direct', verdict_2020_11: 'relay' });
    const subscriptions = await rowsByHyparquet(tablePath(out, 'subscriptions', NIGHT));
    expect(subscriptions[0]).toMatchObject({ vms: 3, relay: 2, direct: 1, senders: 1, coverage: 'complete' });
    expect(subscriptions[1]).toMatchObject({
      coverage_detail: '=cmd|"line\nbreak"',
      policy_status: null,
      offer_candidates: 'csp;free-trial',
      vms: 0,
    });
  });

  test('has types that DuckDB knows', async () => {
    const out = await temporaryFolder();
    await addNight(out, found, { startedAt: STARTED });
    for (const [table, columns] of [
      ['vms', vmTableColumns(nightRecord(runOf(found, NIGHT)))],
      ['subscriptions', subscriptionTableColumns(nightRecord(runOf(found, NIGHT)))],
    ] as const) {
      const path = join(out, 'history', table, '*/*.parquet');
      const described = await query(`DESCRIBE SELECT * FROM read_parquet(${quoted(path)})`);
      const types = {
        string: 'VARCHAR',
        timestamp: 'TIMESTAMP WITH TIME ZONE',
        boolean: 'BOOLEAN',
        int32: 'INTEGER',
      } as const;
      expect(described.map(({ column_name, column_type }) => [column_name, column_type])).toEqual([
        ...columns.map(({ name, type }) => [name, types[type]]),
        ['run_date', 'DATE'],
      ]);
      const nameless = columns.filter(({ about }) => about === '');
      expect(nameless).toEqual([]);
    }
    const path = quoted(tablePath(out, 'vms', NIGHT));
    expect(
      await query(`SELECT name, tenant_id IS NULL AS unknown, created_not_after FROM ${path} WHERE sender`),
    ).toEqual([{ name: HOSTILE, unknown: false, created_not_after: '2019-04-02 08:11:00.123+00' }]);
  });

  test('tells the verdict under every revision', async () => {
    const columns = vmTableColumns(nightRecord(runOf(found, NIGHT))).map(({ name }) => name);
    expect(columns.slice(-REVISION_NAMES.length)).toEqual(
      REVISION_NAMES.map((name) => `verdict_${name.replaceAll('-', '_')}`),
    );
    expect(new Set(columns).size).toBe(columns.length);
  });

  test('may have no VM at all', async () => {
    const out = await temporaryFolder();
    await addNight(out, [{ subscription: subscriptionFinding(), vms: [] }], { startedAt: STARTED });
    const path = quoted(join(out, 'history/vms/*/*.parquet'));
    expect(await query(`SELECT count(*)::INTEGER AS n FROM read_parquet(${path})`)).toEqual([{ n: 0 }]);
    expect((await readNights(out, {})).nights).toHaveLength(1);
  });

  test('is written in groups of rows, with dictionaries', async () => {
    const folder = await temporaryFolder();
    const many = Array.from({ length: 12_000 }, (_, at) => vmFinding({ name: `vm-${at}` }));
    const big = [{ subscription: subscriptionFinding({}, many), vms: many }];
    await buildNight(folder, runOf(big, NIGHT), big);
    const file = await asyncBufferFromFile(join(folder, 'history-vms.parquet'));
    const { row_groups, num_rows } = await parquetMetadataAsync(file);
    expect([num_rows, row_groups.length]).toEqual([12_000n, 2]);
    const verdict = row_groups[0]?.columns.find(
      ({ meta_data }) => meta_data?.path_in_schema[0] === 'verdict',
    );
    expect(verdict?.meta_data?.encodings).toContain('RLE_DICTIONARY');
    expect(file.byteLength).toBeLessThan(400_000);
  });
});

describe('adding a night', () => {
  test('never writes over one that is there', async () => {
    const out = await temporaryFolder();
    await addNight(out, found, { startedAt: STARTED });
    const path = tablePath(out, 'subscriptions', NIGHT);
    const before = await readFile(path);
    const run = runOf([], NIGHT);
    const folder = join(out, 'again');
    await buildNight(folder, run, []);
    await expect(appendNight(out, folder, run)).rejects.toThrow(
      /cannot add run .* is there already and is left as it is/,
    );
    expect(await readFile(path)).toEqual(before);
    expect((await readdir(folder)).toSorted()).toEqual([
      'history-subscriptions.parquet',
      'history-vms.parquet',
    ]);
  });

  test('shows nothing before it is whole', async () => {
    const out = await temporaryFolder();
    const building = join(out, '.2026-11-23T02-00-00Z.partial');
    await mkdir(building);
    const record = nightRecord(runOf(found, NIGHT));
    const tables = await createNightTables(building, {
      vms: vmTableColumns(record),
      subscriptions: subscriptionTableColumns(record),
    });
    for (const { subscription, vms: own } of found) await tables.add(subscription, own);
    expect(await readNights(out, {})).toEqual({ nights: [], problems: [] });
    await tables.discard();
    expect(await readdir(building)).toEqual([]);
  });

  test('leaves half a file, as a killed copy might, unread', async () => {
    const out = await temporaryFolder();
    await addNight(out, found, { startedAt: STARTED });
    await writeFile(join(out, 'history/vms/run_date=2026-11-23/.77.parquet.tmp'), 'PAR1 half');
    expect((await readNights(out, {})).problems).toEqual([]);
    const glob = quoted(join(out, 'history/vms/*/*.parquet'));
    expect(await query(`SELECT count(*)::INTEGER AS n FROM read_parquet(${glob})`)).toEqual([{ n: 3 }]);
  });

  test('of a run that is not to enter the history leaves nothing of it', async () => {
    const folder = await temporaryFolder();
    await buildNight(folder, runOf(found, NIGHT), found);
    await dropNight(folder);
    expect(await readdir(folder)).toEqual([]);
  });

  test('says which folder it cannot write to', async () => {
    const out = await temporaryFolder();
    await writeFile(join(out, 'history'), 'a file');
    const run = runOf(found, NIGHT);
    await buildNight(join(out, run.runId), run, found);
    await expect(appendNight(out, join(out, run.runId), run)).rejects.toThrow(/cannot write .*history/);
  });
});

describe('a history that cannot be read', () => {
  async function withFile(bytes: Uint8Array | string): Promise<readonly string[]> {
    const out = await temporaryFolder();
    await addNight(out, found, { startedAt: STARTED });
    const path = tablePath(out, 'vms', NIGHT);
    await writeFile(path, bytes);
    const { nights, problems } = await readNights(out, {});
    expect(nights).toEqual([]);
    expect(await readFile(path)).toEqual(Buffer.from(bytes));
    for (const problem of problems) expect(problem).toContain(path);
    return problems;
  }

  function parquetWith(footer: Readonly<Record<string, string>>): Uint8Array {
    const writer = new ByteWriter();
    const kvMetadata = Object.entries(footer).map(([key, value]) => ({ key, value }));
    const schema = [
      { name: 'root', num_children: 1 },
      { name: 'run_id', type: 'BYTE_ARRAY' as const },
    ];
    void new ParquetWriter({ writer, schema, kvMetadata }).finish();
    return writer.getBytes();
  }

  test.each([
    ['of a newer schema version', { [VERSION_KEY]: '2' }, /its schema version is 2.*knows 1: use a newer/],
    ['of an older schema version', { [VERSION_KEY]: '0' }, /its schema version is 0.*use an older/],
    ['of somebody else', {}, /names no schema version, so port25-audit has not written it/],
    ['with a footer that says too little', { [VERSION_KEY]: '1' }, /its footer does not tell the run/],
  ])('%s is named', async (_, footer, message) => {
    expect(await withFile(parquetWith(footer))).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ['', /damaged/],
    ['PAR1', /damaged/],
    ['not Parquet at all, and rather longer than a footer would be', /damaged/],
  ])('%j is damaged', async (text, message) => {
    expect(await withFile(text)).toEqual([expect.stringMatching(message)]);
  });

  test('half a night is named', async () => {
    const out = await temporaryFolder();
    await addNight(out, found, { startedAt: STARTED });
    await writeFile(join(out, 'history/vms/run_date=2026-11-23/2026-11-23T09-00-00Z.parquet'), '');
    const { nights, problems } = await readNights(out, {});
    expect(nights).toHaveLength(1);
    expect(problems).toEqual([expect.stringMatching(/its file in the table subscriptions is not/)]);
  });
});
