import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NAMED_SUBSCRIPTIONS } from '../../src/simulator/named-subscriptions.ts';
import {
  comeFromOutside,
  csvRowsOf,
  filesBelow,
  type Outsider,
  readOnlyRun,
  resourceManagerRequests,
  runsIn,
} from './outsider.ts';

/** The groups below it, and so its subscriptions; none of them is itself below the group. */
const BELOW_LANDING_ZONES = ['contoso-corp', 'contoso-online', 'contoso-governed'];
const FORMATS = ['--format', 'csv,json'];
const WAIT_MS = 400;

let outsider: Outsider;
let ids: ReadonlyMap<string, string>;
/** Looks at a run while its first request for facts waits for an answer. */
let watch: (() => void) | undefined;

beforeAll(async () => {
  outsider = await comeFromOutside({
    changes: [{ kind: 'subscription-deleted', subscription: 'governed' }],
    onRequest: ({ subscription }) => {
      if (watch === undefined || subscription === undefined) return undefined;
      setTimeout(watch, WAIT_MS / 2);
      watch = undefined;
      return { kind: 'delay', ms: WAIT_MS };
    },
  });
  ids = new Map([...outsider.simulator.tenant.subscriptions()].map(({ key, id }) => [key, id]));
});
afterAll(() => outsider.leave());

function idOf(key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`no subscription ${key}`);
  return id;
}

function below(groups: readonly string[]): readonly string[] {
  return NAMED_SUBSCRIPTIONS.filter(({ managementGroup }) => groups.includes(managementGroup ?? 'contoso'))
    .flatMap(({ key }) => ids.get(key) ?? [])
    .toSorted();
}

function column(folder: string, name: string): readonly string[] {
  return [...new Set(csvRowsOf(join(folder, name)).map((row) => row['subscription_id'] ?? ''))].toSorted();
}

