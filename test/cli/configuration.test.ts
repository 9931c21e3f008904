import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Configuration, configure } from '../../src/cli/configuration.ts';
import { ConfigurationError } from '../../src/cli/configuration-error.ts';
import type { Environment, RawOptions } from '../../src/cli/options.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';

const A = '00000000-0000-0000-0000-00000000000a';
const B = '00000000-0000-0000-0000-00000000000b';
const TENANT = 'aaaaaaaa-0000-0000-0000-000000000000';

function problemsOf(options: RawOptions, environment: Environment = {}): readonly string[] {
  try {
    configure(options, environment);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  test('without options and variables', () => {
    expect(configure({}, {})).toMatchObject({
      endpoints: { cloud: 'AzureCloud' },
      out: 'reports',
      revision: '2020-11',
      declarationsPath: undefined,
      concurrency: 16,
      failOn: [],
      allowIncomplete: false,
      formats: ['csv', 'html', 'json'],
      only: [],
      exclude: [],
      log: 'text',
      quiet: false,
      color: true,
      demo: undefined,
    });
  });

  test.each<[string, RawOptions, Partial<Configuration>]>([
    ['--subscription', { subscription: [A, `${B.toUpperCase()},${A}`] }, { only: [A, B, A] as never }],
    ['--subscription as a path', { subscription: [`/subscriptions/${A}`] }, { only: [A] as never }],
    ['--exclude-subscription', { excludeSubscription: [A] }, { exclude: [A] as never }],
    ['--out', { out: 'elsewhere' }, { out: 'elsewhere' }],
    ['--policy', { policy: '2021-04' }, { revision: '2021-04' }],
    ['--policy current', { policy: 'current' }, { revision: '2023-12' }],
    ['--declarations', { declarations: 'd.yaml' }, { declarationsPath: 'd.yaml' }],
    ['--concurrency', { concurrency: '4' }, { concurrency: 4 }],
    ['--fail-on', { failOn: 'direct,restart' }, { failOn: ['direct', 'restart'] }],
    ['--allow-incomplete', { allowIncomplete: true }, { allowIncomplete: true }],
    ['--format', { format: 'json,csv' }, { formats: ['json', 'csv'] }],
    ['--log', { log: 'ndjson' }, { log: 'ndjson' }],
    ['--quiet', { quiet: true }, { quiet: true }],
    ['--no-color', { color: false }, { color: false }],
    ['--demo', { demo: true }, { demo: {} }],
    [
      'the size of the demo',
      { demo: true, demoSubscriptions: '4000', demoVms: '0', demoLatency: '20' },
      { demo: { subscriptions: 4000, vms: 0, latencyMs: 20 } },
    ],
    ['the size of a demo that is not asked for', { demoVms: '5' }, { demo: undefined }],
  ])('takes %s', (_, options, expected) => {
    expect(configure(options, {})).toMatchObject(expected);
  });

  test.each<[string, Environment, object]>([
    ['PORT25_POLICY', { PORT25_POLICY: '2019-06' }, { revision: '2019-06' }],
    ['PORT25_OUT', { PORT25_OUT: '/var/runs' }, { out: '/var/runs' }],
    ['PORT25_DECLARATIONS', { PORT25_DECLARATIONS: 'd.json' }, { declarationsPath: 'd.json' }],
    ['PORT25_CONCURRENCY', { PORT25_CONCURRENCY: '32' }, { concurrency: 32 }],
    ['PORT25_FAIL_ON', { PORT25_FAIL_ON: 'relay' }, { failOn: ['relay'] }],
    ['NO_COLOR', { NO_COLOR: '1' }, { color: false }],
    [
      'AZURE_CLOUD in any letter case, which chooses the revision',
      { AZURE_CLOUD: 'azurechinacloud' },
      { endpoints: { cloud: 'AzureChinaCloud' }, revision: 'china-2021' },
    ],
    [
      'AZURE_CLOUD of the US government, which follows the public rules',
      { AZURE_CLOUD: 'AzureUSGovernment' },
      { endpoints: { cloud: 'AzureUSGovernment' }, revision: '2020-11' },
    ],
    [
      'the endpoints of a private cloud',
      {
        AZURE_AUTHORITY_HOST: 'https://login.local',
        AZURE_RESOURCE_MANAGER_ENDPOINT: 'https://arm.local',
        AZURE_RESOURCE_MANAGER_AUDIENCE: 'https://audience.local',
      },
      {
        endpoints: {
          authorityHost: 'https://login.local',
          resourceManager: 'https://arm.local',
          audience: 'https://audience.local',
        },
      },
    ],
    [
      'the client of @azure/identity',
      { AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: A, AZURE_CLIENT_SECRET: 'hush' },
      { signIn: { tenantId: TENANT, clientId: A, clientSecret: 'hush' } },
    ],
    [
      'AZURE_TENANT_ID that is a domain',
      { AZURE_TENANT_ID: 'contoso.onmicrosoft.com' },
      {
        signIn: { tenantId: 'contoso.onmicrosoft.com' },
      },
    ],
  ])('takes %s', (_, environment, expected) => {
    expect(configure({}, environment)).toMatchObject(expected);
  });

  test('options win over variables', () => {
    const options = {
      policy: '2021-04',
      out: 'a',
      declarations: 'b',
      concurrency: '3',
      failOn: 'direct',
      tenant: TENANT,
    };
    const environment = {
      PORT25_POLICY: '2019-06',
      PORT25_OUT: 'x',
      PORT25_DECLARATIONS: 'y',
      PORT25_CONCURRENCY: '7',
      PORT25_FAIL_ON: 'relay',
      AZURE_TENANT_ID: 'elsewhere.example',
    };
    expect(configure(options, environment)).toMatchObject({
      revision: '2021-04',
      out: 'a',
      declarationsPath: 'b',
      concurrency: 3,
      failOn: ['direct'],
      signIn: { tenantId: TENANT },
    });
  });

  test('a variable that an option overrules may be wrong', () => {
    expect(problemsOf({ concurrency: '3' }, { PORT25_CONCURRENCY: 'many' })).toEqual([]);
  });

  test('empty variables count as not set', () => {
    const names = [
      ...['PORT25_POLICY', 'PORT25_OUT', 'PORT25_DECLARATIONS', 'PORT25_CONCURRENCY', 'PORT25_FAIL_ON'],
      ...['AZURE_CLOUD', 'AZURE_AUTHORITY_HOST', 'AZURE_RESOURCE_MANAGER_ENDPOINT', 'NO_COLOR'],
      ...['AZURE_RESOURCE_MANAGER_AUDIENCE', 'AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET'],
      ...['AZURE_CLIENT_CERTIFICATE_PATH', 'AZURE_FEDERATED_TOKEN_FILE'],
    ];
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(configure({}, empty)).toEqual(configure({}, {}));
  });

  test('the built-in tenant is in the public cloud, whatever the environment says', () => {
    const elsewhere = {
      AZURE_CLOUD: 'AzureChinaCloud',
      AZURE_RESOURCE_MANAGER_ENDPOINT: 'https://arm.example',
    };
    const { endpoints, revision } = configure({ demo: true }, elsewhere);
    expect(endpoints).toEqual({ cloud: 'AzureCloud' });
    expect(revision).toBe('2020-11');
  });

  test('a run that is judged anew names its revisions by its own cloud', () => {
    expect(configure({ policy: 'current' }, {}, { cloud: 'AzureChinaCloud' }).revision).toBe('china-2021');
    expect(configure({}, { AZURE_CLOUD: 'AzureChinaCloud' }, { cloud: 'AzureCloud' }).revision).toBe(
      '2020-11',
    );
  });
});

