import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  DeclarationsError,
  parseDeclarations,
  readDeclarationsText,
} from '../../src/store/declarations-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const TODAY = '2026-11-23';

async function refusalOf(work: Promise<unknown> | (() => unknown)): Promise<DeclarationsError> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof DeclarationsError) return error;
    throw error;
  }
  throw new Error('was accepted');
}

const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((letter, at) => {
    const before = 'abcdefgh'.charAt(at);
    return `${letter}: &${letter} [${new Array(9).fill(`*${before}`).join(', ')}]`;
  }),
].join('\n');

/** What no declarations file holds, each of it enough to keep a careless reader busy for minutes. */
const JUNK: readonly [string, string][] = [
  ['a bomb of aliases', bomb],
  ['an alias of itself', 'subscriptions: &a\n  x: *a\n'],
  ['deep lists', '['.repeat(4_000_000)],
  ['deep maps', '{a: '.repeat(1_000_000)],
  ['deep lists, line by line', Array.from({ length: 2000 }, (_, at) => `${' '.repeat(at)}-`).join('\n')],
  ['lists within lists', '- '.repeat(2_000_000)],
  ['keys within keys', '? '.repeat(2_000_000)],
  ['wrong maps', 'a: b: c\n'.repeat(500_000)],
  ['nothing but quotes', '"'.repeat(4_000_000)],
  ['nothing but anchors', '&a '.repeat(1_300_000)],
  ['very many keys', Array.from({ length: 30_000 }, (_, at) => `k${at}: 1`).join('\n')],
  ['the same key very many times', 'k: 1\n'.repeat(30_000)],
  ['very many reviews of nothing', `reviews:\n${'  - {}\n'.repeat(30_000)}`],
  ['a single word without end', 'x'.repeat(4_000_000)],
];

describe('a declarations file that is junk', () => {
  test.each(JUNK)('is refused within seconds: %s', async (_, text) => {
    const { problems } = await refusalOf(() => parseDeclarations(text, 'd.yaml', TODAY));
    expect(problems.length).toBeLessThanOrEqual(21);
    for (const problem of problems) {
      expect(problem).toMatch(/^d\.yaml:/);
      expect(problem.length).toBeLessThan(1100);
    }
  });

  test('with a NUL names the line', async () => {
    const refused = await refusalOf(() => parseDeclarations('senders: []\n# \0\n', 'd.yaml', TODAY));
    expect(refused.message).toBe('d.yaml:2: is not text in UTF-8: expected YAML or JSON');
  });

  test('of 20,000 subscriptions is none: it is read', () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, at) => `  ${at.toString(16).padStart(8, '0')}-0000-0000-0000-000000000000: { offer: csp }\n`,
    );
    const text = `subscriptions:\n${lines.join('')}`;
    expect(parseDeclarations(text, 'd.yaml', TODAY).subscriptions.size).toBe(20_000);
  });
});

describe('the text of a declarations file', () => {
  test.each<[string, Uint8Array, string]>([
    ['compressed', gzipSync('senders: []'), 'is not text in UTF-8: expected YAML or JSON'],
    ['in Latin-1', Buffer.from('# größe', 'latin1'), 'is not text in UTF-8: expected YAML or JSON'],
    [
      'in UTF-16, as some editors save it',
      Buffer.from('\uFEFFsenders: []', 'utf16le'),
      'is text in UTF-16: save it in UTF-8',
    ],
    [
      'in UTF-16 the other way round',
      Buffer.from('\uFEFFsenders: []', 'utf16le').swap16(),
      'is text in UTF-16: save it in UTF-8',
    ],
  ])('that is %s is refused', async (_, bytes, problem) => {
    const path = join(await temporaryFolder(), 'd.yaml');
    await writeFile(path, bytes);
    expect((await refusalOf(readDeclarationsText(path))).problems).toEqual([`${path}:1: ${problem}`]);
  });

  test('is refused when it is larger than any declarations file, without reading it to the end', async () => {
    const path = join(await temporaryFolder(), 'd.yaml');
    await writeFile(path, Buffer.alloc(20 * 1024 * 1024, 'a'));
    const tooLarge = 'larger than a declarations file can be (4 Mi characters)';
    expect((await refusalOf(readDeclarationsText(path))).message).toBe(`${path}:1: ${tooLarge}`);
  });

  test.runIf(process.platform === 'linux')('may come without end from a device', async () => {
    const refused = await refusalOf(readDeclarationsText('/dev/zero'));
    expect(refused.message).toMatch(/^\/dev\/zero:1: larger than a declarations file can be/);
  });

  test('of four bytes a character may be as long as any other', async () => {
    const path = join(await temporaryFolder(), 'd.yaml');
    const text = `# ${'📧'.repeat(1_500_000)}\n`;
    await writeFile(path, text);
    expect((await readDeclarationsText(path)) === text).toBe(true);
    expect(parseDeclarations(text, 'd.yaml', TODAY).senders).toEqual([]);
  });
});
