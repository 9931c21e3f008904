import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeFromOutside, filesBelow, type Outsider, readOnlyRun, readRun, runsIn } from './outsider.ts';

let outsider: Outsider;
let original: string;

beforeAll(async () => {
  outsider = await comeFromOutside({ subscriptions: 30 });
  outsider.write('declarations.yaml', outsider.simulator.declarations);
  const declared = ['--declarations', 'declarations.yaml'];
  await Promise.all([
    outsider.run(['audit', ...declared]),
    outsider.run(['audit', ...declared, '--policy', 'current', '--out', 'current']),
    outsider.run(['audit', '--subscription', firstSubscription(), '--format', 'csv', '--out', 'csv-only']),
  ]);
  await outsider.simulator.close();
  original = readOnlyRun(outsider.path('reports')).id;
});
afterAll(() => outsider.leave());

function firstSubscription(): string {
  const [first] = outsider.simulator.tenant.subscriptions();
  if (first === undefined) throw new Error('the simulator has no subscription');
  return first.id;
}

/** The bytes of every file below a folder, as digests. */
function digests(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
}

function withoutTime(text: string, startedAt: string): string {
  return text.replaceAll(startedAt, '(start of the run)');
}

describe('assess', () => {
  test('judges the facts of a run anew under another policy, without the network', async () => {
    const before = digests(outsider.path('reports'));
    const { code, stdout, stderr } = await outsider.run([
      'assess',
      '--from',
      original,
      '--policy',
      'current',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('policy revision 2023-12');

    const [derivedId, ...more] = runsIn(outsider.path('reports')).filter((id) => id !== original);
    expect(more).toEqual([]);
    const first = readRun(outsider.path('reports'), original);
    const derived = readRun(outsider.path('reports'), derivedId ?? '');
    expect(digests(outsider.path('reports'))).toMatchObject(before);
    expect(derived.summary).toMatchObject({
      runId: derivedId,
      derivedFrom: original,
      policy: { revision: '2023-12', current: '2023-12' },
      requests: { total: 0 },
      differsUnderCurrentPolicy: 0,
    });
    expect(filesBelow(join(derived.folder, 'snapshot'))).toEqual(filesBelow(join(first.folder, 'snapshot')));

    const audited = readOnlyRun(outsider.path('current'));
    for (const file of ['vms.csv', 'subscriptions.csv', 'vms.ndjson', 'subscriptions.ndjson']) {
      const judgedAnew = withoutTime(
        readFileSync(join(derived.folder, file), 'utf8'),
        first.summary.startedAt,
      );
      const auditedSo = withoutTime(
        readFileSync(join(audited.folder, file), 'utf8'),
        audited.summary.startedAt,
      );
      expect(judgedAnew).toBe(auditedSo);
    }
  });

  test('gives the same again under the same policy, from a run named by its folder', async () => {
    const folder = outsider.path('reports', original);
    const { code } = await outsider.run(['assess', '--from', folder, '--out', 'again']);
    expect(code).toBe(0);
    const again = readOnlyRun(outsider.path('again'));
    for (const file of ['vms.csv', 'subscriptions.ndjson'])
      expect(readFileSync(join(again.folder, file))).toEqual(readFileSync(join(folder, file)));
    expect(filesBelow(outsider.path('again'))).not.toContain('latest.json');
  });

  test('exits as an audit of these facts would', async () => {
    const { code } = await outsider.run([
      'assess',
      '--from',
      'latest',
      '--fail-on',
      'direct',
      '--out',
      outsider.path('reports'),
      '--format',
      'json',
    ]);
    expect(code).toBe(1);
  });

  test.each([
    {
      name: 'a run that is not there',
      from: '2001-01-01T00-00-00Z',
      tells: /no run at 2001-01-01T00-00-00Z/,
    },
    { name: 'a folder without a run', from: '.', tells: /no run at \./ },
  ])('says so for $name', async ({ from, tells }) => {
    const before = filesBelow(outsider.folder);
    const { code, stderr } = await outsider.run(['assess', '--from', from]);
    expect(code).toBe(3);
    expect(stderr).toMatch(tells);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(filesBelow(outsider.folder)).toEqual(before);
  });

  test('names the file where a snapshot is damaged, and leaves nothing behind', async () => {
    const { id, folder } = readOnlyRun(outsider.path('current'));
    const file = join(folder, 'snapshot', `${firstSubscription()}.json.gz`);
    const sound = readFileSync(file);
    writeFileSync(file, sound.subarray(0, sound.length / 2));
    try {
      const before = filesBelow(outsider.folder);
      const { code, stderr } = await outsider.run(['assess', '--from', id, '--out', 'current']);
      expect(code).toBe(3);
      expect(stderr).toContain(`${firstSubscription()}.json.gz`);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(filesBelow(outsider.folder)).toEqual(before);
    } finally {
      writeFileSync(file, sound);
    }
  });
});

describe('report', () => {
  test('writes the report anew and touches nothing else', async () => {
    const folder = outsider.path('reports', original);
    const before = digests(outsider.path('reports'));
    writeFileSync(join(folder, 'report.html'), 'an old report');
    const { code, stdout, stderr } = await outsider.run(['report', '--from', original]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('report.html');
    expect(digests(outsider.path('reports'))).toEqual(before);
  });

  test('says what is missing where the run was written without the findings that it is made from', async () => {
    const { id } = { id: runsIn(outsider.path('csv-only'))[0] ?? '' };
    const before = filesBelow(outsider.folder);
    const { code, stderr } = await outsider.run(['report', '--from', id, '--out', 'csv-only']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: .*\.ndjson.*assess --from/);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(filesBelow(outsider.folder)).toEqual(before);
  });
});
