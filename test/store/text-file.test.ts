import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StoreError } from '../../src/store/store-error.ts';
import { createTextFile } from '../../src/store/text-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const BUILT = join(process.cwd(), 'dist/store/text-file.js');

/** Writes 1 MB with the built program under a limit of 64 KiB a file; prints what it is told. */
const WRITE_TOO_MUCH = `
  const { createTextFile } = await import(process.argv[1]);
  const file = await createTextFile(process.argv[2]);
  try {
    for (let at = 0; at < 1000; at += 1) await file.write('x'.repeat(1000));
    await file.close();
  } catch (error) {
    console.log(error.name + ': ' + error.message);
  }
`;

describe('a text file', () => {
  test('holds what was written, in its order, however much that is', async () => {
    const path = join(await temporaryFolder(), 'vms.ndjson');
    const pieces = Array.from({ length: 3000 }, (_, at) => `${at} ${'é'.repeat(at % 700)}\n`);
    const file = await createTextFile(path);
    for (const piece of pieces) await file.write(piece);
    await file.close();
    expect(await readFile(path, 'utf8')).toBe(pieces.join(''));
  });

  test('takes a single piece that is larger than what it gathers', async () => {
    const path = join(await temporaryFolder(), 'report.html');
    const large = '0123456789'.repeat(500_000);
    const file = await createTextFile(path);
    await file.write('first ');
    await file.write(large);
    await file.write(' last');
    await file.close();
    expect((await readFile(path, 'utf8')) === `first ${large} last`).toBe(true);
  });

  test('is there, empty and readable by its owner only, when nothing was written', async () => {
    const path = join(await temporaryFolder(), 'vms.csv');
    await (await createTextFile(path)).close();
    expect(await readFile(path, 'utf8')).toBe('');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('never writes over a file that is there', async () => {
    const path = join(await temporaryFolder(), 'vms.csv');
    await writeFile(path, 'older');
    await expect(createTextFile(path)).rejects.toThrow(
      new StoreError(`cannot create ${path}: it is there already: another run may be writing it`),
    );
    expect(await readFile(path, 'utf8')).toBe('older');
  });

  test('says which folder is missing', async () => {
    const path = join(await temporaryFolder(), 'gone', 'vms.csv');
    await expect(createTextFile(path)).rejects.toThrow(`cannot create ${path}: it does not exist`);
  });

  test.runIf(process.platform === 'linux' && existsSync(BUILT))(
    'that the disk does not take is named',
    async () => {
      const path = join(await temporaryFolder(), 'vms.csv');
      const script = 'ulimit -f 64; exec "$0" --input-type=module -e "$1" -- "$2" "$3"';
      const { stdout, status } = spawnSync(
        'sh',
        ['-c', script, process.execPath, WRITE_TOO_MUCH, BUILT, path],
        { encoding: 'utf8' },
      );
      expect({ stdout, status }).toEqual({
        stdout: expect.stringMatching(/^StoreError: cannot write .+vms\.csv: EFBIG/),
        status: 0,
      });
    },
  );
});