describe('--management-group', () => {
  test('is what is below it at any depth, less what is excluded, in every file', async () => {
    const left = idOf('containers-restricted');
    const asked = resourceManagerRequests(outsider.simulator).length;
    let said = '';
    let seen = '';
    watch = () => {
      seen = said;
    };
    const { child, ended } = outsider.start([
      'audit',
      '--out',
      'zones',
      '--management-group',
      'Contoso-Landing-Zones',
      '--exclude-subscription',
      left,
    ]);
    child.stderr?.on('data', (text: string) => {
      said += text;
    });
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    const wanted = below(BELOW_LANDING_ZONES);
    expect(wanted.length).toBeGreaterThan(5);
    const line = `scope: ${wanted.length} subscriptions: ${wanted.length - 1} to read, 1 excluded; management groups: Contoso-Landing-Zones (${wanted.length})`;
    expect(stderr.split('\n')[0]).toBe(line);
    expect(seen.split('\n')[0]).toBe(line);
    expect(seen).not.toContain(`${wanted.length} of ${wanted.length} subscriptions`);

    const { folder, subscriptions, summary, vms } = readOnlyRun(outsider.path('zones'));
    const read = wanted.filter((id) => id !== left);
    expect(column(folder, 'subscriptions.csv')).toEqual(wanted);
    expect(subscriptions.map(({ subscriptionId }) => subscriptionId)).toEqual(wanted);
    expect(column(folder, 'vms.csv')).toEqual([...new Set(vms.map(({ subscriptionId }) => subscriptionId))]);
    expect(vms.every(({ subscriptionId }) => read.includes(subscriptionId))).toBe(true);
    expect(filesBelow(join(folder, 'snapshot')).filter((name) => name.endsWith('.json.gz'))).toEqual(
      wanted.map((id) => `${id}.json.gz`),
    );
    expect(summary.scope).toEqual({
      subscriptions: [],
      managementGroups: ['Contoso-Landing-Zones'],
      excluded: [left],
    });
    expect(summary.totals.subscriptions).toMatchObject({ inScope: wanted.length, excluded: 1 });
    const report = readFileSync(join(folder, 'report.html'), 'utf8');
    const others = [...ids.values()].filter((id) => !wanted.includes(id));
    for (const id of wanted) expect(report).toContain(id);
    const hubs = [
      idOf('connectivity'),
      idOf('connectivity-restricted'),
      idOf('security-appliances'),
      idOf('virtual-wan'),
    ];
    for (const id of others.filter((other) => !hubs.includes(other))) expect(report.includes(id)).toBe(false);
    const requests = resourceManagerRequests(outsider.simulator).slice(asked);
    expect([...new Set(requests.flatMap(({ subscription }) => subscription ?? []))].toSorted()).toEqual(read);
  });

  test('adds to the named subscriptions; several are taken together, and each member once', async () => {
    const groups = [
      '--management-group',
      'contoso-online',
      '/providers/Microsoft.Management/managementGroups/contoso-online',
    ];
    const named = ['--subscription', idOf('csp-resale'), idOf('containers')];
    const { code } = await outsider.run(['collect', '--out', 'both', ...groups, ...named]);
    expect(code).toBe(2);
    const { folder } = { folder: join(outsider.path('both'), runsIn(outsider.path('both'))[0] ?? '') };
    const read = filesBelow(join(folder, 'snapshot')).map((name) => name.replace('.json.gz', ''));
    expect(read.toSorted()).toEqual([...below(['contoso-online']), idOf('csp-resale')].toSorted());
  });

  test.each([
    { group: 'nowhere', tells: /management group nowhere of --management-group cannot be read: .*nowhere/ },
    {
      group: 'contoso-confidential',
      tells:
        /contoso-confidential .* cannot be read: .*AuthorizationFailed[\s\S]*Microsoft\.Management\/managementGroups\/descendants\/read/,
    },
    {
      group: 'Contoso Online',
      tells: /--management-group: "Contoso Online" is not the ID of a management group/,
    },
    { group: 'a/b', tells: /--management-group: "a\/b" is not the ID/ },
  ])(
    '$group is refused beside another one: half a scope would look like a whole one',
    async ({ group, tells }) => {
      const host = outsider.neighbour();
      const asked = resourceManagerRequests(outsider.simulator).length;
      const { code, stdout, stderr } = await host.run([
        'audit',
        '--management-group',
        'contoso-online',
        group,
      ]);
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toMatch(tells);
      expect(stderr).not.toMatch(/^\s+at /m);
      expect(readdirSync(host.folder)).toEqual([]);
      const requests = resourceManagerRequests(outsider.simulator).slice(asked);
      expect(requests.filter(({ subscription }) => subscription !== undefined)).toEqual([]);
    },
  );

  test('without subscriptions is refused, and is never the whole tenant', async () => {
    const host = outsider.neighbour();
    const asked = resourceManagerRequests(outsider.simulator).length;
    const { code, stderr } = await host.run(['audit', '--management-group', 'contoso-governed']);
    expect(code).toBe(3);
    expect(stderr).toMatch(/no subscription below the management group contoso-governed/);
    expect(readdirSync(host.folder)).toEqual([]);
    const requests = resourceManagerRequests(outsider.simulator).slice(asked);
    expect(requests.filter(({ subscription }) => subscription !== undefined)).toEqual([]);
  });
});

