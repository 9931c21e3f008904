import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { comeFromOutside, type Ended, filesBelow, type Outsider, readRun, runsIn } from './outsider.ts';
import { type Manner, openWebhook, type Webhook } from './webhook.ts';

/** Names that a pipeline's log would take for commands, and a chat for mentions, links and markup. */
const COMMANDS = ['##vso[task.setvariable variable=PATH]x', '::set-env name=PATH::x', '##[error]x'];
const HOSTILE = `${COMMANDS.join(' ')} <!channel> <https://evil.example|click> *bold* [a](https://evil.example)`;
const AS_IN_A_LOG = /##(vso)?\[|(^|[^:]):?::[a-z-]+[^:]*::/m;

let outsider: Outsider;
let scope: readonly string[];

beforeAll(async () => {
  outsider = await comeFromOutside();
  const wanted = [...outsider.simulator.tenant.subscriptions()].filter(({ key }) =>
    ['bizspark', 'mpn'].includes(key),
  );
  scope = ['--subscription', ...wanted.map(({ id }) => id), '--format', 'csv,json'];
});
afterAll(() => outsider.leave());

async function webhook(manner?: Manner): Promise<Webhook> {
  const opened = await openWebhook(manner);
  onTestFinished(() => opened.close());
  return opened;
}

