import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscriptionTableColumns } from '../../src/history/history-row-subscription.ts';
import { vmTableColumns } from '../../src/history/history-row-vm.ts';
import type { NightHead, TableColumn } from '../../src/model/night-table.ts';
import { subscriptionFinding, vmFinding } from '../report/finding-builders.ts';
import { addNight, HOSTILE, writeKnownNights } from '../store/known-nights.ts';

const DOCUMENT = readFileSync('docs/history.md', 'utf8');

/** Every query that the document does not call untried, by the heading that it stands under. */
const QUERIES = DOCUMENT.split(/^#{2,3} /m).flatMap((section) => {
  const heading = section.split('\n')[0] ?? '';
  return [...section.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, sql = '']) => ({ heading, sql }));
});
const [SETUP, ...EXAMPLES] = QUERIES;

const NIGHT: NightHead = {
  runId: '',
  startedAt: '',
  cloud: 'AzureCloud',
  demo: false,
  scope: { subscriptions: 'all', managementGroups: [], excluded: [] },
  policy: '2020-11',
  tool: '',
};

/** What each example must answer, by what is known of the nights; numbers of 64 bits come as texts. */
const TRUTH: Readonly<Record<string, readonly unknown[]>> = {
  'VMs that lost `direct` in a month': [
    { run_date: '2026-11-04', subscription_name: 'Flapping network', name: 'swing', verdict: 'fix-network' },
    { run_date: '2026-11-09', subscription_name: 'Flapping network', name: 'swing', verdict: 'fix-network' },
    { run_date: '2026-11-16', subscription_name: 'Legacy', name: 'old-gateway', verdict: 'relay' },
  ],
  'Time to restart after an exemption': [
    { subscription: 'Contoso Mail', restarted: '2', median_days: 5.5, worst_days: '8' },
    { subscription: 'Legacy', restarted: '1', median_days: 4, worst_days: '4' },
  ],
  'VMs that wait for a restart, longest first': [
    { subscription_name: 'Contoso Mail', name: 'mx-3', since: '2026-11-20' },
  ],
  'Subscriptions that flap': [{ subscription: 'Flapping status', went_back: '2' }],
  'VMs that flap': [{ subscription: 'Flapping network', vm: 'swing', went_back: '3' }],
  'Subscriptions by offer over time': [
    { month: '2026-10', offer: 'not settled', subscriptions: '1' },
    { month: '2026-10', offer: 'pay-as-you-go', subscriptions: '3' },
    { month: '2026-11', offer: 'csp', subscriptions: '1' },
    { month: '2026-11', offer: 'pay-as-you-go', subscriptions: '3' },
  ],
  'Senders that were not `direct` for 30 days': [
    { subscription: 'Contoso Mail', vm: 'billing-mx', verdict: 'relay', last_direct: null },
    { subscription: 'Contoso Mail', vm: 'mx-3', verdict: 'restart', last_direct: null },
  ],
  'Verdicts night by night': ['2026-11-24', '2026-11-23', '2026-11-22'].map((day) => {
    return { run_date: day, vms: '8', direct: '5', restart: '1', others: '2' };
  }),
  'What another revision would say of the last night': [
    { under_2020_11: 'direct', under_2023_12: 'direct', vms: '5' },
    { under_2020_11: 'relay', under_2023_12: 'relay', vms: '2' },
    { under_2020_11: 'restart', under_2023_12: 'restart', vms: '1' },
  ],
  'Nights on which something was not read': [
    { run_date: '2026-11-18', name: 'Legacy', coverage: 'unreadable', coverage_detail: null },
  ],
};

let out: string;
let duckdb: DuckDBInstance;
let session: DuckDBConnection;

/** As a user of DuckDB has it: nothing set that the document does not set. */
async function rows(sql: string) {
  return (await session.runAndReadAll(sql)).getRowObjectsJson();
}

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'port25-audit-docs-'));
  await writeKnownNights(out);
  // A demo in the same folder must not show in any answer.
  const vms = [vmFinding({ name: 'demo', verdict: 'restart', sender: true })];
  const found = [{ subscription: subscriptionFinding({}, vms), vms }];
  await addNight(out, found, { startedAt: '2026-11-25T02:00:00Z', demo: true });
  duckdb = await DuckDBInstance.create(':memory:');
  session = await duckdb.connect();
  await session.run((SETUP?.sql ?? '').replaceAll("'reports/", `'${out}/`));
});
afterAll(() => {
  session.closeSync();
  duckdb.closeSync();
  rmSync(out, { recursive: true, force: true });
});

describe('docs/history.md', () => {
  test('has an expected answer for every example', () => {
    expect(SETUP?.sql).toContain('CREATE VIEW vms');
    expect(EXAMPLES.map(({ heading }) => heading)).toEqual(Object.keys(TRUTH));
  });

  test.each(EXAMPLES)('$heading', async ({ heading, sql }) => {
    expect(await rows(sql)).toEqual(TRUTH[heading]);
  });

  test.each([
    ['vms', vmTableColumns(NIGHT)],
    ['subscriptions', subscriptionTableColumns(NIGHT)],
  ] as const)('lists every column of %s', (table, columns) => {
    const section = DOCUMENT.split(`### \`${table}\`\n`)[1]?.split(/^#/m)[0] ?? '';
    const rows = (columns as readonly TableColumn<never>[]).map(
      ({ name, type, required, about }) => `| \`${name}\` | ${type} | ${required ? '' : 'yes'} | ${about} |`,
    );
    expect(section.split('\n').filter((line) => line.startsWith('| `'))).toEqual(rows);
  });

  test('finds a hostile name by its letters', async () => {
    const sql = `SELECT count(*)::INTEGER AS nights FROM vms WHERE name = '${HOSTILE.replaceAll("'", "''")}'`;
    expect(await rows(sql)).toEqual([{ nights: 33 }]);
  });
});

test('a night of a version that knew fewer columns is brought together with the others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'port25-audit-union-'));
  try {
    cpSync(join(out, 'history'), join(folder, 'history'), { recursive: true });
    const old = join(folder, 'history/vms/run_date=2026-10-16/2026-10-16T02-00-00Z.parquet');
    rmSync(old);
    await session.run(
      `COPY (SELECT * EXCLUDE (tags, run_date) FROM vms WHERE run_date = '2026-10-16') TO '${old}' (FORMAT parquet)`,
    );
    const found = await rows(
      `SELECT count(*)::INTEGER AS n FROM read_parquet('${folder}/history/vms/*/*.parquet', union_by_name = true, hive_partitioning = true) WHERE run_date = '2026-10-16' AND tags IS NULL`,
    );
    expect(found).toEqual([{ n: 9 }]);
    expect(await rows('SELECT max(run_date) AS last FROM vms')).toEqual([{ last: '2026-11-24' }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
