import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRunSummary, readSubscriptionFindings, readVmFindings } from '../../src/store/run-files.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { OWN } from '../network/builders.ts';
import { storedRun } from './stored-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const HEAD = storedRun({ runId: '2026-11-23T02-00-00Z' });

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
      JSON.stringify({ ...HEAD, schemaVersion: 3, policy: 'another shape' }),
      /: its schema version is 3, and this program knows 2: use a newer port25-audit$/,
    ],
    [
      'of an older schema',
      JSON.stringify({ schemaVersion: 0 }),
      /: its schema version is 0, and this program knows 2: use an older port25-audit$/,
    ],
    ['without a schema version', '{}', /: it is not a run of version 2 \(schemaVersion: /],
    [
      'with a revision that nobody knows',
      JSON.stringify({ ...HEAD, policy: { revision: '2030-01', current: '2023-12' } }),
      /: it is not a run of version 2 \(policy\.revision: /,
    ],
    [
      'without its scope',
      JSON.stringify({ ...HEAD, scope: undefined }),
      /: it is not a run of version 2 \(scope: /,
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

  test('of version 1 is read, and what it could not tell yet is empty', async () => {
    const { scope, tags, optionalFacts, changes, senders, accepted, ...rest } = HEAD;
    const old = { ...rest, schemaVersion: 1, scope: { subscriptions: [OWN], excluded: [] } };
    const run = await readRunSummary(await folderWith('run.json', JSON.stringify(old)));
    const none = { direct: 0, restart: 0, requestExemption: 0, relay: 0, fixNetwork: 0, undetermined: 0 };
    expect(run).toEqual({
      ...HEAD,
      scope: { subscriptions: [OWN], managementGroups: [], excluded: [] },
      tags: [],
      optionalFacts: {},
      changes: null,
      senders: { total: 0, ...none },
      accepted: { total: 0, ...none },
    });
  });

  test('that is missing is refused by name', async () => {
    const folder = await temporaryFolder();
    await expect(readRunSummary(folder)).rejects.toThrow(
      new StoreError(`cannot read ${join(folder, 'run.json')}: it does not exist`),
    );
  });
});

/** What findings of this version have and those of version 1 had not. */
const NEW_KEYS = { verdicts: {}, scaleSets: 0 };

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
    const objects = Array.from({ length: 5000 }, (_, at) => ({
      at,
      text: 'é'.repeat(at % 50),
      ...NEW_KEYS,
    }));
    const text = objects.map((each) => `${JSON.stringify(each)}\n`).join('');
    expect(await all(await folderWith(name, text))).toEqual(objects);
  });

  test('may be empty, or lack the last line end', async () => {
    expect(await all(await folderWith(name, ''))).toEqual([]);
    const [one, two] = [1, 2].map((a) => ({ a, ...NEW_KEYS }));
    const text = `${JSON.stringify(one)}\n${JSON.stringify(two)}`;
    expect(await all(await folderWith(name, text))).toEqual([one, two]);
  });

  test('of version 1 is refused, with a way to get it in this one', async () => {
    const folder = await folderWith(name, '{"subscriptionId":"x","verdict":"direct"}\n');
    await expect(all(folder)).rejects.toThrow(
      new StoreError(
        `cannot read ${join(folder, name)}: its findings are of an older version, which does not tell all of this: judge the run anew with "assess --from"`,
      ),
    );
  });

  test('that is damaged or missing is a StoreError naming it', async () => {
    const damaged = await folderWith(name, `${JSON.stringify(NEW_KEYS)}\n{"a":`);
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
