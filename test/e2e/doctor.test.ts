import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DoctorFindings } from '../../src/model/doctor.ts';
import {
  comeFromOutside,
  type Ended,
  filesBelow,
  type Outsider,
  resourceManagerRequests,
} from './outsider.ts';

const LOUD = { DEBUG: '1', AZURE_LOG_LEVEL: 'verbose' };

let outsider: Outsider;
let ids: ReadonlyMap<string, string>;

beforeAll(async () => {
  outsider = await comeFromOutside({ pageSize: 1000 });
  ids = new Map([...outsider.simulator.tenant.subscriptions()].map(({ key, id }) => [key, id]));
});
afterAll(() => outsider.leave());

function idOf(key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`no subscription ${key}`);
  return id;
}

/** Nothing that was said holds a secret, and nothing was written. */
function expectDiscreet({ stdout, stderr }: Ended): void {
  const { clientSecret } = outsider.simulator;
  for (const secret of [clientSecret, encodeURIComponent(clientSecret)]) {
    expect(stdout + stderr).not.toContain(secret);
  }
  expect(stdout + stderr).not.toMatch(/Bearer (?!REDACTED)\S|eyJ[\w-]{10}/i);
  expect(readdirSync(outsider.folder)).toEqual([]);
}

async function doctor(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const ended = await outsider.run(['doctor', ...args], { env });
  expectDiscreet(ended);
  return ended;
}

function findingsOf({ stdout }: Ended): DoctorFindings {
  return JSON.parse(stdout);
}

describe.concurrent('doctor', () => {
  test('says who signs in where, and asks a few subscriptions', async () => {
    const { code, stdout } = await doctor([]);
    const { endpoint } = outsider.simulator;
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}way +client secret, by ClientSecretCredential$/m);
    expect(stdout).toMatch(new RegExp(`^ {2}sign-in +${endpoint}$`, 'm'));
    expect(stdout).toMatch(new RegExp(`^ {2}Resource Manager +${endpoint}$`, 'm'));
    expect(stdout).toMatch(/^ {2}this clock +as in Azure|^ {2}this clock +\d+ seconds? /m);
    expect(stdout).toMatch(/Facts that verdicts need, asked of 5 subscriptions/);
    expect(stdout).toMatch(/--all asks every subscription\./);
    expect(stdout.split('\n').every((line) => [...line].length <= 80)).toBe(true);
  });

  test('asks every subscription with --all, names what is missing where, and what that costs', async () => {
    const { code, stdout } = await doctor(['--all', '--no-color']);
    expect(code).toBe(2);
    expect(stdout).toMatch(/^\d+ kinds of fact that verdicts need cannot be read everywhere\.$/m);
    const missing = stdout
      .split(/^(?= {2}[✗✓!-] )/m)
      .find((part) => part.startsWith('  ✗ network interfaces'));
    expect(missing).toMatch(/contoso-payroll: 403 AuthorizationFailed/);
    expect(missing).toMatch(/cost: Neither NIC flag nor network path: no VM can be direct\./);
    expect(missing?.replaceAll(/\s+/g, ' ')).toMatch(
      /Grant the auditor Microsoft\.Network\/networkInterfaces\/read .*Reader/,
    );
    expect(stdout).not.toMatch(/--all asks/);
  });

  test('counts as JSON what it asked, and every subscription once', async () => {
    const ended = await doctor(['--all', '--json']);
    const { facts, subscriptions, ...findings } = findingsOf(ended);
    const truth = [...outsider.simulator.tenant.subscriptions()];
    expect(ended.code).toBe(2);
    expect(findings).toEqual({
      schemaVersion: 1,
      checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      tool: { name: 'port25-audit', version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      cloud: 'AzureCloud',
      endpoints: {
        signIn: outsider.simulator.endpoint,
        resourceManager: outsider.simulator.endpoint,
        audience: `${outsider.simulator.endpoint}/.default`,
      },
      identity: expect.objectContaining({
        method: 'client-secret',
        credential: 'ClientSecretCredential',
        tried: [],
      }),
      skewSeconds: expect.any(Number),
      managementGroups: [],
    });
    expect(subscriptions).toMatchObject({ visible: truth.length, inScope: truth.length, notVisible: 0 });
    expect(Object.values(subscriptions.byState).reduce((sum, count) => sum + count, 0)).toBe(truth.length);
    for (const { cost, notAsked, read, unreadable, fact } of facts) {
      expect([fact, read + notAsked + unreadable.length]).toEqual([fact, subscriptions.asked]);
      expect(cost).toMatch(/^[A-Z].*\.$/);
    }
    const refused = (name: string) =>
      facts.find(({ fact }) => fact === name)?.unreadable.map(({ subscriptionId }) => subscriptionId);
    expect(refused('virtual machines')?.toSorted()).toEqual(
      [idOf('forbidden'), idOf('moved-away')].toSorted(),
    );
    expect(refused('network interfaces')).toContain(idOf('restricted-nics'));
    expect(new Set(facts.map(({ fact }) => fact)).size).toBe(facts.length);
  });

  test('is content where only what sharpens cannot be read, and says so', async () => {
    const ended = await doctor(['--subscription', idOf('devtest-unclear'), '--json']);
    const { facts } = findingsOf(ended);
    expect(ended.code).toBe(0);
    expect(facts.find(({ fact }) => fact === 'billing property')).toMatchObject({
      required: false,
      read: 0,
      unreadable: [{ status: 403, action: 'Microsoft.Billing/billingProperty/read' }],
    });
  });

  test.each([
    { key: 'restricted-nics', code: 2 },
    { key: 'forbidden', code: 2 },
    { key: 'csp-resale', code: 0 },
  ])('of $key alone ends with $code', async ({ key, code }) => {
    const ended = await doctor(['--subscription', idOf(key), '--json'], LOUD);
    expect(ended.code).toBe(code);
    expect(findingsOf(ended).subscriptions).toMatchObject({ inScope: 1, asked: 1 });
  });

  test('of a management group asks only below it, and says how many there are', async () => {
    const group = ['--management-group', 'contoso-online'];
    const left = ['--exclude-subscription', idOf('containers-restricted')];
    const ended = await doctor([...group, ...left, '--json']);
    const { managementGroups, subscriptions } = findingsOf(ended);
    expect(managementGroups).toEqual([{ name: 'contoso-online', subscriptions: 3 }]);
    expect(subscriptions).toMatchObject({ inScope: 3, excluded: 1, asked: 2 });
    expect(ended.code).toBe(0);
  });

  test.each([
    { args: ['--subscription', 'prod'], env: {}, tells: /--subscription: "prod" is not a subscription ID/ },
    {
      args: [],
      env: { AZURE_CLIENT_SECRET: 'a-secret-of-yesterday~Q8' },
      tells: /sign-in failed: .*\n.*AZURE_CLIENT_SECRET/,
    },
    { args: ['--management-group', 'nowhere'], env: {}, tells: /management group nowhere .* cannot be read/ },
  ])('$args ends with 3 where it cannot be asked for', async ({ args, env, tells }) => {
    const { code, stdout, stderr } = await doctor(args, { ...env, ...LOUD });
    expect({ code, stdout: stdout.replaceAll(/^azure:.*$/gm, '') }).toMatchObject({ code: 3 });
    expect(stderr).toMatch(tells);
    expect(stderr).not.toContain('a-secret-of-yesterday');
  });
});

