import { spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { RawOptions } from '../../src/cli/options.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const PROGRAM = 'dist/main.js';

function run(args: readonly string[], nodeArgs: readonly string[] = []) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...nodeArgs, PROGRAM, ...args], {
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

/** Every option that a command may be given, as the user types it. */
const OPTIONS: Readonly<Record<keyof RawOptions, string>> = {
  subscription: '--subscription <',
  excludeSubscription: '--exclude-subscription <',
  managementGroup: '--management-group <',
  shard: '--shard <',
  tag: '--tag <',
  tenant: '--tenant <',
  out: '--out <',
  policy: '--policy <',
  declarations: '--declarations <',
  concurrency: '--concurrency <',
  inventory: '--inventory <',
  failOn: '--fail-on <',
  failOnSenders: '--fail-on-senders',
  history: '--no-history',
  keep: '--keep <',
  keepRuns: '--keep-runs <',
  dryRun: '--dry-run',
  notify: '--notify <',
  notifyForm: '--notify-form <',
  notifyOn: '--notify-on <',
  summary: '--summary <',
  publish: '--publish <',
  resume: '--resume',
  allowIncomplete: '--allow-incomplete',
  format: '--format <',
  log: '--log <',
  quiet: '--quiet',
  color: '--no-color',
  demo: '--demo ',
  demoSubscriptions: '--demo-subscriptions <',
  demoVms: '--demo-vms <',
  demoLatency: '--demo-latency <',
  demoFaults: '--demo-faults <',
  from: '--from <',
  merge: '--merge <',
  to: '--to <',
  json: '--json',
  all: '--all',
  role: '--role',
  title: '--title <',
  maxRowsStatic: '--max-rows-static <',
};

const COMMANDS = [
  'audit',
  'collect',
  'assess',
  'report',
  'publish',
  'prune',
  'explain',
  'diff',
  'worklist',
  'trend',
  'policy',
  'doctor',
] as const;

describe('help', () => {
  const helps = COMMANDS.map((command) => run([command, '--help']));

  test('of the program names every command, on the standard output', () => {
    const { stdout, stderr, status } = run(['--help']);
    expect(status).toBe(0);
    expect(stderr).toBe('');
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
  });

  test.each(Object.entries(OPTIONS))('mentions %s', (_, option) => {
    expect(helps.map(({ stdout }) => stdout).join('\n')).toContain(option);
  });

  test.each([
    'PORT25_POLICY',
    'PORT25_OUT',
    'PORT25_DECLARATIONS',
    'PORT25_CONCURRENCY',
    'PORT25_FAIL_ON',
    'PORT25_KEEP',
    'PORT25_KEEP_RUNS',
    'PORT25_NOTIFY',
    'AZURE_TENANT_ID',
  ])('mentions the variable %s', (variable) => {
    expect(helps[0]?.stdout).toContain(variable);
  });

  test('of a command is no failure', () => {
    expect(helps.map(({ status }) => status)).toEqual(COMMANDS.map(() => 0));
  });
});

describe('the command line', () => {
  test('prints its version', async () => {
    const { version } = JSON.parse(await readFile('package.json', 'utf8'));
    expect(run(['--version'])).toEqual({ stdout: `${version}\n`, stderr: '', status: 0 });
  });

  test.each([
    [['audti'], /unknown command 'audti'/],
    [['audit', '--subscriptions', 'x'], /unknown option '--subscriptions'/],
    [['audit', '--out'], /option '--out <dir>' argument missing/],
    [['assess'], /required option '--from <run>' not specified/],
    [[], /Usage: port25-audit/],
  ])('%j is told on the error stream and is exit code 3', (args, message) => {
    const { stdout, stderr, status } = run(args);
    expect(stderr).toMatch(message);
    expect([stdout, status]).toEqual(['', 3]);
  });
});

test('a reader that has read enough does not make the command fail', async () => {
  const script = '{ "$0" "$1" policy; echo "$?" >&2; } | { exec <&-; sleep 1; }';
  const { stderr } = spawnSync('sh', ['-c', script, process.execPath, PROGRAM], { encoding: 'utf8' });
  expect(stderr).toBe('0\n');
});

describe('starting', () => {
  /** Notes the URL of every module that is loaded. */
  const HOOK = `
    import { appendFileSync } from 'node:fs';
    export async function load(url, context, next) {
      appendFileSync(process.env.PORT25_TEST_LOADED, url + '\\n');
      return next(url, context);
    }
  `;

  async function modulesOf(args: readonly string[]): Promise<readonly string[]> {
    const folder = await temporaryFolder();
    const [hook, register, loaded] = ['hook.mjs', 'register.mjs', 'loaded.txt'].map((name) =>
      join(folder, name),
    );
    await writeFile(hook ?? '', HOOK);
    await writeFile(
      register ?? '',
      `import { register } from 'node:module'; register(${JSON.stringify(pathToFileURL(hook ?? '').href)});`,
    );
    const { status } = spawnSync(process.execPath, ['--import', register ?? '', PROGRAM, ...args], {
      env: { ...process.env, PORT25_TEST_LOADED: loaded },
    });
    expect(status).toBe(0);
    return (await readFile(loaded ?? '', 'utf8')).trimEnd().split('\n');
  }

  test.each([[['--help']], [['audit', '--help']], [['--version']], [['policy']]])(
    '%j loads neither the SDK nor the simulated tenant nor what only a run needs',
    async (args) => {
      const modules = await modulesOf(args);
      expect(modules.some((url) => url.includes('/node_modules/commander/'))).toBe(true);
      expect(
        modules.filter((url) =>
          /node_modules\/(@azure|@duckdb|@typespec|@peculiar|hyparquet[a-z-]*|yaml|zod|p-map)\/|dist\/(azure|simulator)\//.test(
            url,
          ),
        ),
      ).toEqual([]);
    },
  );
});
