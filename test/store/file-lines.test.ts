import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileLines } from '../../src/store/file-lines.ts';
import { findingsBorder } from '../../src/store/findings-border.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function textsOf(lines: AsyncGenerator<Buffer>): Promise<readonly string[]> {
  const texts: string[] = [];
  for await (const line of lines) texts.push(line.toString());
  return texts;
}

const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replaceAll('\n', ' '));

describe('the lines of a file', () => {
  test('come back whatever is read at once, with or without a last line end', async () => {
    const path = join(await temporaryFolder(), 'lines');
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 20 }),
        fc.integer({ min: 1, max: 40 }),
        fc.boolean(),
        async (lines, atOnce, ended) => {
          await writeFile(path, lines.join('\n') + (ended && lines.length > 0 ? '\n' : ''));
          const last = lines.at(-1);
          const expected = !ended && last === '' ? lines.slice(0, -1) : lines;
          expect(await textsOf(fileLines(path, { atOnce }))).toEqual(expected);
        },
      ),
    );
  });

  test('come from a part of it, split where a line ends', async () => {
    const path = join(await temporaryFolder(), 'lines');
    const lines = Array.from({ length: 50 }, (_, at) => 'ü'.repeat(at));
    const text = lines.map((one) => `${one}\n`);
    await writeFile(path, text.join(''));
    for (const at of [0, 1, 17, 50]) {
      const border = Buffer.byteLength(text.slice(0, at).join(''));
      const before = await textsOf(fileLines(path, { end: border, atOnce: 64 }));
      const behind = await textsOf(fileLines(path, { start: border, atOnce: 64 }));
      expect([before, behind]).toEqual([lines.slice(0, at), lines.slice(at)]);
    }
  });

  test('can be left before the end', async () => {
    const path = join(await temporaryFolder(), 'lines');
    await writeFile(path, 'a\nb\nc\n');
    for await (const first of fileLines(path, { atOnce: 2 })) {
      expect(first.toString()).toBe('a');
      break;
    }
  });

  test('of a file that is not there are an error of the system', async () => {
    const missing = fileLines(join(await temporaryFolder(), 'nothing'));
    await expect(missing.next()).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the border between two halves of the findings', () => {
  /** A `vms.ndjson` of so many VMs in each subscription; the place of every line that begins another one. */
  async function findings(counts: readonly number[]) {
    const folder = await temporaryFolder();
    const borders = new Map<number, string>();
    let text = '';
    for (const [at, count] of counts.entries()) {
      const subscriptionId = `sub-${at}`;
      if (text !== '' && count > 0) borders.set(text.length, subscriptionId);
      for (let vm = 0; vm < count; vm += 1)
        text += `${JSON.stringify({ subscriptionId, name: 'x'.repeat((vm * 7) % 50) })}\n`;
    }
    await writeFile(join(folder, 'vms.ndjson'), text);
    return { folder, borders, size: text.length };
  }

  test('is the first one behind the middle where another subscription begins', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 9 }), { maxLength: 9 }), async (counts) => {
        const { folder, borders, size } = await findings(counts);
        const border = await findingsBorder(folder, 0);
        if (border === undefined) return;
        expect(border.offset).toBeGreaterThan(size / 2);
        expect(borders.get(border.offset)).toBe(border.subscriptionId);
      }),
      { numRuns: 60 },
    );
    const { folder, size } = await findings(Array.from({ length: 40 }, () => 5));
    const border = await findingsBorder(folder, size);
    expect(border?.offset).toBeLessThan(size * 0.6);
  });

  test('is not there in a single subscription, a small file and none', async () => {
    const { folder } = await findings([30]);
    expect(await findingsBorder(folder, 0)).toBeUndefined();
    const several = await findings([5, 5, 5, 5]);
    expect(await findingsBorder(several.folder, several.size + 1)).toBeUndefined();
    expect(await findingsBorder(await temporaryFolder(), 0)).toBeUndefined();
  });
});
