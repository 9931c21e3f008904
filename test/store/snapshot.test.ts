import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Reading } from '../../src/model/reading.ts';
import type { FactKind, SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import {
  listSnapshot,
  readSnapshot,
  readSnapshotDeclarations,
  shareSnapshot,
  writeSnapshot,
  writeSnapshotDeclarations,
} from '../../src/store/snapshot.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { facts, OTHER, OWN, unreadable } from '../network/builders.ts';
import { hasFullDevice } from './full-device.ts';
import { FILLED, richFacts } from './rich-facts.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function runFolder(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'snapshot'));
  return folder;
}

function pathOf(folder: string, { subscription }: SubscriptionFacts): string {
  return join(folder, 'snapshot', `${subscription.id}.json.gz`);
}

async function roundTrip(written: SubscriptionFacts): Promise<SubscriptionFacts> {
  const folder = await runFolder();
  await writeSnapshot(folder, written);
  return readSnapshot(folder, written.subscription.id);
}

const KINDS = Object.keys(FILLED) as FactKind[];

describe('a snapshot', () => {
  test.each(KINDS)('brings back %s with every field as it was', async (kind) => {
    const { readings } = await roundTrip(richFacts());
    expect(readings[kind]).toEqual({ kind: 'read', items: [FILLED[kind]], malformed: 0 });
  });

  test('brings back the subscription, however it is named', async () => {
    const written = richFacts();
    expect((await roundTrip(written)).subscription).toEqual(written.subscription);
  });

  test.each<[string, Reading<never>]>([
    ['a list that was not read, with the items before the failure', unreadable('Microsoft.Network/x/read')],
    ['a list with malformed items', { kind: 'read', items: [], malformed: 3 }],
    ['a list that was not asked for', { kind: 'not-asked', why: 'subscription-delegated' }],
  ])('brings back %s', async (_, reading) => {
    const readings = Object.fromEntries(KINDS.map((kind) => [kind, reading]));
    const written = facts(readings);
    expect(await roundTrip(written)).toEqual(written);
  });

  test('is listed in order of subscription IDs, and strange files are passed over', async () => {
    const folder = await runFolder();
    await writeSnapshot(folder, facts({}, OTHER));
    await writeSnapshot(folder, facts({}, OWN));
    await writeFile(join(folder, 'snapshot', 'notes.txt'), '');
    await writeFile(join(folder, 'snapshot', 'not-an-id.json.gz'), '');
    expect(await listSnapshot(folder)).toEqual([OWN, OTHER]);
  });

  test('is readable by its owner only', async () => {
    const folder = await runFolder();
    await writeSnapshot(folder, richFacts());
    expect((await stat(pathOf(folder, richFacts()))).mode & 0o777).toBe(0o600);
  });

  const whole = gzipSync(JSON.stringify(richFacts()));
  const json = JSON.stringify(richFacts());

  test.each<[string, Uint8Array, RegExp]>([
    ['is no gzip', Buffer.from('no gzip'), /is damaged \(.+\); collect anew$/],
    ['is cut off', whole.subarray(0, whole.length / 2), /is damaged \(.+\); collect anew$/],
    ['is empty', Buffer.alloc(0), /is damaged \(.+\); collect anew$/],
    [
      'has a flipped byte',
      Buffer.from(whole.map((byte, at) => (at === whole.length - 6 ? byte ^ 1 : byte))),
      /is damaged \(.+\); collect anew$/,
    ],
    [
      'holds JSON that is cut off',
      gzipSync(json.slice(0, json.length / 2)),
      /is damaged \(.+\); collect anew$/,
    ],
    ['holds something else', gzipSync('{"hello":1}'), /is not a snapshot of version 2 .+; collect anew$/],
    [
      'lacks a reading',
      gzipSync(json.replace('"natGateways"', '"gateways"')),
      /is not a snapshot of version 2 \(readings\.natGateways: .+\); collect anew$/,
    ],
    [
      'is of a newer version',
      gzipSync(json.replace('"schemaVersion":2', '"schemaVersion":3')),
      /its schema version is 3, and this program knows 2: use a newer port25-audit, or collect anew$/,
    ],
    [
      'is of an older version',
      gzipSync(json.replace('"schemaVersion":2', '"schemaVersion":0')),
      /its schema version is 0, and this program knows 2: use an older port25-audit, or collect anew$/,
    ],
  ])('that %s is refused, naming the file and what to do', async (_, bytes, message) => {
    const folder = await runFolder();
    const path = pathOf(folder, richFacts());
    await writeFile(path, bytes);
    const refused = await readSnapshot(folder, richFacts().subscription.id).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreError);
    expect(refused).toHaveProperty('message', expect.stringContaining(`cannot read ${path}: `));
    expect(refused).toHaveProperty('message', expect.stringMatching(message));
  });

  test('that is missing is refused, naming the file', async () => {
    const folder = await runFolder();
    await expect(readSnapshot(folder, richFacts().subscription.id)).rejects.toThrow(
      `cannot read ${pathOf(folder, richFacts())}: it does not exist`,
    );
    await expect(listSnapshot(join(folder, 'nowhere'))).rejects.toThrow(StoreError);
  });

  test.runIf(hasFullDevice)('that finds the disk full says so', async () => {
    const folder = await runFolder();
    await symlink('/dev/full', `${pathOf(folder, richFacts())}.tmp`);
    await expect(writeSnapshot(folder, richFacts())).rejects.toThrow(
      `cannot write ${pathOf(folder, richFacts())}: the disk is full: free some space, or name another folder with --out`,
    );
  });
});

