import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadDotEnv } from '../../src/cli/dot-env.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

/** The environment that comes of this one in a folder with this `.env`. */
async function loaded(text: string | undefined, environment: NodeJS.ProcessEnv = {}) {
  const before = process.cwd();
  onTestFinished(() => process.chdir(before));
  const folder = await temporaryFolder();
  if (text !== undefined) await writeFile(join(folder, '.env'), text);
  process.chdir(folder);
  const own = { ...environment };
  loadDotEnv(own);
  process.chdir(before);
  return own;
}

describe('.env in the working directory', () => {
  test('adds to the environment', async () => {
    const text =
      '# a comment\nPORT25_OUT=runs\nexport AZURE_CLIENT_SECRET="a b#c"\r\nAZURE_TENANT_ID=\'x\'\n';
    expect(await loaded(text)).toEqual({
      PORT25_OUT: 'runs',
      AZURE_CLIENT_SECRET: 'a b#c',
      AZURE_TENANT_ID: 'x',
    });
  });

  test('takes nothing from what the environment says, also where that says nothing', async () => {
    const own = await loaded('PORT25_OUT=file\nPORT25_POLICY=file\n', {
      PORT25_OUT: 'shell',
      PORT25_POLICY: '',
    });
    expect(own).toEqual({ PORT25_OUT: 'shell', PORT25_POLICY: '' });
  });

  test('may begin with a byte order mark', async () => {
    expect(await loaded('\uFEFFPORT25_OUT=runs\n')).toEqual({ PORT25_OUT: 'runs' });
  });

  test('may be missing, or be a folder', async () => {
    expect(await loaded(undefined, { A: 'b' })).toEqual({ A: 'b' });
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    const folder = await temporaryFolder();
    await mkdir(join(folder, '.env'));
    process.chdir(folder);
    const own = { A: 'b' };
    loadDotEnv(own);
    expect(own).toEqual({ A: 'b' });
  });
});
