import { mkdir, readdir, readFile, rename, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { removeLeftovers, removeRun } from '../../src/store/remove-run.ts';
import { createRunFolder, nameLatest } from '../../src/store/run-folder.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { storeRun } from './stored-run.ts';
import { temporaryFolder } from './temporary-folder.ts';

const RUN = '2026-11-23T02-00-00Z';
const OLDER = '2026-11-22T02-00-00Z';
const NOW = '2026-11-23T02:00:00Z';

describe('removing a run', () => {
  test('takes it and nothing else', async () => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: RUN });
    await storeRun(out, { runId: OLDER });
    await removeRun(out, OLDER);
    expect(await readdir(out)).toEqual([RUN]);
    expect((await readdir(join(out, RUN))).toSorted()).toEqual(['run.json', 'snapshot']);
  });

  test('leaves alone what links in it lead to', async () => {
    const out = await temporaryFolder();
    const elsewhere = await temporaryFolder();
    await writeFile(join(elsewhere, 'precious'), 'kept');
    const folder = await storeRun(out, { runId: OLDER });
    await symlink(elsewhere, join(folder, 'link'));
    await removeRun(out, OLDER);
    expect(await readdir(out)).toEqual([]);
    expect(await readFile(join(elsewhere, 'precious'), 'utf8')).toBe('kept');
  });

  test('goes on where an earlier removal of the same run was interrupted', async () => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: OLDER });
    await rename(join(out, OLDER), join(out, `.${OLDER}.removing`));
    await storeRun(out, { runId: OLDER });
    await removeRun(out, OLDER);
    expect(await readdir(out)).toEqual([]);
  });

  test.each(['..', '.', '', 'notes', `../${OLDER}`, `${OLDER}/snapshot`, '.2026-11-22T02-00-00Z.partial'])(
    'refuses "%s", which is no ID of a run',
    async (name) => {
      const parent = await temporaryFolder();
      const out = join(parent, 'reports');
      await storeRun(parent, { runId: OLDER });
      await storeRun(out, { runId: OLDER });
      await expect(removeRun(out, name)).rejects.toThrow(
        new StoreError(`cannot remove ${join(out, name)}: that is not the ID of a run`),
      );
      expect(await readdir(parent)).toEqual([OLDER, 'reports']);
      expect(await readdir(out)).toEqual([OLDER]);
    },
  );

  test('refuses a link to a run', async () => {
    const [out, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
    await symlink(await storeRun(elsewhere, { runId: OLDER }), join(out, OLDER));
    await expect(removeRun(out, OLDER)).rejects.toThrow(
      new StoreError(`cannot remove ${join(out, OLDER)}: it is not a folder`),
    );
    expect(await readdir(elsewhere)).toEqual([OLDER]);
  });

  test('refuses a run that is not there', async () => {
    const out = await temporaryFolder();
    await expect(removeRun(out, OLDER)).rejects.toThrow(/: it is not a folder$/);
  });

  test.each<[string, string]>([
    ['a damaged one', '{'],
    ['one of a newer version', '{"schemaVersion":3}'],
    ['one that is no run', '{"hello":1}'],
  ])('refuses %s', async (_, text) => {
    const out = await temporaryFolder();
    await mkdir(join(out, OLDER));
    await writeFile(join(out, OLDER, 'run.json'), text);
    await expect(removeRun(out, OLDER)).rejects.toThrow(/^cannot remove .+: look at it first: cannot read /);
    expect(await readdir(out)).toEqual([OLDER]);
  });

  test('refuses the latest one', async () => {
    const out = await temporaryFolder();
    await storeRun(out, { runId: RUN });
    await nameLatest(out, RUN, NOW);
    await expect(removeRun(out, RUN)).rejects.toThrow(/: latest\.json names it$/);
    expect(await readdir(out)).toEqual([RUN, 'latest.json']);
  });
});

describe('what interrupted runs have left', () => {
  test('is removed after a day; what may still be under way and what is not ours stays', async () => {
    const out = await temporaryFolder();
    const stale = await createRunFolder(out, '2026-11-20T02-00-00Z');
    const fresh = await createRunFolder(out, OLDER);
    await storeRun(out, { runId: RUN });
    for (const name of ['.notes.partial', '.2026-11-19T02-00-00Z.removing', 'notes'])
      await mkdir(join(out, name));
    await mkdir(join(out, RUN, '.2026-11-20T02-00-00Z.partial'));
    for (const [folder, time] of [
      [stale.building, '2026-11-22T01:59:00Z'],
      [fresh.building, '2026-11-22T02:01:00Z'],
    ] as const) {
      await utimes(join(folder, 'snapshot'), new Date(time), new Date(time));
      await utimes(folder, new Date(0), new Date(0));
    }
    expect(await removeLeftovers(out, NOW)).toEqual([
      '.2026-11-19T02-00-00Z.removing',
      '.2026-11-20T02-00-00Z.partial',
    ]);
    expect(await readdir(out)).toEqual(['.2026-11-22T02-00-00Z.partial', '.notes.partial', RUN, 'notes']);
    expect(await readdir(join(out, RUN))).toContain('.2026-11-20T02-00-00Z.partial');
  });
});
