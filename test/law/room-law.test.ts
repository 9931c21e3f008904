import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The table of docs/architecture.md a second time: what may be imported, or, up to a slash or colon, how it begins. rooms.grit must say the same. */
const LAW: Readonly<Record<string, readonly string[]>> = {
  model: ['zod'],
  policy: ['../model/'],
  infer: ['../model/', '../policy/'],
  network: ['../model/', 'ipaddr.js'],
  assess: ['../model/', '../policy/', '../infer/', '../network/'],
  history: ['../model/'],
  report: ['../model/', 'csv-stringify', 'csv-stringify/sync'],
  collect: ['../model/', 'p-map'],
  azure: ['../model/', '../collect/reader.ts', '@azure/', 'node:', 'zod'],
  store: ['../model/', '@duckdb/node-api', 'hyparquet', 'hyparquet-writer', 'node:', 'yaml', 'zod'],
  simulator: ['../model/', '@peculiar/x509', 'node:', 'reflect-metadata'],
  page: [
    '../model/',
    '@tanstack/virtual-core',
    'csv-stringify/browser/esm/sync',
    'd3-scale',
    'd3-shape',
    'preact',
    'preact/hooks',
  ],
  cli: ['../', 'commander', 'dotenv', 'node:', 'p-map', 'zod'],
};
const ROOMS = Object.keys(LAW);
const PURE_ROOMS = ['model', 'policy', 'infer', 'network', 'assess', 'history', 'report'];

const ROOM_FILES = [...ROOMS.map((room) => `../${room}/x.ts`), '../collect/reader.ts'];
const PACKAGES = [
  '@azure/arm-compute',
  '@azure/identity',
  '@duckdb/node-api',
  '@peculiar/x509',
  '@tanstack/virtual-core',
  'commander',
  'csv-stringify',
  'csv-stringify/browser/esm/sync',
  'csv-stringify/sync',
  'd3-scale',
  'd3-shape',
  'dotenv',
  'fast-check',
  'hyparquet',
  'hyparquet-writer',
  'ipaddr.js',
  'p-map',
  'preact',
  'preact/hooks',
  'reflect-metadata',
  'semver',
  'vitest',
  'yaml',
  'zod',
];
const BUILTINS = ['node:fs', 'node:fs/promises', 'node:http', 'node:https', 'node:net', 'node:process'];
const FORBIDDEN = [
  '../../test/x.ts',
  '../../tools/x.ts',
  '../main.ts',
  '../model/deep/x.ts',
  './deep/x.ts',
  'fs',
];
const ALLOWABLE = [...ROOM_FILES, ...PACKAGES, ...BUILTINS];

const IMPURE = [
  'new Date()',
  'new Date',
  'Date()',
  'Date.now()',
  '[0].map(Date.now)',
  'performance.now()',
  'Math.random()',
  'crypto.randomUUID()',
  'process.env',
  'process.cwd()',
  'globalThis.process',
  'import.meta.url',
  'fetch("https://localhost")',
  'new WebSocket("wss://localhost")',
  'console.log("x")',
  'setTimeout(String, 1)',
  'setInterval(String, 1)',
  'setImmediate(String)',
  'queueMicrotask(String)',
  '"a".localeCompare("b")',
  '(1).toLocaleString()',
  'new Date(0).getHours()',
];
const PURE = ['new Date(0).toISOString()', 'new Date("2026-01-01").getUTCDay()', 'Date.parse("2026-01-01")'];

const MISPLACED = [
  'src/x.ts',
  'src/garage/x.ts',
  'src/model/deep/x.ts',
  'src/model/camelCase.ts',
  'src/model/utils.ts',
  'src/azure/common.ts',
  'src/infer/date-helpers.ts',
  'src/store/run-manager.ts',
  'src/cli/audit-service.ts',
];
/** Where the file lies, what it says, and what the linter must answer. */
const BREACHES = [
  ['src/model/oversize.ts', 'export const x = 1;\n'.repeat(251), /LinesPerFile/],
  ['src/model/default-export.ts', 'export default 1;', /noDefaultExport/],
  ['src/model/enum.ts', 'export enum X { A = 1 }', /noEnum/],
  ['src/model/any.ts', 'export const x: any = 1;', /noExplicitAny/],
  ['src/model/non-null.ts', 'export const x = [1][0]!;', /noNonNullAssertion/],
  ['src/model/parameters.ts', 'export const x = (a: 1, b: 1, c: 1, d: 1) => [a, b, c, d];', /useMaxParams/],
  ['src/model/class.ts', 'export class X {}', /No classes/],
  ['src/store/class-expression.ts', 'export const X = class {};', /No classes/],
  ['src/model/barrel.ts', "export * from './x.ts';", /noReExportAll/],
  ['src/store/console.ts', 'console.log(1);', /noConsole/],
  ['src/collect/fetch.ts', 'export const x = fetch("https://localhost");', /noRestrictedGlobals/],
  ['src/collect/process.ts', 'export const x = process.env;', /noRestrictedGlobals/],
  ['src/azure/port-code.ts', "export { x } from '../collect/reader.ts';", /Only types/],
  ['src/azure/port-later.ts', "export const x = import('../collect/reader.ts');", /Only types/],
  ['src/page/model-code.ts', "import { x } from '../model/x.ts';\n\nexport const y = x;", /Only types/],
  ['src/policy/re-export.ts', "export { x } from '../azure/x.ts';", /room law/],
  ['src/policy/side-effect.ts', "import '../azure/x.ts';", /room law/],
  ['src/policy/type-import.ts', "import type { X } from '../azure/x.ts';\n\nexport type Y = X;", /room law/],
  ['src/policy/type-expression.ts', "export type X = import('../azure/x.ts').X;", /room law/],
  ['src/policy/later.ts', "export const x = import('../azure/x.ts');", /room law/],
  ['src/store/computed.ts', 'export const x = (name: string) => import(name);', /room law/],
  ['src/store/require.ts', "export const x = require('node:fs');", /noCommonJs/],
  [
    'src/azure/promise.ts',
    'async function x() {}\n\nexport const y = () => {\n  x();\n};',
    /noFloatingPromises/,
  ],
  ['src/main.ts', "import { x } from './azure/x.ts';\n\nx();", /room law/],
] as const;

