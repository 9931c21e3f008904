import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { comeFromOutside, filesBelow, type Outsider } from './outsider.ts';

interface Case {
  readonly name: string;
  readonly args?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** What the message must say, each on its own. */
  readonly tells: readonly RegExp[];
}

const ELSEWHERE = '11111111-1111-4111-8111-111111111111';
const WRONG_SECRET = 'a-secret-of-yesterday~Q8';

/** Nothing listens there: port 9 is nobody's, and a connection to it is refused at once. */
const NOBODY = 'https://localhost:9';
/** Stands for the endpoint of the tenant's own Resource Manager. */
const RIGHT = '(the right one)';

const CONFIGURATION: readonly Case[] = [
  {
    name: 'an unknown cloud',
    env: { AZURE_CLOUD: 'AzureMoonCloud' },
    tells: [/AZURE_CLOUD.*AzureMoonCloud.*AzureCloud/],
  },
  {
    name: 'a sign-in endpoint without TLS',
    env: { AZURE_AUTHORITY_HOST: 'http://localhost:1' },
    tells: [/AZURE_AUTHORITY_HOST.*https/],
  },
  {
    name: 'a Resource Manager without TLS',
    env: { AZURE_RESOURCE_MANAGER_ENDPOINT: 'http://management.azure.com' },
    tells: [/AZURE_RESOURCE_MANAGER_ENDPOINT.*https/],
  },
  {
    name: 'an unknown revision',
    args: ['--policy', '2022-13'],
    tells: [/--policy.*2022-13.*2020-11.*current/],
  },
  {
    name: 'an unknown revision in the environment',
    env: { PORT25_POLICY: 'new' },
    tells: [/PORT25_POLICY.*new/],
  },
  {
    name: 'a malformed subscription',
    args: ['--subscription', 'production'],
    tells: [/--subscription.*production.*GUID/],
  },
  {
    name: 'a malformed excluded subscription',
    args: ['--exclude-subscription', ELSEWHERE.slice(1)],
    tells: [/--exclude-subscription.*GUID/],
  },
  {
    name: 'no requests at once',
    args: ['--concurrency', '0'],
    tells: [/--concurrency.*whole number from 1/],
  },
  {
    name: 'an unknown verdict',
    args: ['--fail-on', 'relay,blocked'],
    tells: [/--fail-on.*blocked.*request-exemption/],
  },
  { name: 'an unknown format', args: ['--format', 'pdf'], tells: [/--format.*pdf.*csv/] },
  { name: 'an unknown log', args: ['--log', 'xml'], tells: [/--log.*xml.*ndjson/] },
  { name: 'an unknown option', args: ['--colour'], tells: [/unknown option '--colour'/] },
  {
    name: 'a secret without tenant and client',
    env: { AZURE_TENANT_ID: undefined, AZURE_CLIENT_ID: '' },
    tells: [/AZURE_TENANT_ID: missing/, /AZURE_CLIENT_ID: missing/],
  },
  {
    name: 'a certificate that is not there',
    env: { AZURE_CLIENT_SECRET: undefined, AZURE_CLIENT_CERTIFICATE_PATH: 'nowhere.pem' },
    tells: [/AZURE_CLIENT_CERTIFICATE_PATH.*nowhere\.pem.*cannot be read/],
  },
  {
    name: 'everything at once',
    args: ['--policy', 'x', '--subscription', 'y', '--concurrency', 'z', '--format', 'w'],
    env: { AZURE_CLOUD: 'v', AZURE_TENANT_ID: undefined },
    tells: [/--policy/, /--subscription/, /--concurrency/, /--format/, /AZURE_CLOUD/, /AZURE_TENANT_ID/],
  },
  {
    name: 'declarations that are not there',
    args: ['--declarations', 'nowhere.yaml'],
    tells: [/nowhere\.yaml.*cannot be read/],
  },
  { name: 'an output folder that is a file', args: ['--out', 'a-file'], tells: [/a-file.*--out/s] },
  {
    name: 'an output folder that nobody can make, not even root',
    args: ['--out', '/sys/port25'],
    tells: [/\/sys\/port25: .*--out/],
  },
  {
    name: 'an output folder below a file',
    args: ['--out', 'a-file/reports'],
    tells: [/a-file\/reports.*--out/s],
  },
];

