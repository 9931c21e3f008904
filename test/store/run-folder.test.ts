import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createRunFolder, nameLatest, replaceFile, runIdOf } from '../../src/store/run-folder.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { hasFullDevice } from './full-device.ts';
import { temporaryFolder } from './temporary-folder.ts';

const RUN = '2026-11-23T02-00-00Z';

async function permissions(path: string): Promise<number> {
  return (await stat(path)).mode & 0o777;
}

/** What somebody sees who looks for runs: names that do not begin with a dot. */
async function visible(out: string): Promise<readonly string[]> {
  return (await readdir(out)).filter((name) => !name.startsWith('.'));
}

describe('a run folder', () => {
  test('its ID is the start in UTC', () => {
    expect(runIdOf('2026-11-23T02:00:00.123Z')).toBe(RUN);
  });

  test('appears complete, with the name of its run, or not at all', async () => {
    const out = join(await temporaryFolder(), 'deeper', 'reports');
    const folder = await createRunFolder(out, RUN);
    await writeFile(join(folder.building, 'run.json'), '{}');
    expect(await visible(out)).toEqual([]);
    await folder.publish();
    expect(await readdir(out)).toEqual([RUN]);
    expect((await readdir(folder.final)).toSorted()).toEqual(['run.json', 'snapshot']);
  });

  test('is removed with all that is in it when it is discarded', async () => {
    const out = await temporaryFolder();
    const folder = await createRunFolder(out, RUN);
    await writeFile(join(folder.building, 'snapshot', 'x.json.gz'), 'x');
    await folder.discard();
    expect(await readdir(out)).toEqual([]);
  });

  test('is readable by its owner only', async () => {
    const out = join(await temporaryFolder(), 'reports');
    const folder = await createRunFolder(out, RUN);
    await folder.publish();
    const paths = [out, folder.final, join(folder.final, 'snapshot')];
    expect(await Promise.all(paths.map(permissions))).toEqual([0o700, 0o700, 0o700]);
  });

  test('leaves the permissions of an output folder that is there already', async () => {
    const out = join(await temporaryFolder(), 'shared');
    await mkdir(out, { mode: 0o755 });
    await createRunFolder(out, RUN);
    expect(await permissions(out)).toBe(0o755);
  });

  test('refuses the ID of a finished run before anything is read, and leaves that run as it is', async () => {
    const out = await temporaryFolder();
    const first = await createRunFolder(out, RUN);
    await writeFile(join(first.building, 'run.json'), 'first');
    await first.publish();
    await expect(createRunFolder(out, RUN)).rejects.toThrow(
      new StoreError(
        `cannot create the run folder ${first.final}: a run of this ID is there already: wait a second, or name another folder with --out`,
      ),
    );
    expect(await readdir(out)).toEqual([RUN]);
    expect(await readFile(join(first.final, 'run.json'), 'utf8')).toBe('first');
  });

  test('refuses the ID of a run that is being built, and leaves that one alone', async () => {
    const out = await temporaryFolder();
    const first = await createRunFolder(out, RUN);
    await writeFile(join(first.building, 'run.json'), 'first');
    await expect(createRunFolder(out, RUN)).rejects.toThrow(/another run may be writing it/);
    await first.publish();
    expect(await readFile(join(out, RUN, 'run.json'), 'utf8')).toBe('first');
  });

  test('refuses to be published over a run that has appeared meanwhile', async () => {
    const out = await temporaryFolder();
    const folder = await createRunFolder(out, RUN);
    await mkdir(folder.final);
    await writeFile(join(folder.final, 'run.json'), 'other');
    await expect(folder.publish()).rejects.toThrow(StoreError);
    expect(await readFile(join(folder.final, 'run.json'), 'utf8')).toBe('other');
  });

  test('says what to do when the output folder is a file', async () => {
    const out = join(await temporaryFolder(), 'file');
    await writeFile(out, '');
    await expect(createRunFolder(join(out, 'reports'), RUN)).rejects.toThrow(
      /a part of the path is a file: name a folder with --out/,
    );
  });
});

describe('replacing a file', () => {
  test('names the newest run, and only its owner can read it', async () => {
    const out = await temporaryFolder();
    await nameLatest(out, RUN, '2026-11-23T02:01:00Z');
    const path = join(out, 'latest.json');
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ runId: RUN });
    expect(await permissions(path)).toBe(0o600);
  });

  test('swaps the whole file: whoever has the old one open reads it to its end', async () => {
    const path = join(await temporaryFolder(), 'latest.json');
    await replaceFile(path, 'the old one, which is longer');
    const before = await stat(path);
    await replaceFile(path, 'the new one');
    expect(await readFile(path, 'utf8')).toBe('the new one');
    expect((await stat(path)).ino).not.toBe(before.ino);
  });

  test.runIf(hasFullDevice)('on a full disk leaves the old file, nothing else, and says so', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'latest.json');
    await writeFile(path, 'old');
    await symlink('/dev/full', `${path}.${process.pid}.tmp`);
    await expect(replaceFile(path, 'new')).rejects.toThrow(
      `cannot write ${path}: the disk is full: free some space, or name another folder with --out`,
    );
    expect(await readdir(folder)).toEqual(['latest.json']);
    expect(await readFile(path, 'utf8')).toBe('old');
  });
});