describe('a problem with the configuration', () => {
  const cannotBeRead = '/nowhere/at/all';

  test.each<[RawOptions, Environment, string]>([
    [{ subscription: ['mine'] }, {}, '--subscription: "mine" is not a subscription ID (a GUID)'],
    [{ subscription: [`${A},`] }, {}, '--subscription: "" is not a subscription ID (a GUID)'],
    [
      { excludeSubscription: ['yours'] },
      {},
      '--exclude-subscription: "yours" is not a subscription ID (a GUID)',
    ],
    [{ policy: '2030-01' }, {}, '--policy: "2030-01" is not a policy revision: 2017-11, '],
    [{}, { PORT25_POLICY: 'newest' }, 'PORT25_POLICY: "newest" is not a policy revision: 2017-11, '],
    [{ concurrency: '0' }, {}, '--concurrency: "0" is not a whole number from 1 to 256'],
    [{}, { PORT25_CONCURRENCY: 'lots' }, 'PORT25_CONCURRENCY: "lots" is not a whole number from 1 to 256'],
    [{ failOn: 'blocked' }, {}, '--fail-on: "blocked" is not one of direct, restart, '],
    [{}, { PORT25_FAIL_ON: 'relay;direct' }, 'PORT25_FAIL_ON: "relay;direct" is not one of '],
    [{ format: 'pdf' }, {}, '--format: "pdf" is not one of csv, html, json'],
    [{ log: 'xml' }, {}, '--log: "xml" is not text or ndjson'],
    [{ out: '' }, {}, '--out: "" is not a folder'],
    [{ declarations: '' }, {}, '--declarations: "" is not a file'],
    [{ tenant: '' }, {}, '--tenant: "" is not a tenant ID or domain name'],
    [{ tenant: '' }, { AZURE_TENANT_ID: TENANT }, '--tenant: "" is not a tenant ID or domain name'],
    [{}, { AZURE_TENANT_ID: 'a/b' }, 'AZURE_TENANT_ID: "a/b" is not a tenant ID or domain name'],
    [{}, { AZURE_CLOUD: 'AzureGermanCloud' }, 'AZURE_CLOUD: "AzureGermanCloud" is not a known cloud: '],
    [{}, { AZURE_AUTHORITY_HOST: 'login' }, 'AZURE_AUTHORITY_HOST: "login" is not an https URL such as '],
    [
      {},
      { AZURE_RESOURCE_MANAGER_ENDPOINT: 'http://arm' },
      'AZURE_RESOURCE_MANAGER_ENDPOINT: "http://arm" is not an https URL such as ',
    ],
    [{ demo: true, demoVms: '-1' }, {}, '--demo-vms: "-1" is not a whole number from 0 to 2000000'],
    [
      { demo: true, demoSubscriptions: 'x' },
      {},
      '--demo-subscriptions: "x" is not a whole number from 0 to 20000',
    ],
    [{ demo: true, demoLatency: '1s' }, {}, '--demo-latency: "1s" is not a whole number from 0 to 60000'],
    [
      {},
      { AZURE_CLIENT_SECRET: 'hush', AZURE_CLIENT_ID: A },
      'AZURE_TENANT_ID: missing, and AZURE_CLIENT_SECRET needs it',
    ],
    [
      {},
      { AZURE_CLIENT_SECRET: 'hush', AZURE_TENANT_ID: TENANT },
      'AZURE_CLIENT_ID: missing, and AZURE_CLIENT_SECRET needs it',
    ],
    [
      {},
      { AZURE_FEDERATED_TOKEN_FILE: cannotBeRead },
      `AZURE_FEDERATED_TOKEN_FILE: ${cannotBeRead} cannot be read`,
    ],
    [
      {},
      { AZURE_CLIENT_CERTIFICATE_PATH: cannotBeRead, AZURE_TENANT_ID: TENANT, AZURE_CLIENT_ID: A },
      `AZURE_CLIENT_CERTIFICATE_PATH: ${cannotBeRead} cannot be read`,
    ],
  ])('with %j and %j is told by name', (options, environment, problem) => {
    expect(problemsOf(options, environment)).toEqual([expect.stringContaining(problem)]);
  });

  test('does not keep the others from being told', () => {
    const problems = problemsOf(
      {
        subscription: ['x', 'y'],
        policy: 'p',
        concurrency: 'c',
        format: 'f',
        log: 'l',
        failOn: 'v,w',
        out: '',
      },
      {
        AZURE_CLOUD: 'cloud',
        AZURE_AUTHORITY_HOST: 'h',
        AZURE_CLIENT_CERTIFICATE_PATH: cannotBeRead,
        AZURE_CLIENT_SECRET: 'hush',
      },
    );
    expect(problems.map((problem) => problem.slice(0, problem.indexOf(':'))).toSorted()).toEqual(
      [
        ...['--subscription', '--subscription', '--policy', '--concurrency', '--format', '--log', '--out'],
        ...['--fail-on', '--fail-on', 'AZURE_CLOUD', 'AZURE_AUTHORITY_HOST'],
        ...['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_TENANT_ID', 'AZURE_CLIENT_ID'],
        'AZURE_CLIENT_CERTIFICATE_PATH',
      ].toSorted(),
    );
    expect(problems.join('\n')).not.toContain('hush');
  });

  test('of signing in does not matter to the demo', () => {
    expect(problemsOf({ demo: true }, { AZURE_CLIENT_SECRET: 'hush', AZURE_TENANT_ID: 'a/b' })).toEqual([]);
  });

  test('is none where the named files can be read', async () => {
    const path = join(await temporaryFolder(), 'token');
    await writeFile(path, 'x');
    expect(
      problemsOf(
        {},
        {
          AZURE_FEDERATED_TOKEN_FILE: path,
          AZURE_CLIENT_CERTIFICATE_PATH: path,
          AZURE_CLIENT_ID: A,
          AZURE_TENANT_ID: TENANT,
        },
      ),
    ).toEqual([]);
  });
});