const SIGN_IN: readonly Case[] = [
  {
    name: 'no credentials, and no tool that is signed in',
    env: {
      AZURE_TENANT_ID: undefined,
      AZURE_CLIENT_ID: undefined,
      AZURE_CLIENT_SECRET: undefined,
      AZURE_TOKEN_CREDENTIALS: 'dev',
      PATH: '',
    },
    tells: [/sign-in failed/, /Azure CLI could not be found/, /set AZURE_TENANT_ID.*az login/],
  },
  {
    name: 'a wrong secret',
    env: { AZURE_CLIENT_SECRET: WRONG_SECRET },
    tells: [/sign-in failed/, /AADSTS7000215/, /check AZURE_CLIENT_SECRET/],
  },
  {
    name: 'an unknown tenant',
    env: { AZURE_TENANT_ID: ELSEWHERE },
    tells: [/sign-in failed: localhost:.*AADSTS90002/, /check AZURE_TENANT_ID/],
  },
  {
    name: 'an unknown client',
    env: { AZURE_CLIENT_ID: ELSEWHERE },
    tells: [/sign-in failed/, /AADSTS700016/, /check AZURE_CLIENT_ID/],
  },
  {
    name: 'an untrusted certificate',
    env: { NODE_EXTRA_CA_CERTS: undefined },
    tells: [/sign-in failed: localhost:.*certificate/, /NODE_EXTRA_CA_CERTS/],
  },
  {
    name: 'a sign-in that cannot be reached',
    env: { AZURE_AUTHORITY_HOST: NOBODY },
    tells: [/sign-in failed: localhost:9: .*ECONNREFUSED/, /check AZURE_AUTHORITY_HOST/],
  },
  {
    name: 'a Resource Manager that cannot be reached',
    env: { AZURE_RESOURCE_MANAGER_ENDPOINT: NOBODY, AZURE_RESOURCE_MANAGER_AUDIENCE: RIGHT },
    tells: [/cannot be listed.*ECONNREFUSED/, /AZURE_RESOURCE_MANAGER_ENDPOINT/],
  },
  {
    name: 'an audience that nobody knows',
    env: { AZURE_RESOURCE_MANAGER_AUDIENCE: 'https://elsewhere.example' },
    tells: [/AADSTS500011.*elsewhere\.example/, /AZURE_RESOURCE_MANAGER_AUDIENCE/],
  },
  {
    name: 'only subscriptions that are not visible',
    args: ['--subscription', ELSEWHERE],
    tells: [new RegExp(`not visible: ${ELSEWHERE}`), /Reader/],
  },
];

let outsider: Outsider;

beforeAll(async () => {
  outsider = await comeFromOutside({ subscriptions: 1 });
});
afterAll(() => outsider.leave());

