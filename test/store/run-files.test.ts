import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRunSummary, readSubscriptionFindings, readVmFindings } from '../../src/store/run-files.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { temporaryFolder } from './temporary-folder.ts';

const HEAD = {
  schemaVersion: 1,
  runId: '2026-11-23T02-00-00Z',
  cloud: 'AzureCloud',
  policy: { revision: '2020-11', current: '2023-12' },
};

async function folderWith(name: string, text: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, name), text);
  return folder;
}

async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'was accepted',
    (error: unknown) => error,
  );
}

describe('run.json', () => {
  test('is read as it is, with fields that this program does not know', async () => {
    const run = { ...HEAD, later: { more: true } };
    expect(await readRunSummary(await folderWith('run.json', JSON.stringify(run)))).toEqual(run);
  });

  test.each<[string, string, RegExp]>([
    [
      'of a newer schema',
      JSON.stringify({ ...HEAD, schemaVersion: 2, policy: 'another shape' }),
      /: its schema version is 2, and this program knows 1: use a newer port25-audit$/,
    ],
    [
      'of an older schema',
      JSON.stringify({ schemaVersion: 0 }),
      /: its schema version is 0, and this program knows 1: use an older port25-audit$/,
    ],
    ['without a schema version', '{}', /: it is not a run of version 1 \(schemaVersion: /],
    [
      'with a revision that nobody knows',
      JSON.stringify({ ...HEAD, policy: { revision: '2030-01', current: '2023-12' } }),
      /: it is not a run of version 1 \(policy\.revision: /,
    ],
    ['that is cut off', '{"schemaVersion": 1, "runId"', /JSON/],
    ['that is empty', '', /JSON/],
  ])('%s is refused by name', async (_, text, message) => {
    const folder = await folderWith('run.json', text);
    const refused = await refusalOf(readRunSummary(folder));
    expect(refused).toBeInstanceOf(StoreError);
    expect(refused).toHaveProperty(
      'message',
      expect.stringContaining(`cannot read ${join(folder, 'run.json')}: `),
    );
    expect(refused).toHaveProperty('message', expect.stringMatching(message));
  });

  test('that is missing is refused by name', async () => {
    const folder = await temporaryFolder();
    await expect(readRunSummary(folder)).rejects.toThrow(
      new StoreError(`cannot read ${join(folder, 'run.json')}: it does not exist`),
    );
  });
});

describe.each([
  ['vms.ndjson', readVmFindings],
  ['subscriptions.ndjson', readSubscriptionFindings],
] as const)('%s', (name, read) => {
  async function all(folder: string): Promise<readonly unknown[]> {
    const findings: unknown[] = [];
    for await (const finding of read(folder)) findings.push(finding);
    return findings;
  }

  test('gives its objects in their order, one a line', async () => {
    const objects = Array.from({ length: 5000 }, (_, at) => ({ at, text: 'é'.repeat(at % 50) }));
    const text = objects.map((each) => `${JSON.stringify(each)}\n`).join('');
    expect(await all(await folderWith(name, text))).toEqual(objects);
  });

  test('may be empty, or lack the last line end', async () => {
    expect(await all(await folderWith(name, ''))).toEqual([]);
    expect(await all(await folderWith(name, '{"a":1}\n{"a":2}'))).toEqual([{ a: 1 }, { a: 2 }]);
  });

  test('that is damaged or missing is a StoreError naming it', async () => {
    const damaged = await folderWith(name, '{"a":1}\n{"a":');
    const missing = await temporaryFolder();
    for (const folder of [damaged, missing]) {
      const refused = await refusalOf(all(folder));
      expect(refused).toBeInstanceOf(StoreError);
      expect(refused).toHaveProperty(
        'message',
        expect.stringContaining(`cannot read ${join(folder, name)}: `),
      );
    }
  });
});
