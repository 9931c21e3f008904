import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SubscriptionChange } from '../../src/model/change.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import { CHANGE_COLUMNS } from '../../src/report/changes-columns.ts';
import { changeGroupOf, changeGroups } from '../../src/report/changes-groups.ts';
import { changeHighlights } from '../../src/report/changes-highlights.ts';
import { changesJson } from '../../src/report/changes-json.ts';
import { changeRows } from '../../src/report/changes-rows.ts';
import { terminalChanges } from '../../src/report/changes-terminal.ts';
import { csvHeader, csvRows } from '../../src/report/csv.ts';
import { displayWidth } from '../../src/report/display-width.ts';
import { terminalStyle } from '../../src/report/terminal-style.ts';
import { NASTY, runChanges, scaleSetChange, vmChange } from './changes-builders.ts';
import { subscriptionId } from './finding-builders.ts';

const RENAMED: SubscriptionChange = {
  kind: 'facts-changed',
  subscriptionId: subscriptionId(1),
  name: 'Contoso',
  causes: ['environment'],
  details: ['name Old → Contoso'],
};
const plain = terminalStyle(false);
const lines = (...input: Parameters<typeof runChanges>) => terminalChanges(runChanges(...input), plain);

describe('changes.csv', () => {
  it('holds VMs, scale sets and subscriptions, by subscription and resource', () => {
    const rows = changeRows(
      runChanges(
        [vmChange({ sender: true, causes: ['environment', 'policy'] })],
        [scaleSetChange()],
        [RENAMED],
      ),
    );
    expect(csvHeader(CHANGE_COLUMNS)).toBe(
      '\uFEFFchange,subject,subscription_id,subscription_name,resource_id,name,verdict_before,verdict_after,causes,details,first_seen,sender\r\n',
    );
    const id = subscriptionId(1);
    expect(csvRows(CHANGE_COLUMNS, rows)).toBe(
      [
        `facts-changed,subscription,${id},Contoso,/subscriptions/${id},Contoso,,,environment,name Old → Contoso,,`,
        `verdict-changed,vm,${id},Contoso,/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm-1,vm-1,direct,relay,environment;policy,nicFlag true → false,2026-11-01T02:00:00Z,true`,
        `facts-changed,scale-set,${id},Contoso,/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachineScaleSets/pool,pool,,,environment,"instances 4 → 6 (3 added, 1 removed)",,`,
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    [{ before: 0, after: 3, removed: 0 }, 'new'],
    [{ before: 3, after: 0, added: 0, removed: 3 }, 'gone'],
    [{ before: 3, after: 3, added: 0, removed: 0, unreadable: 2 }, 'unreadable'],
  ])('tells a scale set %j as %s', (changes, kind) => {
    expect(changeRows(runChanges([], [scaleSetChange(changes)]))).toMatchObject([{ change: kind }]);
  });
});

describe('changes.json', () => {
  it('is JSON that reads back, one change a line, whatever the order of the keys', () => {
    const changes = runChanges(
      [vmChange({ name: NASTY }), vmChange({ name: 'b' })],
      [scaleSetChange()],
      [RENAMED],
    );
    const text = changesJson(changes);
    expect(JSON.parse(text)).toEqual(changes);
    expect(
      text.split('\n').filter((line) => line.includes('"verdict-changed","subscriptionId"')),
    ).toHaveLength(2);
    const turned = changes.vms.map((one) => Object.fromEntries(Object.entries(one).toReversed()));
    expect(changesJson({ ...changes, vms: turned as never })).toBe(text);
  });
});

describe('groups of changes', () => {
  it.each([
    ['direct', 'relay', 'newly-blocked'],
    ['direct', 'restart', 'newly-blocked'],
    ['direct', 'fix-network', 'newly-blocked'],
    ['restart', 'relay', 'newly-blocked'],
    ['restart', 'direct', 'restarts-done'],
    ['relay', 'direct', 'newly-allowed'],
    ['request-exemption', 'restart', 'newly-allowed'],
    ['fix-network', 'direct', 'newly-allowed'],
    ['direct', 'undetermined', 'other-verdicts'],
    ['undetermined', 'direct', 'other-verdicts'],
    ['relay', 'request-exemption', 'other-verdicts'],
  ] as const)('%s to %s is %s', (before, after, group) => {
    expect(changeGroupOf(vmChange({ before, after }))).toBe(group);
  });

  it('has every change in one group, senders first', () => {
    const anyChange = fc
      .record({
        kind: fc.constantFrom('new', 'gone', 'verdict-changed', 'facts-changed', 'unreadable'),
        before: fc.constantFrom(...VERDICTS),
        after: fc.constantFrom(...VERDICTS),
        sender: fc.boolean(),
      })
      .map((changes) => vmChange(changes as Parameters<typeof vmChange>[0]));
    fc.assert(
      fc.property(fc.array(anyChange), fc.nat(15), (vms, limit) => {
        const changes = runChanges(vms);
        const groups = changeGroups(changes);
        expect(groups.flatMap((group) => group.changes)).toHaveLength(vms.length);
        for (const group of groups) {
          const order = group.changes.map(({ sender }) => (sender ? 0 : 1));
          expect(order).toEqual(order.toSorted());
        }
        const { groups: shown, unnamed } = changeHighlights(changes, limit);
        const named = shown.flatMap((group) => group.named);
        expect(named.length).toBeLessThanOrEqual(limit);
        expect(named.length + unnamed).toBe(vms.length);
      }),
    );
  });

  it('gives every group some names before one gets more', () => {
    const vms = [
      ...Array.from({ length: 50 }, (_, n) => vmChange({ name: `blocked-${n}` })),
      vmChange({ name: 'freed', before: 'relay', after: 'direct' }),
      vmChange({ name: 'mx', kind: 'gone', after: null, sender: true }),
    ];
    const { groups, unnamed } = changeHighlights(runChanges(vms), 5);
    expect(groups.map(({ named }) => named.length)).toEqual([3, 1, 1]);
    expect(unnamed).toBe(47);
  });
});

describe('terminalChanges', () => {
  it('says what changed and why, and where the rest is', () => {
    const vms = [
      vmChange({ sender: true, name: 'mx-1' }),
      vmChange({ name: 'web', causes: ['policy', 'environment'] }),
      vmChange({ name: 'db', before: 'restart', after: 'direct' }),
      vmChange({ name: 'old', kind: 'gone', after: null }),
      vmChange({ name: 'addr', kind: 'facts-changed', before: 'relay' }),
    ];
    expect(lines(vms, [scaleSetChange()], [RENAMED])).toEqual([
      'Since the run of 2026-11-22 02:00 UTC',
      '  Newly blocked: 2 (environment 2, policy 1)',
      '    mx-1 in Contoso, sender: direct → relay',
      '    web in Contoso: direct → relay',
      '  Restarts done: 1 (environment 1)',
      '    db in Contoso: restart → direct',
      '  Same verdict, other facts: 1 (environment 1)',
      '  Gone VMs: 1 (environment 1)',
      '    old in Contoso: was direct',
      '  Scale sets: 1',
      '    pool: instances 4 → 6 (3 added, 1 removed)',
      '  Subscriptions: 1',
      '    Contoso: name Old → Contoso',
      '  and 1 more change in changes.csv',
      '',
    ]);
  });

  it('says so when nothing has changed', () => {
    expect(lines([])).toEqual(['Since the run of 2026-11-22 02:00 UTC', '  Nothing has changed.', '']);
  });

  it('names twelve VMs at most and counts the others', () => {
    const many = Array.from({ length: 500 }, (_, n) => vmChange({ name: `vm-${n}` }));
    const text = lines(
      many,
      Array.from({ length: 9 }, () => scaleSetChange()),
    );
    expect(text.filter((line) => line.includes('direct → relay'))).toHaveLength(12);
    expect(text.at(-2)).toBe('  and 494 more changes in changes.csv');
  });

  it.each([NASTY, '漢'.repeat(300), `a${'\u0301'.repeat(400)}`, 'x'.repeat(500), ''])(
    'keeps to 80 columns and harmless with the name %j',
    (name) => {
      const change = { name, subscriptionName: name };
      const vms = [
        vmChange({ ...change, sender: true, before: 'request-exemption', after: 'undetermined' }),
        vmChange({
          ...change,
          kind: 'facts-changed',
          sender: true,
          details: [`egressOwner ${name} → ${name}`],
        }),
      ];
      const text = lines(
        vms,
        [scaleSetChange({ name })],
        [{ ...RENAMED, name, details: [`name ${name} → x`] }],
      );
      for (const line of text) {
        expect(displayWidth(line)).toBeLessThanOrEqual(80);
        expect(line).not.toMatch(/[\p{Cc}\u202E]/u);
      }
    },
  );
});