/** Everything that stands in a file, also in a compressed one. */
function contentOf(path: string): string {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The URL must be nowhere: neither in what was said nor in any file below the folder. */
function expectHidden({ secrets }: Webhook, { stdout, stderr }: Ended, folder: string): void {
  for (const secret of secrets) {
    expect(stdout + stderr).not.toContain(secret);
    for (const file of filesBelow(folder)) expect(contentOf(join(folder, file)).includes(secret)).toBe(false);
  }
}

describe.sequential('a webhook', () => {
  const run = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    outsider.run(['audit', ...scope, ...args], { env });
  const newest = () => readRun(outsider.path('reports'), runsIn(outsider.path('reports')).at(-1) ?? '');

  test('is told of the first run, in plain figures', async () => {
    const hook = await webhook();
    const ended = await run([], { PORT25_NOTIFY: hook.url });
    expect({ code: ended.code, stderr: ended.stderr }).toMatchObject({
      code: 0,
      stderr: expect.not.stringMatching(/warning/),
    });
    const { summary } = newest();
    expect(hook.messages).toHaveLength(1);
    expect(hook.messages[0]).toMatchObject({
      method: 'POST',
      contentType: 'application/json; charset=utf-8',
      body: {
        event: 'run-finished',
        runId: summary.runId,
        totals: summary.totals,
        changes: null,
        reportUrl: null,
      },
    });
    expect(hook.messages[0]?.path).toContain(hook.secrets[1]);
    expectHidden(hook, ended, outsider.folder);
  });

  test('hears nothing of a night without changes, unless it is to hear always', async () => {
    const quiet = await webhook();
    const ended = await run(['--notify', quiet.url], {});
    expect(ended.code).toBe(0);
    expect(quiet.messages).toEqual([]);
    const teams = await webhook();
    await run(['--notify', teams.url, '--notify-on', 'always', '--notify-form', 'teams'], {});
    expect(teams.messages).toHaveLength(1);
    const [attachment] = teams.messages[0]?.body.attachments ?? [];
    expect(teams.messages[0]?.body.type).toBe('message');
    expect(attachment).toMatchObject({
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.4' },
    });
    expect(JSON.stringify(attachment)).toContain('Nothing has changed.');
    expectHidden(quiet, ended, outsider.folder);
  });

  test('is told of a change, and no name of the tenant is more than a name, in any place', async () => {
    outsider.simulator.change(
      { kind: 'renamed', subscription: 'mpn', name: HOSTILE },
      { kind: 'machine-restarted', subscription: 'mpn', machine: 'vm-demo-01-01' },
    );
    const hook = await webhook();
    const step = outsider.write('step-summary.md', 'what an earlier step has said\n');
    const ended = await run(
      ['--notify', hook.url, '--notify-form', 'slack', '--summary', 'summary-of-mine.md'],
      { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: step, TF_BUILD: 'True' },
    );
    expect(ended.code).toBe(0);
    const { folder } = newest();

    expect(hook.messages).toHaveLength(1);
    const { text, blocks } = hook.messages[0]?.body ?? {};
    expect(text).toMatch(/^Port 25 audit of .*2 can send directly|1 can send directly/);
    const said = JSON.stringify(blocks);
    expect(said).toContain('vm-demo-01-01');
    expect(said).not.toMatch(/<!channel>|<https:\/\/evil/);
    for (const section of blocks.slice(1)) {
      for (const field of section.fields ?? [section.text]) expect(field).toMatchObject({ verbatim: true });
    }

    const attached = join(folder, 'summary.md');
    const [command, ...others] = ended.stdout.split('\n').filter((line) => line.includes('##'));
    expect([command, others]).toEqual([`##vso[task.uploadsummary]${attached}`, []]);
    expect((ended.stdout + ended.stderr).replace(command ?? '', '')).not.toMatch(AS_IN_A_LOG);

    const markdown = readFileSync(attached, 'utf8');
    expect(readFileSync(outsider.path('summary-of-mine.md'), 'utf8')).toBe(markdown);
    expect(readFileSync(step, 'utf8')).toBe(`what an earlier step has said\n${markdown}`);
    expect(statSync(attached).mode & 0o777).toBe(0o600);
    expect(markdown).toMatch(/^# Port 25 audit of /);
    expect(markdown).not.toMatch(/##vso|<!channel>|\[a\]\(/);
    expect(markdown).toContain('vm\\-demo-01-01'.replace('\\', ''));
    expectHidden(hook, ended, outsider.folder);
  });

  test('and the summaries are no reason to fail: what cannot be written is a warning', async () => {
    const ended = await run(['--summary', 'no/such/folder/summary.md', '--fail-on', 'relay'], {
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: outsider.path('no', 'such', 'file.md'),
    });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toMatch(
      /warning: the summary for --summary was not written: .*; the run itself is finished/,
    );
    expect(ended.stderr).toMatch(/warning: the summary for GitHub Actions was not written/);
    expect(newest().vms.length).toBeGreaterThan(0);
  });

  test('is asked for in no pipeline’s words outside of a pipeline', async () => {
    writeFileSync(outsider.path('step-summary.md'), '');
    const ended = await run([], { GITHUB_STEP_SUMMARY: outsider.path('step-summary.md'), TF_BUILD: 'false' });
    expect(ended.stdout).not.toContain('##');
    expect(readFileSync(outsider.path('step-summary.md'), 'utf8')).toBe('');
    expect(filesBelow(newest().folder)).not.toContain('summary.md');
  });
});

const LOUD = { DEBUG: '1', AZURE_LOG_LEVEL: 'verbose', NODE_DEBUG: '' };

describe.concurrent('a webhook that', () => {
  test.each<{ manner: Manner; tells: RegExp; attempts: number }>([
    { manner: 'hangs', tells: /time|answer/i, attempts: 1 },
    { manner: 'redirects', tells: /it answered 302, a redirect, which is not followed/, attempts: 1 },
    { manner: 'fails', tells: /it answered 500/, attempts: 3 },
    { manner: 'throttles', tells: /it answered 429/, attempts: 3 },
    { manner: 'closes', tells: /socket hang up|ECONNRESET|closed/, attempts: 3 },
    { manner: 'refuses', tells: /it answered 403/, attempts: 1 },
    { manner: 'talks', tells: /it answered 400/, attempts: 1 },
  ])('$manner is a warning, costs the run nothing, and stays secret', async ({ manner, tells, attempts }) => {
    const host = outsider.neighbour();
    const hook = await openWebhook(manner);
    try {
      const ended = await host.run(['audit', ...scope, '--fail-on', 'relay'], {
        env: { ...LOUD, PORT25_NOTIFY: hook.url },
      });
      expect(ended.code).toBe(1);
      const warnings = ended.stderr.split('\n').filter((line) => line.startsWith('warning:'));
      expect(warnings).toEqual([
        expect.stringMatching(
          /^warning: the webhook of --notify was not told: .*; the run itself is finished$/,
        ),
      ]);
      expect(warnings[0]).toMatch(tells);
      expect(hook.messages).toHaveLength(attempts);
      expect(hook.messages.some(({ path }) => path.startsWith('/elsewhere'))).toBe(false);
      expect(runsIn(host.path('reports'))).toHaveLength(1);
      expect(ended.stdout).toContain('VMs by verdict');
      expectHidden(hook, ended, host.folder);
    } finally {
      await hook.close();
    }
  });

  test('is not there is a warning', async () => {
    const host = outsider.neighbour();
    const hook = await openWebhook();
    await hook.close();
    const ended = await host.run(['audit', ...scope], { env: { ...LOUD, PORT25_NOTIFY: hook.url } });
    expect(ended.code).toBe(0);
    expect(ended.stderr).toMatch(/warning: the webhook of --notify was not told: .*ECONNREFUSED/);
    expectHidden(hook, ended, host.folder);
  });

  test.each([
    { url: 'http://example.com/5ec2e7-pa7h?5ec2e7-51gna7ure', name: 'is not https' },
    { url: 'ftp://127.0.0.1/5ec2e7-pa7h', name: 'is no web address' },
    { url: '5ec2e7-pa7h', name: 'is no URL' },
  ])('$name is refused before anything is read, and not shown', async ({ url }) => {
    const host = outsider.neighbour();
    for (const [args, env] of [
      [['--notify', url], {}],
      [[], { PORT25_NOTIFY: url }],
    ] as const) {
      const ended = await host.run(['audit', ...scope, ...args], { env: { ...LOUD, ...env } });
      expect(ended.code).toBe(3);
      expect(ended.stderr).toMatch(
        /error: (--notify|PORT25_NOTIFY): expects the https URL of an incoming webhook/,
      );
      expect(ended.stdout + ended.stderr).not.toMatch(/5ec2e7/);
      expect(filesBelow(host.folder)).toEqual([]);
    }
  });
});
