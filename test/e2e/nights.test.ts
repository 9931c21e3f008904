import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ChangeKind, RunChanges } from '../../src/model/change.ts';
import { CHANGE_CAUSES, CHANGE_KINDS } from '../../src/model/change.ts';
import { FORTNIGHT, type Night } from './fortnight.ts';
import { type NightOver, playFortnight } from './nights.ts';

let nights: readonly NightOver[] = [];
/** The keys of subscriptions by their IDs, those that are gone among them. */
const keys = new Map<string, string>();

beforeAll(async () => {
  nights = await playFortnight();
  for (const { subscriptions } of nights) for (const { id, key } of subscriptions) keys.set(id, key);
}, 300_000);

function over(at: number): NightOver {
  const night = nights[at];
  if (night === undefined) throw new Error(`night ${at} did not come`);
  return night;
}

/** Lines of the script may name the start of a night: `{5}`. */
function timed(line: string): string {
  return line.replace(/\{(\d+)\}/g, (_, at) => over(Number(at)).run.summary.startedAt);
}

/** What stands in `changes.json`, in the words of the script. */
function told(changes: RunChanges): { [K in 'vms' | 'scaleSets' | 'subscriptions']: string[] } {
  const key = (id: string) => keys.get(id) ?? id;
  return {
    vms: changes.vms.map(
      ({ subscriptionId, name, kind, before, after, causes }) =>
        `${key(subscriptionId)} ${name}: ${kind} ${before ?? '-'} > ${after ?? '-'} by ${causes.join(', ')}`,
    ),
    scaleSets: changes.scaleSets.map(
      ({ subscriptionId, name, before, after, added, removed, unreadable }) =>
        `${key(subscriptionId)} ${name}: ${before} > ${after}, +${added} -${removed} ?${unreadable}`,
    ),
    subscriptions: changes.subscriptions.map(
      ({ subscriptionId, kind, causes, details }) =>
        `${key(subscriptionId)}: ${kind} by ${causes.join(', ')} (${details.join('; ')})`,
    ),
  };
}

/** The changes of verdict and of platform state that the revision alone makes, by the tenant's truth. */
function movedByPolicy(at: number): readonly string[] {
  const scripted = FORTNIGHT[at]?.vms ?? [];
  return [...over(at - 1).truth.values()].flatMap((vm) => {
    const { name, platform, resourceId, verdict } = vm;
    const key = keys.get(resourceId.split('/')[2] ?? '');
    if (scripted.some((line) => line.startsWith(`${key} ${name}: `))) return [];
    const [old, now] = [verdict['2020-11'], verdict['2023-12']];
    if (old === now && platform['2020-11'] === platform['2023-12']) return [];
    const kind = old === now ? 'facts-changed' : 'verdict-changed';
    return [`${key} ${name}: ${kind} ${old} > ${now} by policy`];
  });
}

function expectedVms(at: number): readonly string[] {
  const { policyMoves, vms = [] } = FORTNIGHT[at] ?? {};
  return [...vms, ...(policyMoves ? movedByPolicy(at) : [])].toSorted();
}

/** The kind of change of each VM that the night tells of, by `key name`. */
function kindsOf(at: number): ReadonlyMap<string, ChangeKind> {
  const lines = [...expectedVms(at), ...(FORTNIGHT[at]?.instances ?? []).map((name) => `${name}: new`)];
  return new Map(
    lines.map((line) => {
      const [, name = '', word] = /^(.*?): (\S+)/.exec(line) ?? [];
      const kind = CHANGE_KINDS.find((one) => one === word);
      if (kind === undefined) throw new Error(line);
      return [name, kind];
    }),
  );
}

const SCRIPT = FORTNIGHT.map((night, at) => ({ ...night, at }));
const LATER = SCRIPT.slice(1);