const CLEAN = {
  'src/policy/clean.ts':
    "import { x } from '../model/x.ts';\nimport { y } from './y.ts';\n\nexport const z = x + y;\n",
  'src/policy/2026-03-01.ts': 'export const x = 1;\n',
  'src/azure/sdk-later.ts': "export const x = import('@azure/arm-compute');\n",
  'src/azure/sdk-adapter.ts': 'export class SdkAdapter {}\n',
  'src/store/read-error.ts':
    "export class ReadError extends Error {\n  override readonly name = 'ReadError';\n}\n",
};

const kebab = (text: string) =>
  text
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join('-');

function importsOf(room: string) {
  return ['./x.ts', ...ALLOWABLE, ...FORBIDDEN].map((from) => {
    const isTypesOnly = room === 'page' || (room === 'azure' && from.startsWith('../collect/'));
    const imported = isTypesOnly ? 'import type { X }' : 'import { X }';
    const exported = isTypesOnly ? 'export type Y = X' : 'export const y = X';
    return {
      from,
      path: `src/${room}/imports-${kebab(from)}.ts`,
      text: `${imported} from '${from}';\n\n${exported};\n`,
    };
  });
}

function expressionsOf(room: string) {
  return [...IMPURE, ...PURE].map((expression, index) => {
    return {
      expression,
      path: `src/${room}/expression-${index}.ts`,
      text: `export const x = ${expression};\n`,
    };
  });
}

/** What the linter, under the repository's own configuration, answers to each file: empty where it finds nothing. */
function lint(files: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'room-law-'));
  try {
    for (const file of ['biome.json', '.gitignore', 'test/law'])
      cpSync(file, join(folder, file), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome');
    const options = ['lint', '--reporter=json', '--max-diagnostics=none', 'src'];
    const { stdout } = spawnSync(process.execPath, [biome, ...options], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    const { diagnostics }: Answer = JSON.parse(stdout);
    const answers = new Map(Object.keys(files).map((path) => [path, '']));
    for (const { category, message, location } of diagnostics) {
      answers.set(location.path, `${answers.get(location.path)}${category}: ${message}\n`);
    }
    return answers;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Answer {
  readonly diagnostics: readonly { category: string; message: string; location: { path: string } }[];
}

// One run of the linter over every seeded file: a run costs more than a file.
const answers = lint({
  ...Object.fromEntries(
    [...ROOMS.flatMap(importsOf), ...PURE_ROOMS.flatMap(expressionsOf)].map(({ path, text }) => [path, text]),
  ),
  ...Object.fromEntries(MISPLACED.map((path) => [path, 'export const x = 1;\n'])),
  ...Object.fromEntries(BREACHES.map(([path, text]) => [path, `${text}\n`])),
  ...CLEAN,
});

describe('the room law', () => {
  it.each(ROOMS)('lets %s import what the table allows, and nothing else', (room) => {
    const seeded = importsOf(room);
    const accepted = seeded.filter(({ path }) => answers.get(path) === '');
    const refused = seeded.filter(({ path }) => answers.get(path)?.includes('The room law forbids'));
    const allowed = ALLOWABLE.filter((from) =>
      LAW[room]?.some((one) => (/[/:]$/.test(one) ? from.startsWith(one) : from === one)),
    );
    expect(accepted.map(({ from }) => from)).toEqual(['./x.ts', ...allowed]);
    expect(accepted.length + refused.length).toBe(seeded.length);
  });

  it.each(PURE_ROOMS)('keeps %s pure', (room) => {
    const seeded = expressionsOf(room);
    const accepted = seeded.filter(({ path }) => answers.get(path) === '');
    const refused = seeded.filter(({ path }) =>
      /A pure room|noRestrictedGlobals/.test(answers.get(path) ?? ''),
    );
    expect(accepted.map(({ expression }) => expression)).toEqual(PURE);
    expect(refused.map(({ expression }) => expression)).toEqual(IMPURE);
  });

  it.each(MISPLACED)('refuses a file at %s', (path) => {
    expect(answers.get(path)).toMatch(/useFilenamingConvention/);
  });

  it.each(BREACHES)('refuses the breach in %s', (path, _, answer) => {
    expect(answers.get(path)).toMatch(answer);
  });

  it.each(Object.keys(CLEAN))('accepts %s', (path) => {
    expect(answers.get(path)).toBe('');
  });

  it('is suspended nowhere in src', () => {
    const suspension =
      /@ts-(?:ignore|nocheck|expect-error)|biome-ignore\S*\s+lint(?::|\/plugin|\/style\/noRestricted|\/style\/useFile|\/style\/noExcessive)/;
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.ts'),
    );
    expect(files.filter((path) => suspension.test(readFileSync(join('src', path), 'utf8')))).toEqual([]);
  });
});
