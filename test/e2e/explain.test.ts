import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runExplain } from '../../src/cli/explain.ts';
import { createReporter } from '../../src/cli/reporter.ts';
import { GOLDEN, keptOf, withoutTimes } from './explain-golden.ts';
import {
  comeFromOutside,
  csvRowsOf,
  filesBelow,
  type Outsider,
  type RunRead,
  readOnlyRun,
  runsIn,
} from './outsider.ts';

let outsider: Outsider;
let run: RunRead;

beforeAll(async () => {
  outsider = await comeFromOutside({ subscriptions: 1, vms: 1 });
  await outsider.run(['audit', '--demo', '--allow-incomplete', '--quiet']);
  run = readOnlyRun(outsider.path('reports'));
});
afterAll(() => outsider.leave());

/** What the command prints, without a process of its own for each of many. */
async function explained(resource: string, json = false): Promise<string> {
  const texts: string[] = [];
  const code = await runExplain(
    { resource, from: run.folder, json, options: {}, variables: {} },
    {
      reporter: createReporter({ log: 'text', quiet: true }, { write: () => true }, () => ''),
      print: (text) => texts.push(text),
      colour: false,
      cores: 1,
      now: () => '',
      signal: new AbortController().signal,
    },
  );
  expect(code).toBe(0);
  return texts.join('');
}

function vmWith(fits: (vm: RunRead['vms'][number]) => boolean) {
  const vm = run.vms.find(fits);
  if (vm === undefined) throw new Error('the demo tenant has no such VM');
  return vm;
}

describe('explain', () => {
  test('tells the chain for a VM of the newest run by its name, and writes nothing', async () => {
    const vm = vmWith(
      ({ name, verdict }) => verdict === 'relay' && run.vms.filter((one) => one.name === name).length === 1,
    );
    const before = filesBelow(outsider.folder);
    const { code, stdout, stderr } = await outsider.run(['explain', vm.name.toUpperCase()]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(await explained(vm.resourceId));
    expect(stdout).toContain(`(relay, ${vm.confidence}`);
    expect(filesBelow(outsider.folder)).toEqual(before);
  });

  test('says the same as JSON, with the findings of the run', async () => {
    const vm = vmWith(({ verdict }) => verdict === 'fix-network');
    const { code, stdout } = await outsider.run(['explain', vm.resourceId, '--json', '--from', run.id]);
    const document = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(document).toMatchObject({ schemaVersion: 1, kind: 'vm', run: { runId: run.id } });
    for (const key of ['verdict', 'verdicts', 'reasons', 'actions', 'confidence', 'platform'] as const) {
      expect(document.vm[key]).toEqual(vm[key]);
    }
  });

  test('agrees with the run about subscriptions of every kind', async () => {
    const every = run.subscriptions.filter((_one, at) => at % 4 === 0);
    for (const finding of every) {
      const { subscription, vms } = JSON.parse(await explained(finding.subscriptionId, true));
      const judged = run.vms.filter(({ subscriptionId }) => subscriptionId === finding.subscriptionId);
      const { policyStatus, policyStatuses, offer, exemption, coverage, reasons, actions } = finding;
      expect(subscription).toMatchObject({
        policyStatus,
        policyStatuses,
        offer,
        exemption,
        coverage,
        reasons,
        actions,
      });
      expect(vms.map(({ verdict }: { verdict: string }) => verdict)).toEqual(
        judged.map(({ verdict }) => verdict),
      );
    }
  });

  test('lists what shares a name and exits with 3', async () => {
    const names = run.subscriptions.map(({ name }) => name);
    const shared = names.find((name, at) => names.indexOf(name) !== at) ?? '';
    const { code, stdout, stderr } = await outsider.run(['explain', shared]);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toContain('name one of these');
    for (const { name, subscriptionId } of run.subscriptions) {
      if (name === shared) expect(stderr).toContain(`/subscriptions/${subscriptionId}`);
    }
  });

  test('suggests names where there is none, and exits with 3', async () => {
    const { code, stderr } = await outsider.run(['explain', 'contoso-fnance-prod']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/holds nothing that is called "contoso-fnance-prod"/);
    expect(stderr).toContain('"contoso-finance-prod"');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('says which runs there could be where there is none', async () => {
    const { code, stderr } = await outsider.neighbour().run(['explain', 'vm']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/no latest run.*run an audit first/);
  });

  test('needs no NDJSON files', async () => {
    const neighbour = outsider.neighbour();
    const small = ['--demo', '--demo-subscriptions', '1', '--demo-vms', '1'];
    await neighbour.run(['audit', ...small, '--format', 'csv', '--allow-incomplete', '--quiet']);
    const [id = ''] = runsIn(neighbour.path('reports'));
    const rows = csvRowsOf(neighbour.path('reports', id, 'subscriptions.csv'));
    expect(existsSync(neighbour.path('reports', id, 'vms.ndjson'))).toBe(false);
    const { code, stderr } = await neighbour.run(['explain', rows[0]?.['subscription_id'] ?? '']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

describe('the explanations of the demo tenant', () => {
  let texts: readonly { readonly file: string; readonly text: string }[];

  beforeAll(async () => {
    const told: { readonly file: string; readonly text: string }[] = [];
    for (const { file, id } of keptOf(run)) told.push({ file, text: await explained(id) });
    texts = told;
  });

  test('are the texts that were signed', async () => {
    for (const { file, text } of texts) {
      await expect(withoutTimes(text, run)).toMatchFileSnapshot(join(GOLDEN, file));
    }
    const files = texts.map(({ file }) => file);
    const stale = existsSync(GOLDEN) ? readdirSync(GOLDEN).filter((file) => !files.includes(file)) : [];
    expect(stale).toEqual([]);
  });

  test('fit a terminal of 80 columns and say no sentence twice', () => {
    for (const { file, text } of texts) {
      for (const line of text.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80);
      const items = text.replace(/\n {5}(?! )/g, ' ').split('\n');
      const sentences = items.filter((line) => /^ {3}[-!] .*\.$/.test(line) && !line.includes(' = '));
      expect(
        sentences.filter((line, at) => sentences.indexOf(line) !== at),
        file,
      ).toEqual([]);
    }
  });
});
