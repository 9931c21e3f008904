import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COUNT_OF_VERDICT } from '../../src/model/finding.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import {
  comeFromOutside,
  csvRowsOf,
  type Ended,
  filesBelow,
  type Outsider,
  type RunRead,
  readOnlyRun,
  runsIn,
} from './outsider.ts';

/** One audit of the demo tenant into an empty folder. */
interface DemoRun {
  readonly out: string;
  readonly ended: Ended;
  readonly run: RunRead;
}

const DOCUMENTED = [
  /^run\.json$/,
  /^(vms|subscriptions)\.(csv|ndjson)$/,
  /^changes\.(csv|json)$/,
  /^report\.html$/,
  /^snapshot\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.json\.gz$/,
  /^snapshot\/declarations\.yaml$/,
  /^snapshot\/history\.ndjson\.gz$/,
];

let outsider: Outsider;
let plain: DemoRun;
let lenient: DemoRun;
let failing: DemoRun;

async function demo(name: string, args: readonly string[]): Promise<DemoRun> {
  const ended = await outsider.run(['audit', '--demo', '--out', name, ...args]);
  const out = outsider.path(name);
  return { out, ended, run: readOnlyRun(out) };
}

beforeAll(async () => {
  outsider = await comeFromOutside({ subscriptions: 0 });
  [plain, lenient, failing] = await Promise.all([
    demo('X', []),
    demo('Y', ['--allow-incomplete', '--log', 'ndjson']),
    demo('Z', ['--fail-on', 'restart,relay', '--quiet']),
  ]);
});
afterAll(() => outsider.leave());

/** A file of findings without the time at which the run began. */
function timeless({ run }: DemoRun, file: string): string {
  const text = readFileSync(join(run.folder, file), 'utf8');
  return text.replaceAll(run.summary.startedAt, '(start of the run)');
}

