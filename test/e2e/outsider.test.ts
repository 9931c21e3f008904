import { existsSync, mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import {
  comeFromOutside,
  csvRowsOf,
  filesBelow,
  type Outsider,
  readOnlyRun,
  resourceManagerRequests,
} from './outsider.ts';

async function small(subscriptions = 2): Promise<Outsider> {
  const outsider = await comeFromOutside({ subscriptions });
  onTestFinished(() => outsider.leave());
  return outsider;
}

/** Takes variables out of the environment. */
function without(...names: readonly string[]): Record<string, string | undefined> {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

const CONNECTION = [
  'AZURE_AUTHORITY_HOST',
  'AZURE_RESOURCE_MANAGER_ENDPOINT',
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
];

function dotEnv(outsider: Outsider, other: Readonly<Record<string, string>> = {}): string {
  const own = Object.fromEntries(CONNECTION.map((name) => [name, outsider.env[name] ?? '']));
  return Object.entries({ ...own, ...other })
    .map(([name, value]) => `${name}="${value}"\n`)
    .join('');
}

describe('signing in', () => {
  test('is by client secret, at the endpoints of the environment, once', async () => {
    const outsider = await small();
    const { code, stderr } = await outsider.run(['audit']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringMatching(/error|warn/i) });
    const { requests, tenantId } = outsider.simulator;
    const tokens = requests.filter(({ path }) => path === `/${tenantId}/oauth2/v2.0/token`);
    expect(tokens.map(({ method, status }) => `${method} ${status}`)).toEqual(['POST 200']);
    expect(readOnlyRun(outsider.path('reports')).summary.tenantIds).toEqual([tenantId]);
  });

  test('asks for a token of the named audience, by default that of the endpoint', async () => {
    const outsider = await small();
    const otherName = outsider.simulator.endpoint.replace('localhost', '127.0.0.1');
    const named = await outsider.run(['audit'], {
      env: {
        AZURE_RESOURCE_MANAGER_ENDPOINT: otherName,
        AZURE_RESOURCE_MANAGER_AUDIENCE: outsider.simulator.endpoint,
      },
    });
    expect({ code: named.code, stderr: named.stderr }).toMatchObject({ code: 0 });
    const unnamed = await outsider.run(['audit'], { env: { AZURE_RESOURCE_MANAGER_ENDPOINT: otherName } });
    expect(unnamed.code).toBe(3);
    expect(unnamed.stderr).toContain(`AADSTS500011: The resource principal named ${otherName}`);
  });

  test('takes another tenant than the environment from --tenant', async () => {
    const outsider = await small();
    const { code } = await outsider.run(['audit', '--tenant', outsider.simulator.tenantId], {
      env: { AZURE_TENANT_ID: '11111111-1111-4111-8111-111111111111' },
    });
    expect(code).toBe(0);
  });
});

describe('settings', () => {
  test('are read from .env in the working directory', async () => {
    const outsider = await small();
    outsider.write('.env', dotEnv(outsider, { PORT25_OUT: 'named-in-dotenv', PORT25_POLICY: 'current' }));
    const { code } = await outsider.run(['audit'], { env: without(...CONNECTION) });
    expect(code).toBe(0);
    expect(readOnlyRun(outsider.path('named-in-dotenv')).summary.policy.revision).toBe('2023-12');
  });

  test('of the environment win over .env, and options over both', async () => {
    const outsider = await small();
    outsider.write(
      '.env',
      dotEnv(outsider, {
        AZURE_CLIENT_SECRET: 'a-secret-of-yesterday',
        PORT25_OUT: 'dotenv',
        PORT25_POLICY: '2018-11',
        PORT25_FAIL_ON: 'direct',
      }),
    );
    const env = { PORT25_OUT: 'environment', PORT25_POLICY: '2019-06', PORT25_FAIL_ON: 'relay' };
    const { code, stderr } = await outsider.run(['audit', '--out', 'option'], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.not.stringContaining('error') });
    expect(readOnlyRun(outsider.path('option')).summary.policy.revision).toBe('2019-06');
    expect(existsSync(outsider.path('environment')) || existsSync(outsider.path('dotenv'))).toBe(false);
  });

  test.each([
    { format: 'csv', files: ['run.json', 'subscriptions.csv', 'vms.csv'] },
    { format: 'html', files: ['report.html', 'run.json'] },
    { format: 'json', files: ['run.json', 'subscriptions.ndjson', 'vms.ndjson'] },
    {
      format: 'csv,json',
      files: ['run.json', 'subscriptions.csv', 'subscriptions.ndjson', 'vms.csv', 'vms.ndjson'],
    },
  ])('--format $format writes that and what is always written', async ({ format, files }) => {
    const outsider = await small(1);
    const { code } = await outsider.run(['audit', '--format', format, '--out', 'X']);
    expect(code).toBe(0);
    const below = filesBelow(outsider.path('X'));
    const written = below
      .filter((file) => !file.startsWith('history/'))
      .map((file) => file.split('/').slice(1).join('/'));
    expect(below.filter((file) => file.startsWith('history/')).length).toBe(2);
    expect(written.filter((file) => file !== '' && !file.startsWith('snapshot/'))).toEqual(files);
    expect(written.filter((file) => file.startsWith('snapshot/')).length).toBeGreaterThan(0);
  });

  test('a folder that is there already is used, with what it holds', async () => {
    const outsider = await small(1);
    mkdirSync(outsider.path('X', 'deep'), { recursive: true });
    outsider.write('X/deep/notes.txt', 'mine');
    const { code } = await outsider.run(['audit', '--out', 'X/deep']);
    expect(code).toBe(0);
    expect(filesBelow(outsider.path('X'))).toEqual(
      expect.arrayContaining(['deep/latest.json', 'deep/notes.txt']),
    );
  });
});