describe('a snapshot of version 1', () => {
  const NEW = [
    'billingSubscriptions',
    'billingPeriods',
    'policyAssignments',
    'resourceGroups',
    'disks',
    'resources',
    'machineOperations',
  ];

  function versionOne(change: (readings: Record<string, unknown>) => void = () => undefined): Buffer {
    const { readings, ...rest } = richFacts();
    const old: Record<string, unknown> = Object.fromEntries(
      Object.entries(readings).filter(([kind]) => !NEW.includes(kind)),
    );
    change(old);
    return gzipSync(JSON.stringify({ ...rest, schemaVersion: 1, readings: old }));
  }

  test('is read with everything that it holds; what was not known then counts as not asked for', async () => {
    const folder = await runFolder();
    await writeFile(pathOf(folder, richFacts()), versionOne());
    const { readings, ...rest } = await readSnapshot(folder, richFacts().subscription.id);
    const { readings: written, ...restWritten } = richFacts();
    expect(rest).toEqual(restWritten);
    for (const kind of KINDS) {
      expect(readings[kind]).toEqual(
        NEW.includes(kind) ? { kind: 'not-asked', why: 'not-needed' } : written[kind],
      );
    }
  });

  test('that lacks a reading of its own time is refused all the same', async () => {
    const folder = await runFolder();
    const damaged = versionOne((readings) => {
      readings['natGateways'] = undefined;
    });
    await writeFile(pathOf(folder, richFacts()), damaged);
    await expect(readSnapshot(folder, richFacts().subscription.id)).rejects.toThrow(
      /is not a snapshot of version 2 \(readings\.natGateways: .+\); collect anew$/,
    );
  });
});

describe('declarations beside a snapshot', () => {
  test('come back letter by letter, readable by the owner only', async () => {
    const folder = await runFolder();
    await writeSnapshotDeclarations(folder, 'subscriptions: {}\r\n# ünïcode\n');
    expect(await readSnapshotDeclarations(folder)).toBe('subscriptions: {}\r\n# ünïcode\n');
    expect((await stat(join(folder, 'snapshot', 'declarations.yaml'))).mode & 0o777).toBe(0o600);
  });

  test('are undefined where there were none', async () => {
    expect(await readSnapshotDeclarations(await runFolder())).toBeUndefined();
  });
});

describe('a shared snapshot', () => {
  test('holds the same facts, and not the declarations, so that other ones leave the source as it is', async () => {
    const [source, derived] = [await runFolder(), await runFolder()];
    await writeSnapshot(source, richFacts());
    await writeSnapshotDeclarations(source, 'subscriptions: {}\n');
    await shareSnapshot(source, derived);
    expect(await readdir(join(derived, 'snapshot'))).toEqual([`${OWN}.json.gz`]);
    expect(await readSnapshot(derived, richFacts().subscription.id)).toEqual(richFacts());
    await writeSnapshotDeclarations(derived, 'other\n');
    expect(await readFile(join(source, 'snapshot', 'declarations.yaml'), 'utf8')).toBe('subscriptions: {}\n');
  });

  test('of a run without a snapshot is refused', async () => {
    await expect(shareSnapshot(await temporaryFolder(), await runFolder())).rejects.toThrow(
      /cannot read the snapshot .+: it does not exist/,
    );
  });
});