describe('audit --demo', () => {
  test.each(['vms.csv', 'subscriptions.csv', 'vms.ndjson', 'subscriptions.ndjson'])(
    'writes the same %s every time, but for the time',
    (file) => {
      expect(timeless(plain, file).length).toBeGreaterThan(1000);
      expect(timeless(lenient, file)).toBe(timeless(plain, file));
      expect(timeless(failing, file)).toBe(timeless(plain, file));
    },
  );

  test('exits with 2 where something could not be read, 0 where that is allowed, 1 where a named verdict occurs', () => {
    expect(plain.ended.code).toBe(2);
    expect(lenient.ended.code).toBe(0);
    expect(failing.ended.code).toBe(1);
  });

  test('says what the README shows of it, but for the time', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    const sample = /^```text\n(.+?)^```$/ms.exec(readme)?.[1] ?? '';
    const [heading, ...lines] = sample.trimEnd().split('\n');
    expect(heading).toMatch(/^Port 25 audit of /);
    expect(lines.length).toBeGreaterThan(10);
    expect(plain.ended.stdout).toContain(lines.join('\n'));
  });

  test('names the run in latest.json', () => {
    const latest = JSON.parse(readFileSync(join(plain.out, 'latest.json'), 'utf8'));
    const { id, summary } = plain.run;
    expect(latest).toEqual({ runId: id, path: id, finishedAt: summary.finishedAt });
    expect(id).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z$/);
    expect(summary.runId).toBe(id);
  });

  test('leaves the documented files and no others', () => {
    const files = filesBelow(plain.run.folder);
    expect(files.filter((file) => !DOCUMENTED.some((pattern) => pattern.test(file)))).toEqual([]);
    for (const file of ['run.json', 'vms.csv', 'subscriptions.csv', 'report.html'])
      expect(files).toContain(file);
    expect(files.filter((file) => file.endsWith('.json.gz')).length).toBe(plain.run.subscriptions.length);
    const rows = ['subscriptions', 'vms'].map(
      (table) => `history/${table}/run_date=${plain.run.id.slice(0, 10)}/${plain.run.id}.parquet`,
    );
    expect(filesBelow(plain.out).filter((file) => !file.startsWith(plain.run.id))).toEqual([
      ...rows,
      'latest.json',
    ]);
    expect(runsIn(plain.out)).toEqual([plain.run.id]);
  });

  test('lets nobody else read what it wrote', () => {
    const modes = filesBelow(plain.out).map((file) => statSync(join(plain.out, file)).mode & 0o777);
    expect(new Set(modes)).toEqual(new Set([0o600]));
    expect(statSync(plain.run.folder).mode & 0o077).toBe(0);
  });

  test('writes CSV for spreadsheets: byte order mark, CRLF, a cell for each column, no formulas', () => {
    for (const name of ['vms.csv', 'subscriptions.csv']) {
      const text = readFileSync(join(plain.run.folder, name), 'utf8');
      expect(text.startsWith('\uFEFFsubscription_id,')).toBe(true);
      expect(text.endsWith('\r\n')).toBe(true);
      const rows = csvRowsOf(join(plain.run.folder, name));
      const columns = new Set(rows.map((row) => Object.keys(row).length));
      expect(columns.size).toBe(1);
      expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual(
        [],
      );
    }
  });

  test('sorts rows by subscription, then by resource', () => {
    const vms = csvRowsOf(join(plain.run.folder, 'vms.csv')).map(
      (row) => `${row['subscription_id']} ${row['resource_id']?.toLowerCase()}`,
    );
    expect(vms).toEqual(vms.toSorted());
    const subscriptions = csvRowsOf(join(plain.run.folder, 'subscriptions.csv')).map(
      (row) => row['subscription_id'],
    );
    expect(subscriptions).toEqual(subscriptions.toSorted());
  });

  test('says the same in CSV as in NDJSON', () => {
    const { folder, vms, subscriptions } = plain.run;
    const vmRows = csvRowsOf(join(folder, 'vms.csv'));
    expect(vmRows.map((row) => row['resource_id'])).toEqual(vms.map((vm) => vm.resourceId));
    expect(vmRows.map((row) => row['verdict'])).toEqual(vms.map((vm) => vm.verdict));
    expect(vmRows.map((row) => row['reasons'])).toEqual(
      vms.map((vm) => vm.reasons.map(({ code }) => code).join(';')),
    );
    expect(csvRowsOf(join(folder, 'subscriptions.csv')).map((row) => row['coverage'])).toEqual(
      subscriptions.map(({ coverage }) => coverage),
    );
  });

  test('counts in run.json what the rows hold', () => {
    const { totals } = plain.run.summary;
    const { inScope, complete, partial, unreadable, disabled, excluded } = totals.subscriptions;
    const rows = csvRowsOf(join(plain.run.folder, 'subscriptions.csv'));
    const covered = (coverage: string) => rows.filter((row) => row['coverage'] === coverage).length;
    expect(complete + partial + unreadable + disabled + excluded).toBe(inScope);
    expect({ complete, partial, unreadable, disabled, excluded }).toEqual({
      complete: covered('complete'),
      partial: covered('partial'),
      unreadable: covered('unreadable'),
      disabled: covered('disabled'),
      excluded: covered('excluded'),
    });
    expect(rows.length).toBe(inScope);

    const vms = csvRowsOf(join(plain.run.folder, 'vms.csv'));
    expect(vms.length).toBe(totals.vms.total);
    for (const verdict of VERDICTS) {
      const counted = vms.filter((row) => row['verdict'] === verdict).length;
      expect(totals.vms[COUNT_OF_VERDICT[verdict]]).toBe(counted);
      expect(counted).toBeGreaterThan(0);
    }
    const differing = vms.filter((row) => row['verdict'] !== row['verdict_current_policy']);
    expect(plain.run.summary.differsUnderCurrentPolicy).toBe(differing.length);
    for (const row of rows) {
      const own = vms.filter((vm) => vm['subscription_id'] === row['subscription_id']);
      expect(row['vms']).toBe(String(own.length));
      expect(row['relay']).toBe(String(own.filter((vm) => vm['verdict'] === 'relay').length));
    }
  });

  test('says of every gap which subscription it is in, and its row says so too', () => {
    const { summary, subscriptions } = plain.run;
    const incomplete = subscriptions.filter(({ coverage }) => ['partial', 'unreadable'].includes(coverage));
    const required = summary.coverage.filter((gap) => gap.required);
    expect(new Set(required.map((gap) => gap.subscriptionId))).toEqual(
      new Set(incomplete.map(({ subscriptionId }) => subscriptionId)),
    );
    for (const { coverageDetail } of incomplete) expect(coverageDetail).toMatch(/not read/);
    expect(summary.requests.total).toBeGreaterThan(summary.totals.subscriptions.complete);
    expect(summary.requests.throttled).toBe(0);
  });

  test('writes a report that holds every VM', () => {
    const html = readFileSync(join(plain.run.folder, 'report.html'), 'utf8');
    expect(html.toLowerCase().startsWith('<!doctype html>')).toBe(true);
    expect(html.trimEnd().endsWith('</html>')).toBe(true);
    for (const { subscriptionId } of plain.run.vms) expect(html).toContain(subscriptionId);
  });

  test('prints a summary of at most 80 columns, plain where nobody looks', () => {
    const { stdout, stderr } = plain.ended;
    expect(stdout.split('\n').filter((line) => [...line].length > 80)).toEqual([]);
    expect(stdout + stderr).not.toContain('\u001B');
    expect(stdout).toContain(`X/${plain.run.id}/report.html`);
    expect(stdout).toContain('direct');
    expect(stderr).toMatch(/(\d+) of \1 subscriptions/);
  });

  test('logs lines that a machine can read when it is asked to', () => {
    const lines = lenient.ended.stderr.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines)
      expect(JSON.parse(line)).toMatchObject({ time: expect.any(String), level: expect.any(String) });
  });

  test('is silent with --quiet when all is well', () => {
    expect(failing.ended.stdout).toBe('');
    expect(failing.ended.stderr).toBe('');
  });
});