describe('two weeks of nights', () => {
  test('are fourteen', () => {
    expect(nights).toHaveLength(14);
    expect(new Set(nights.map(({ run }) => run.id)).size).toBe(14);
  });

  test.each(SCRIPT)('night $at: $title: every verdict is true', ({ at, policy, declares }) => {
    const { run, truth, code, stderr, night } = over(at);
    expect({ code, stderr }).toEqual({
      code: night.complete === false ? 2 : 0,
      stderr: expect.stringMatching(/^scope: (?!.*(warning|error))/s),
    });
    const revision = policy === 'current' ? '2023-12' : '2020-11';
    const found = run.vms.map(({ resourceId, verdict }) => `${resourceId.toLowerCase()} ${verdict}`);
    const declared = new Set(declares === undefined ? [] : ['vm-demo-01-01', 'vm-demo-01-02']);
    expect(found.toSorted()).toEqual(
      [...truth]
        .map(([id, { name, verdict }]) => `${id} ${declared.has(name) ? 'restart' : verdict[revision]}`)
        .toSorted(),
    );
  });

  test.each(LATER)('night $at: $title: changes.json holds that and nothing else', (scripted) => {
    const { at, scaleSets = [], subscriptions = [], totals = {} } = scripted;
    const { changes, run } = over(at);
    if (changes === undefined) throw new Error('no changes.json');
    const found = told(changes);
    expect(found.vms.toSorted()).toEqual(expectedVms(at));
    expect(found.scaleSets).toEqual(scaleSets);
    expect(found.subscriptions.toSorted()).toEqual(subscriptions.map(timed).toSorted());
    expect(changes.totals).toEqual(totalsOf(at, totals));
    expect(run.summary.changes).toEqual(changes.totals);
    for (const cause of CHANGE_CAUSES) {
      const share = expectedVms(at).filter((line) => / (verdict|facts)-changed /.test(line));
      expect(changes.causes[cause]).toBe(
        share.filter((line) => line.split(' by ')[1]?.split(', ').includes(cause)).length,
      );
    }
  });

  /** What the script counts, where it does; of a night of another revision the truth does. */
  function totalsOf(at: number, scripted: NonNullable<Night['totals']>): Record<ChangeKind, number> {
    const kinds = [...kindsOf(at).values()];
    const counted = FORTNIGHT[at]?.policyMoves
      ? Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, kinds.filter((one) => one === kind).length]))
      : scripted;
    const changed = (['new', 'verdict-changed', 'facts-changed'] as const).map((kind) => counted[kind] ?? 0);
    return {
      ...{ new: 0, gone: 0, 'verdict-changed': 0, 'facts-changed': 0, unreadable: 0 },
      ...counted,
      unchanged: over(at).truth.size - changed.reduce((sum, one) => sum + one, 0),
    };
  }

  test.each(LATER)('night $at: $title: the run before is named, in every place', ({ at, olderTool }) => {
    const { run, changes, stdout, night } = over(at);
    const before = over(at - 1).run;
    expect(run.summary.previousRunId).toBe(before.id);
    expect(changes?.before).toEqual({
      runId: before.id,
      startedAt: before.summary.startedAt,
      policy: before.summary.policy.revision,
      tool: olderTool?.version ?? before.summary.tool.version,
    });
    expect(changes?.after).toMatchObject({ runId: run.id, tool: run.summary.tool.version });
    const since = before.summary.startedAt.slice(0, 16).replace('T', ' ');
    expect(stdout).toContain(`Since the run of ${since} UTC\n`);
    for (const words of night.tells ?? []) expect(stdout).toMatch(words);
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  test.each(LATER)('night $at: $title: changes.csv says the same', ({ at }) => {
    const { changes, changeRows } = over(at);
    const rows = (subject: string) => changeRows.filter((row) => row['subject'] === subject);
    expect(rows('vm')).toEqual(
      changes?.vms.map((vm) => ({
        change: vm.kind,
        subject: 'vm',
        subscription_id: vm.subscriptionId,
        subscription_name: vm.subscriptionName,
        resource_id: vm.resourceId,
        name: vm.name,
        verdict_before: vm.before ?? '',
        verdict_after: vm.after ?? '',
        causes: vm.causes.join(';'),
        details: vm.details.join('; '),
        first_seen: vm.firstSeen,
        sender: String(vm.sender),
      })),
    );
    expect(rows('scale-set').map((row) => [row['subscription_id'], row['name'], row['details']])).toEqual(
      changes?.scaleSets.map((set) => [
        set.subscriptionId,
        set.name,
        expect.stringContaining(`${set.before} → ${set.after}`),
      ]),
    );
    expect(rows('subscription').map((row) => [row['subscription_id'], row['change'], row['causes']])).toEqual(
      changes?.subscriptions.map((one) => [one.subscriptionId, one.kind, one.causes.join(';')]),
    );
    expect(changeRows).toHaveLength(
      rows('vm').length + rows('scale-set').length + rows('subscription').length,
    );
    const places = changeRows.map((row) => `${row['subscription_id']} ${row['resource_id']?.toLowerCase()}`);
    expect(places).toEqual(places.toSorted());
  });

  test('each VM has its change, since when it is known, and since when its verdict stands', () => {
    const known = new Map<string, { firstSeen: string; verdict: string; verdictSince: string }>();
    for (const [at, { run, vmRows, truth, changes }] of nights.entries()) {
      const { startedAt } = run.summary;
      const kinds = kindsOf(at);
      for (const { resourceId } of changes?.vms.filter(({ kind }) => kind === 'gone') ?? [])
        known.delete(resourceId.toLowerCase());
      const expected = run.vms.map((vm) => {
        const id = vm.resourceId.toLowerCase();
        const old = known.get(id);
        const verdictSince = old?.verdict === vm.verdict ? old.verdictSince : startedAt;
        const now = { firstSeen: old?.firstSeen ?? startedAt, verdict: vm.verdict, verdictSince };
        known.set(id, now);
        const key = `${keys.get(vm.subscriptionId)} ${truth.get(id)?.name}`;
        const change = at === 0 ? null : (kinds.get(key) ?? 'unchanged');
        return { id, change, firstSeen: now.firstSeen, verdictSince };
      });
      // The older program thought otherwise of one VM: its verdict is new in that night.
      const older = run.vms.findIndex(({ name }) => name === FORTNIGHT[at]?.olderTool?.of);
      const corrected = expected.map((line, index) =>
        index === older ? { ...line, verdictSince: startedAt } : line,
      );
      expect(
        run.vms.map(({ resourceId, change, firstSeen, verdictSince }) => ({
          id: resourceId.toLowerCase(),
          change,
          firstSeen,
          verdictSince,
        })),
      ).toEqual(corrected);
      expect(
        vmRows.map((row) => [row['resource_id']?.toLowerCase(), row['change'], row['first_seen']]),
      ).toEqual(corrected.map(({ id, change, firstSeen }) => [id, change ?? '', firstSeen]));
    }
  });

  test('VMs that were not seen for two nights are as old as they were', () => {
    const first = over(0).run.summary.startedAt;
    const back = [...over(7).run.vms, ...over(8).run.vms].filter(({ subscriptionId }) =>
      ['support-desk', 'moved-in'].includes(keys.get(subscriptionId) ?? ''),
    );
    expect(back.map(({ name }) => name).toSorted()).toEqual([
      'vm-desk-01-01',
      'vm-desk-01-01',
      'vm-desk-01-02',
      'vm-desk-01-02',
      'vm-desk-02-01',
      'vm-desk-02-01',
      'vm-old-01-01',
      'vm-old-01-02',
    ]);
    expect(new Set(back.map(({ firstSeen }) => firstSeen))).toEqual(new Set([first]));
  });

  test('the first night has nothing to compare with, and says nothing of changes', () => {
    const { run, stdout, vmRows } = over(0);
    expect(run.summary).toMatchObject({ previousRunId: null, changes: null });
    expect(existsSync(join(run.folder, 'changes.json'))).toBe(false);
    expect(stdout).not.toContain('Since the run of');
    expect(new Set(vmRows.map((row) => row['change']))).toEqual(new Set(['']));
    expect(new Set(vmRows.map((row) => row['first_seen']))).toEqual(new Set([run.summary.startedAt]));
  });
});