describe('the scope', () => {
  let outsider: Outsider;
  let prod: string;
  let hub: string;
  let delegated: string;
  beforeAll(async () => {
    outsider = await comeFromOutside();
    const subscriptions = [...outsider.simulator.tenant.subscriptions()];
    prod = subscriptions[0]?.id ?? '';
    hub = subscriptions[1]?.id ?? '';
    delegated = subscriptions.find(({ coverage }) => coverage === 'excluded')?.id ?? '';
  });
  afterAll(() => outsider.leave());

  /** Runs an audit of part of the tenant; what was asked inside which subscription comes with it. */
  async function auditOf(out: string, args: readonly string[]) {
    const before = outsider.simulator.requests.length;
    const { code, stderr } = await outsider.run(['audit', '--out', out, ...args]);
    const asked = new Set(
      outsider.simulator.requests.slice(before).flatMap(({ subscription }) => subscription ?? []),
    );
    return { code, stderr, asked };
  }

  function coverages(out: string): Record<string, string> {
    const { folder } = readOnlyRun(outsider.path(out));
    const rows = csvRowsOf(`${folder}/subscriptions.csv`);
    return Object.fromEntries(rows.map((row) => [row['subscription_id'] ?? '', row['coverage'] ?? '']));
  }

  test('is the named subscriptions, in whatever spelling, and nothing else is asked', async () => {
    const { code, asked } = await auditOf('named', [
      '--subscription',
      prod.toUpperCase(),
      `/subscriptions/${hub}`,
    ]);
    expect(code).toBe(0);
    expect(coverages('named')).toEqual({ [prod]: 'complete', [hub]: 'complete' });
    expect(asked).toEqual(new Set([prod, hub]));
    const { summary } = readOnlyRun(outsider.path('named'));
    expect(summary.scope).toEqual({ subscriptions: [prod, hub], managementGroups: [], excluded: [] });
  });

  test('lists an excluded subscription, and does not ask it', async () => {
    const { code, asked } = await auditOf('excluded', [
      '--subscription',
      `${prod},${hub}`,
      '--exclude-subscription',
      prod,
    ]);
    expect(code).toBe(0);
    expect(coverages('excluded')).toEqual({ [prod]: 'excluded', [hub]: 'complete' });
    expect(asked).toEqual(new Set([hub]));
    const { summary, subscriptions } = readOnlyRun(outsider.path('excluded'));
    expect(summary.totals.subscriptions).toMatchObject({ inScope: 2, complete: 1, excluded: 1 });
    expect(subscriptions.find(({ subscriptionId }) => subscriptionId === prod)?.coverageDetail).toBe(
      'left out by --exclude-subscription',
    );
  });

  test('tells of a named subscription that is not visible', async () => {
    const nowhere = '99999999-9999-4999-8999-999999999999';
    const { code, asked } = await auditOf('invisible', ['--subscription', hub, nowhere]);
    expect(code).toBe(2);
    expect(coverages('invisible')).toEqual({ [hub]: 'complete', [nowhere]: 'unreadable' });
    expect(asked).toEqual(new Set([hub]));
    const { subscriptions } = readOnlyRun(outsider.path('invisible'));
    expect(subscriptions.at(-1)).toMatchObject({
      subscriptionId: nowhere,
      vms: 0,
      coverageDetail: expect.stringMatching(/SubscriptionNotFound/),
    });
    const allowed = await auditOf('allowed', ['--subscription', hub, nowhere, '--allow-incomplete']);
    expect(allowed.code).toBe(0);
  });

  test('takes a delegated subscription in when it is named', async () => {
    const { code } = await auditOf('delegated', ['--subscription', delegated]);
    expect(code).toBe(0);
    expect(coverages('delegated')).toEqual({ [delegated]: 'complete' });
    expect(readOnlyRun(outsider.path('delegated')).vms.length).toBeGreaterThan(0);
  });

  test('leaves delegated subscriptions out unless they are named, and says how to bring them in', async () => {
    const { asked } = await auditOf('home', ['--format', 'json']);
    const { subscriptions } = readOnlyRun(outsider.path('home'));
    expect(asked.has(delegated)).toBe(false);
    expect(subscriptions.find(({ subscriptionId }) => subscriptionId === delegated)).toMatchObject({
      coverage: 'excluded',
      coverageDetail: expect.stringMatching(/delegated from .*--subscription/),
    });
  });

  test('is one run, however the requests are spread', async () => {
    const one = await auditOf('one-at-once', ['--subscription', prod, '--concurrency', '1']);
    expect(one.code).toBe(0);
    expect(resourceManagerRequests(outsider.simulator).every(({ status }) => status < 500)).toBe(true);
  });
});