/** What Resource Manager names itself: subscriptions, resource groups, and the list of all resources. */
const OWN: Readonly<Record<string, string>> = {
  subscriptions: 'microsoft.resources/subscriptions/read',
  'subscriptions/resourcegroups': 'microsoft.resources/subscriptions/resourcegroups/read',
  'subscriptions/resources': 'microsoft.resources/subscriptions/resources/read',
};

/** The action that Resource Manager asks for, in lower case: the types on a path without the names between them. */
function actionFor(path: string): string {
  const types = (text: string) =>
    text
      .split('/')
      .filter((_, at) => at % 2 === 0)
      .join('/');
  const [above = '', ...nested] = path.toLowerCase().split('/providers/');
  const [namespace = '', ...rest] = nested.at(-1)?.split('/') ?? [];
  return nested.length === 0
    ? (OWN[types(above.slice(1))] ?? `no action for ${path}`)
    : `${namespace}/${types(rest.join('/'))}/read`;
}

/** What is read outside of any subscription: no role on one can grant it. */
const OUTSIDE = [
  'microsoft.billing/billingaccounts/read',
  'microsoft.billing/billingaccounts/billingsubscriptions/read',
  'microsoft.subscription/aliases/read',
];

describe('doctor --role', () => {
  const NOWHERE = { AZURE_TENANT_ID: '', AZURE_CLIENT_ID: '', AZURE_CLIENT_SECRET: '' };

  test('has exactly the actions that a full audit takes, and nothing else', async () => {
    const host = outsider.neighbour();
    const before = resourceManagerRequests(outsider.simulator).length;
    host.write('declarations.yaml', outsider.simulator.declarations);
    const declared = ['--declarations', 'declarations.yaml', '--tag', 'owner'];
    const { code } = await host.run(['audit', '--format', 'json', ...declared]);
    expect(code).toBe(2);
    const taken = resourceManagerRequests(outsider.simulator)
      .slice(before)
      .map(({ path }) => actionFor(path));
    expect(filesBelow(host.path('reports')).length).toBeGreaterThan(50);

    const { stdout, stderr } = await doctor(['--role'], NOWHERE);
    const { Actions: actions, ...role } = JSON.parse(stdout);
    expect([...new Set(taken)].filter((action) => !OUTSIDE.includes(action)).toSorted()).toEqual(
      actions.map((action: string) => action.toLowerCase()).toSorted(),
    );
    expect(role).toEqual({
      Name: expect.any(String),
      IsCustom: true,
      Description: expect.any(String),
      NotActions: [],
      DataActions: [],
      NotDataActions: [],
      AssignableScopes: ['/subscriptions/00000000-0000-0000-0000-000000000000'],
    });
    for (const action of actions) expect(action).toMatch(/^Microsoft\.[A-Za-z/]+\/read$/);
    for (const action of OUTSIDE) expect(stderr.toLowerCase()).toContain(`not in the role: ${action}: `);
  });

  test('can be assigned where it is asked for, and asks nobody', async () => {
    const asked = outsider.simulator.requests.length;
    const named = ['--management-group', 'contoso', '--subscription', idOf('csp-resale').toUpperCase()];
    const { code, stdout } = await doctor(['--role', ...named], NOWHERE);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).AssignableScopes).toEqual([
      '/providers/Microsoft.Management/managementGroups/contoso',
      `/subscriptions/${idOf('csp-resale')}`,
    ]);
    expect(outsider.simulator.requests.length).toBe(asked);
  });
});