/** Runs an audit that must fail in a folder of its own, and checks what must hold of every failure. */
async function refused(
  tenant: Outsider,
  { args = [], env = {} }: Pick<Case, 'args' | 'env'>,
): Promise<string> {
  const host = tenant.neighbour();
  host.write('a-file', 'in the way');
  const before = filesBelow(host.folder);
  const { code, stdout, stderr } = await host.run(['audit', ...args], { env });
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(/^error: \S/);
  expect(stderr.match(/^error: /gm)?.length).toBe(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stderr).not.toMatch(/undefined|\[object/);
  expect(stderr.split('\n').length).toBeLessThan(12);
  for (const secret of [host.simulator.clientSecret, WRONG_SECRET]) expect(stderr).not.toContain(secret);
  expect(filesBelow(host.folder)).toEqual(before);
  expect(readdirSync(host.folder)).toEqual(before);
  return stderr;
}

describe.concurrent('audit refuses', () => {
  test.each(CONFIGURATION)('$name, before it asks anybody', async ({ tells, ...given }) => {
    const stderr = await refused(outsider, given);
    for (const told of tells) expect(stderr).toMatch(told);
  });
});

test('nobody was asked', () => {
  expect(outsider.simulator.requests).toEqual([]);
});

describe.concurrent('audit cannot go on with', () => {
  test.each(SIGN_IN)('$name', async ({ tells, args, env }) => {
    const audience = env?.['AZURE_RESOURCE_MANAGER_AUDIENCE']?.replace(RIGHT, outsider.simulator.endpoint);
    const given = audience === undefined ? env : { ...env, AZURE_RESOURCE_MANAGER_AUDIENCE: audience };
    const stderr = await refused(outsider, { args, env: given });
    for (const told of tells) expect(stderr).toMatch(told);
  });

  test('a tenant of which no subscription is visible', async () => {
    const empty = await comeFromOutside({ subscriptions: 0 });
    try {
      const stderr = await refused(empty, {});
      expect(stderr).toMatch(/no subscription is visible/);
      expect(stderr).toMatch(/Reader/);
    } finally {
      await empty.leave();
    }
  });

  test('a tenant whose visible subscriptions are all delegated from elsewhere', async () => {
    const elsewhere = {
      subscriptionId: '11111111-2222-3333-4444-555555555555',
      displayName: 'customer',
      state: 'Enabled',
      tenantId: '99999999-2222-3333-4444-555555555555',
    };
    const provider = await comeFromOutside({
      subscriptions: 1,
      onRequest: ({ path }) =>
        path === '/subscriptions' ? { kind: 'answer', status: 200, body: { value: [elsewhere] } } : undefined,
    });
    try {
      const stderr = await refused(provider, {});
      expect(stderr).toMatch(/no visible subscription has its home in tenant/);
      expect(stderr).toMatch(/--subscription/);
    } finally {
      await provider.leave();
    }
  });

  test('a subscription list that is refused', async () => {
    const forbidden = { error: { code: 'AuthorizationFailed', message: 'It is not allowed.' } };
    const closed = await comeFromOutside({
      subscriptions: 1,
      onRequest: ({ path }) =>
        path === '/subscriptions' ? { kind: 'answer', status: 403, body: forbidden } : undefined,
    });
    try {
      const stderr = await refused(closed, {});
      expect(stderr).toMatch(/cannot be listed: It is not allowed\. \(AuthorizationFailed\)/);
    } finally {
      await closed.leave();
    }
  });
});

describe.concurrent('declarations', () => {
  test.each([
    { name: 'an unknown key', line: 3, text: 'subscriptions:\n  @:\n    offers: csp\n', tells: /offers/ },
    {
      name: 'a day that is not',
      line: 3,
      text: 'subscriptions:\n  @:\n    createdOn: 2023-02-30\n',
      tells: /2016-03-01/,
    },
    { name: 'an unknown offer', line: 3, text: 'subscriptions:\n  @:\n    offer: cheap\n', tells: /offer/ },
    {
      name: 'a malformed subscription',
      line: 2,
      text: 'subscriptions:\n  prod:\n    offer: csp\n',
      tells: /prod/,
    },
    {
      name: 'a subscription twice',
      line: 4,
      text: 'subscriptions:\n  @:\n    offer: csp\n  @:\n    offer: mpn\n',
      tells: /./,
    },
    { name: 'broken YAML', line: 2, text: 'subscriptions:\n\t- {', tells: /./ },
    { name: 'a list', line: 1, text: '- one\n- two\n', tells: /./ },
  ])('with $name are refused by line', async ({ name, line, text, tells }) => {
    const file = `${name.replaceAll(' ', '-')}.yaml`;
    const host = outsider.neighbour();
    host.write(file, text.replaceAll('@', ELSEWHERE));
    const { code, stderr } = await host.run(['audit', '--declarations', file]);
    expect(code).toBe(3);
    expect(stderr).toMatch(new RegExp(`^error: ${file.replaceAll('.', '\\.')}:${line}: `));
    expect(stderr).toMatch(tells);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(readdirSync(host.folder)).toEqual([file]);
  });

  test('with several mistakes are told of all of them', async () => {
    const host = outsider.neighbour();
    host.write(
      'many.yaml',
      `subscriptions:\n  ${ELSEWHERE}:\n    offer: cheap\n    createdOn: soon\nsender: []\n`,
    );
    const { stderr } = await host.run(['audit', '--declarations', 'many.yaml']);
    expect(stderr).toMatch(/many\.yaml:3: /);
    expect(stderr).toMatch(/many\.yaml:4: /);
    expect(stderr).toMatch(/many\.yaml:5: /);
  });
});

describe.concurrent('a failure', () => {
  const bad = { AZURE_CLIENT_SECRET: WRONG_SECRET };

  test('is one NDJSON line with its stack where the log is NDJSON', async () => {
    const { code, stdout, stderr } = await outsider
      .neighbour()
      .run(['audit', '--log', 'ndjson'], { env: bad });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    const [line = '', ...rest] = stderr.split('\n');
    expect(rest).toEqual(['']);
    expect(JSON.parse(line)).toMatchObject({
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      level: 'error',
      message: expect.stringMatching(/^sign-in failed: /),
      details: [expect.stringMatching(/AZURE_CLIENT_SECRET/)],
      stack: expect.stringMatching(/\n\s+at /),
    });
    expect(stderr).not.toContain(WRONG_SECRET);
  });

  test('shows its stack where DEBUG is set, and still no secret', async () => {
    const { stderr } = await outsider.neighbour().run(['audit'], { env: { ...bad, DEBUG: '1' } });
    expect(stderr).toMatch(/^\s+at /m);
    expect(stderr).not.toContain(WRONG_SECRET);
  });

  test('is told with --quiet, too', async () => {
    const { code, stderr } = await outsider.run(['audit', '--quiet', '--policy', 'x'], {});
    expect(code).toBe(3);
    expect(stderr).toMatch(/^error: --policy/);
  });

  test('has no folder of its own, also where the output folder lies deep', async () => {
    const host = outsider.neighbour();
    const { code } = await host.run(['audit', '--out', 'made/for/this'], { env: bad });
    expect(code).toBe(3);
    expect(readdirSync(host.folder)).toEqual([]);
  });
});

test('the client secret is in no file and no output of a run that succeeds', async () => {
  const { clientSecret } = outsider.simulator;
  const { code, stdout, stderr } = await outsider.run(['audit', '--out', 'done', '--log', 'ndjson']);
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(clientSecret);
  for (const file of filesBelow(outsider.path('done')))
    expect(readFileSync(outsider.path('done', file)).includes(clientSecret)).toBe(false);
});

describe('without a command', () => {
  test.each([
    { args: [], tells: /Usage: port25-audit/ },
    { args: ['adit'], tells: /unknown command 'adit'.*\n?.*audit/ },
    { args: ['assess'], tells: /--from <run>.* not specified/ },
  ])('$args is answered with what there is', async ({ args, tells }) => {
    const { code, stdout, stderr } = await outsider.run(args);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toMatch(tells);
  });
});
