import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import type { RunSummary } from '../../src/model/run.ts';

/** A run of the demo tenant through the real command line, with its files read back. */
export interface DemoRun {
  readonly report: string;
  readonly folder: string;
  readonly run: RunSummary;
  readonly vms: readonly VmFinding[];
  readonly subscriptions: readonly SubscriptionFinding[];
  /** The cells of `vms.csv` and `subscriptions.csv` by their headers. */
  readonly vmRows: readonly Readonly<Record<string, string>>[];
  readonly subscriptionRows: readonly Readonly<Record<string, string>>[];
  readonly vmsCsv: string;
  readonly remove: () => void;
}

export function demoRun(): DemoRun {
  const out = mkdtempSync(join(tmpdir(), 'port25-browser-'));
  const args = ['dist/main.js', 'audit', '--demo', '--allow-incomplete', '--quiet', '--out', out];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the demo ended with ${status}: ${stderr}`);
  const name = readdirSync(out).find((entry) => entry.startsWith('2')) ?? '';
  const folder = join(out, name);
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const lines = (file: string) => read(file).trim().split('\n');
  return {
    report: join(folder, 'report.html'),
    folder,
    run: JSON.parse(read('run.json')),
    vms: lines('vms.ndjson').map((line): VmFinding => JSON.parse(line)),
    subscriptions: lines('subscriptions.ndjson').map((line): SubscriptionFinding => JSON.parse(line)),
    vmsCsv: read('vms.csv'),
    vmRows: csvObjects(read('vms.csv')),
    subscriptionRows: csvObjects(read('subscriptions.csv')),
    remove: () => rmSync(out, { recursive: true, force: true }),
  };
}

/** Reads RFC 4180 text into one object a row, by the header's names. */
export function csvObjects(text: string): readonly Readonly<Record<string, string>>[] {
  const [head = [], ...rows] = csvCells(text.replace(/^\uFEFF/, ''));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])));
}

function csvCells(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (end === '') break;
  }
  return rows.filter((cells) => cells.length > 1);
}
