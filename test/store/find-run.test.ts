import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findRun } from '../../src/store/find-run.ts';
import { nameLatest } from '../../src/store/run-folder.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { temporaryFolder } from './temporary-folder.ts';

const RUN = '2026-11-23T02-00-00Z';

/** An output folder with one finished run and one folder that is none. */
async function outWithRun(): Promise<string> {
  const out = await temporaryFolder();
  await mkdir(join(out, RUN));
  await writeFile(join(out, RUN, 'run.json'), '{}');
  await mkdir(join(out, 'not-a-run'));
  return out;
}

describe('finding a run', () => {
  test('by its folder, absolute or from the working directory', async () => {
    const out = await outWithRun();
    expect(await findRun('elsewhere', join(out, RUN))).toBe(join(out, RUN));
    expect(await findRun('elsewhere', relative('.', join(out, RUN)))).toBe(join(out, RUN));
  });

  test('by its ID below the output folder', async () => {
    const out = await outWithRun();
    expect(await findRun(out, RUN)).toBe(join(out, RUN));
  });

  test('by the name latest', async () => {
    const out = await outWithRun();
    await nameLatest(out, RUN, '2026-11-23T02:01:00Z');
    expect(await findRun(out, 'latest')).toBe(join(out, RUN));
  });

  test.each(['2020-01-01T00-00-00Z', 'not-a-run', '/nowhere/at/all', '..', ''])(
    'tells how to name one when there is none at "%s"',
    async (run) => {
      const out = await outWithRun();
      const refused = await findRun(out, run).catch((error: unknown) => error);
      expect(refused).toEqual(
        new StoreError(
          `no run at ${run}: name a run folder (one that holds run.json), a run ID below ${out}, or latest`,
        ),
      );
    },
  );

  test('latest before any run says to make one', async () => {
    const out = await temporaryFolder();
    await expect(findRun(out, 'latest')).rejects.toThrow(
      new StoreError(
        `no latest run: ${join(out, 'latest.json')} does not exist; run an audit first, or name a run`,
      ),
    );
  });

  test.each([
    ['is no JSON', '{"runId": "2026', /^cannot read .+latest\.json: .+JSON/],
    ['names no run', '{"run": 1}', /^cannot read .+latest\.json: it names no run$/],
    ['names a run that is gone', '{"runId":"2020-01-01T00-00-00Z"}', /^no run at latest: /],
  ])('a latest.json that %s is a StoreError', async (_, text, message) => {
    const out = await outWithRun();
    await writeFile(join(out, 'latest.json'), text);
    const refused = await findRun(out, 'latest').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreError);
    expect(refused).toHaveProperty('message', expect.stringMatching(message));
  });
});
