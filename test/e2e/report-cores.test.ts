import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeFromOutside, type Outsider, type RunRead, readOnlyRun } from './outsider.ts';

let outsider: Outsider;
let run: RunRead;

beforeAll(async () => {
  outsider = await comeFromOutside({ subscriptions: 1, vms: 1 });
  await outsider.run(['audit', '--demo', '--allow-incomplete', '--quiet', '--no-history']);
  run = readOnlyRun(outsider.path('reports'));
}, 120_000);
afterAll(() => outsider.leave());

interface Given {
  readonly cores: number;
  readonly splitAt?: number;
  readonly folder?: string;
}

/** Writes the report with the built program, whose threads run what is built. */
async function written(name: string, { cores, splitAt, folder = run.folder }: Given): Promise<string> {
  const module = new URL('../../dist/cli/write-report.js', import.meta.url).href;
  const { writeReport }: typeof import('../../src/cli/write-report.ts') = await import(module);
  const path = outsider.path(name);
  const split = splitAt === undefined ? {} : { splitAt };
  await writeReport({ folder, run: run.summary, path, changes: null, cores, ...split });
  return readFileSync(path, 'utf8');
}

/** What a reader without scripts gets: everything but the data of the application. */
const plain = (html: string) => html.slice(0, html.indexOf('</main>'));

describe('a report made in two stretches', () => {
  test('is the same on one core and on two, and reads like one made at once', async () => {
    const [whole, one, two] = [
      await written('whole.html', { cores: 2 }),
      await written('one.html', { cores: 1, splitAt: 0 }),
      await written('two.html', { cores: 2, splitAt: 0 }),
    ];
    expect(two === one).toBe(true);
    expect(one === whole).toBe(false);
    expect(plain(one)).toBe(plain(whole));
  });

  test('tells a damaged line behind the border as before', async () => {
    const folder = outsider.path('damaged');
    cpSync(run.folder, folder, { recursive: true });
    const path = join(folder, 'vms.ndjson');
    const lines = readFileSync(path, 'utf8').split('\n');
    lines[lines.length - 5] = '{"subscriptionId":';
    writeFileSync(path, lines.join('\n'));
    const refusal = async (given: Given) =>
      written(`damaged-${given.cores}.html`, { ...given, folder }).then(
        () => 'was accepted',
        ({ name, message }: Error) => `${name}: ${message}`,
      );
    const told = await refusal({ cores: 1 });
    expect(told).toMatch(/^StoreError: cannot read .+vms\.ndjson: /);
    expect(await refusal({ cores: 2, splitAt: 0 })).toBe(told);
  });
});