describe('--tag', () => {
  test('is a column each: the VM’s own, else its group’s, else its subscription’s, else empty', async () => {
    const named = ['bizspark', 'containers', 'prod-emea', 'mpn'].map(idOf);
    const tags = ['--tag', 'owner', 'COST-CENTER', 'note', 'role', '=1+1', 'no such tag'];
    const { code } = await outsider.run([
      'audit',
      '--out',
      'tags',
      ...FORMATS,
      ...tags,
      '--subscription',
      ...named,
    ]);
    expect(code).toBe(0);
    const { folder, vms, summary } = readOnlyRun(outsider.path('tags'));
    const rows = csvRowsOf(join(folder, 'vms.csv'));
    expect(Object.keys(rows[0] ?? {}).slice(-6)).toEqual([
      'tag:owner',
      'tag:COST-CENTER',
      'tag:note',
      'tag:role',
      'tag:=1+1',
      'tag:no such tag',
    ]);
    expect(summary.tags).toEqual(['owner', 'COST-CENTER', 'note', 'role', '=1+1', 'no such tag']);
    const of = (key: string) => rows.filter((row) => row['subscription_id'] === idOf(key));
    const values = (key: string, tag: string) => new Set(of(key).map((row) => row[`tag:${tag}`]));
    expect(values('mpn', 'owner')).toEqual(new Set(['']));
    expect(values('prod-emea', 'COST-CENTER')).toEqual(new Set(['4711']));
    expect(values('prod-emea', 'owner')).toEqual(new Set(['messaging', '']));
    expect(values('containers', 'owner')).toEqual(new Set(['platform', '']));
    expect(values('prod-emea', 'no such tag')).toEqual(new Set(['']));
    const hostile = of('bizspark').flatMap((row) => [row['tag:note'] ?? '', row['tag:role'] ?? '']);
    expect(hostile.filter((cell) => cell !== '').length).toBeGreaterThan(2);
    for (const cell of hostile) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
    expect(hostile.some((cell) => cell.startsWith("'="))).toBe(true);
    const raw = vms.find(({ subscriptionId }) => subscriptionId === idOf('bizspark'));
    expect(raw?.tags['note']).toMatch(/^=/);
  });

  test.each([
    { tag: '', tells: /--tag: "" is not the name of a tag/ },
    { tag: '<b>owner</b>', tells: /--tag: "<b>owner<\/b>" is not the name of a tag/ },
    { tag: 'x'.repeat(600), tells: /--tag: "x+" is not the name of a tag/ },
  ])('$tag is refused', async ({ tag, tells }) => {
    const host = outsider.neighbour();
    const { code, stderr } = await host.run(['audit', '--tag', tag]);
    expect(code).toBe(3);
    expect(stderr).toMatch(tells);
    expect(readdirSync(host.folder)).toEqual([]);
  });
});

describe('the stages on their own', () => {
  test('collect and then assess give what audit gives', async () => {
    const scope = [
      '--management-group',
      'contoso-sandboxes',
      '--subscription',
      idOf('exempted-by-log'),
      idOf('web-shop'),
    ];
    const declarations = outsider.write('declarations.yaml', outsider.simulator.declarations);
    const same = [...scope, '--declarations', declarations, '--tag', 'owner', ...FORMATS];
    const [audited, collected] = await Promise.all([
      outsider.run(['audit', '--out', 'audited', ...same]),
      outsider.run(['collect', '--out', 'staged', ...same]),
    ]);
    expect([audited.code, collected.code]).toEqual([0, 0]);
    const [id = ''] = runsIn(outsider.path('staged'));
    expect(collected.stdout).toContain(`assess --from ${id}`);
    expect(filesBelow(outsider.path('staged')).filter((name) => !name.includes('snapshot'))).toEqual([
      `${id}/run.json`,
    ]);
    await delay(1000);
    const assessed = await outsider.run(['assess', '--from', id, '--out', 'staged', ...FORMATS]);
    expect({ code: assessed.code, stderr: assessed.stderr }).toEqual({ code: 0, stderr: '' });
    const derived = runsIn(outsider.path('staged')).find((run) => run !== id) ?? '';
    const one = readOnlyRun(outsider.path('audited')).folder;
    const other = join(outsider.path('staged'), derived);
    for (const name of ['vms.csv', 'subscriptions.csv']) {
      const rows = (folder: string) => csvRowsOf(join(folder, name)).map(({ first_seen: _, ...row }) => row);
      expect(rows(other).length).toBeGreaterThan(0);
      expect(rows(other)).toEqual(rows(one));
    }
    expect(JSON.parse(readFileSync(join(other, 'run.json'), 'utf8'))).toMatchObject({ derivedFrom: id });
  });
});
