import { describe, expect, it } from 'vitest';
import { beginHistory } from '../../src/history/begin-history.ts';
import { compareSubscription } from '../../src/history/compare-subscription.ts';
import { declarationDigests } from '../../src/history/declaration-digests.ts';
import { digestOf } from '../../src/history/digest.ts';
import { incompleteLists } from '../../src/history/incomplete-lists.ts';
import { letterUnder, reordered } from '../../src/history/letters.ts';
import { remember } from '../../src/history/remember.ts';
import { createChangeTally } from '../../src/history/run-changes.ts';
import { unreadFacts } from '../../src/history/unread.ts';
import type { SubscriptionDeclaration } from '../../src/model/declarations.ts';
import { historyEntrySchema, historyHeadSchema } from '../../src/model/history.ts';
import { REVISION_NAMES, type RevisionName } from '../../src/model/revision.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { toldSubscription, toldVm } from '../report/changes-builders.ts';
import { entry, found, head, night, subscriptionId, verdictsOf, vm, vmId } from './history-builders.ts';

const statuses = (status: 'open' | 'requestable' | null) =>
  Object.fromEntries(REVISION_NAMES.map((name) => [name, status])) as Record<RevisionName, 'open' | null>;
const row = (changes: Parameters<typeof toldSubscription>[0] = {}) =>
  toldSubscription({ policyStatuses: statuses('requestable') as never, ...changes });

describe('remember', () => {
  const line = remember({
    finding: row(),
    incomplete: [],
    seenAt: night(1),
    vms: [
      { finding: toldVm({ name: 'vm-2', sender: true }) },
      {
        finding: toldVm({
          name: 'VM-1',
          reverseDns: null,
          verdicts: verdictsOf('relay', { '2023-12': 'direct' }),
        }),
        scaleSet: `/subscriptions/${subscriptionId(1)}/resourceGroups/rg/x/flex`,
      },
    ],
  });

  it('keeps what the next run compares with, short and sorted', () => {
    expect(line.vms.map(({ id }) => id)).toEqual([
      '/resourceGroups/rg-mail/providers/Microsoft.Compute/virtualMachines/VM-1',
      '/resourceGroups/rg-mail/providers/Microsoft.Compute/virtualMachines/vm-2',
    ]);
    expect(line.vms[0]).toMatchObject({
      scaleSet: '/resourceGroups/rg/x/flex',
      verdicts: 'RRRRRRRDRR',
      firstSeen: night(1),
    });
    expect(line.vms[1]).toMatchObject({ sender: true, nicFlag: 'false', egress: 'nat-gateway' });
    expect(line.subscription).toMatchObject({ coverage: 'complete', policyStatuses: 'QQQQQQQQQQ' });
  });

  it('passes through the file unchanged, in about 300 characters a VM', () => {
    const text = JSON.stringify(line);
    expect(historyEntrySchema.parse(JSON.parse(text))).toEqual(JSON.parse(text));
    expect(JSON.stringify(line.vms[1]).length).toBeLessThan(340);
    expect(historyHeadSchema.parse(JSON.parse(JSON.stringify(head(1))))).toEqual(head(1));
  });

  it.each([
    ['disabled', ['virtual-machines', 'scale-sets']],
    ['excluded', ['virtual-machines', 'scale-sets']],
    ['unreadable', ['virtual-machines']],
    ['partial', undefined],
  ] as const)('takes the lists of a subscription that is %s for %j', (coverage, incomplete) => {
    const { subscription } = remember({
      finding: row({ coverage }),
      incomplete: [],
      seenAt: night(1),
      vms: [],
    });
    expect(subscription.incomplete).toEqual(incomplete);
  });
});

describe('incompleteLists', () => {
  const read = (items: readonly unknown[] = [], malformed = 0) => ({ kind: 'read', items, malformed });
  const unreadable = { kind: 'unreadable', problem: { code: 'x', message: 'x' }, items: [] };
  const lists = (virtualMachines: unknown, scaleSets: unknown) =>
    incompleteLists({ readings: { virtualMachines, scaleSets } } as unknown as SubscriptionFacts);

  it('names what may hide machines', () => {
    expect(
      lists(
        read(),
        read([
          { id: '/b', instances: unreadable },
          { id: '/a', instances: read([], 1) },
          { id: '/c', instances: read() },
        ]),
      ),
    ).toEqual(['/a', '/b']);
    expect(lists(read([], 1), read())).toEqual(['virtual-machines']);
    expect(lists(unreadable, unreadable)).toEqual(['virtual-machines', 'scale-sets']);
    expect(lists(read(), { kind: 'not-asked', why: 'not-needed' })).toEqual([]);
    expect(lists({ kind: 'not-asked', why: 'subscription-disabled' }, read())).toEqual(['virtual-machines']);
  });
});

describe('digests', () => {
  const of = (declaration: SubscriptionDeclaration) =>
    declarationDigests({
      subscriptions: new Map([[subscriptionId(1), declaration]]),
      learnedDefaultRoutes: new Map(),
      senders: [],
      reviews: [],
    });

  it('are those of FNV-1a', () => {
    expect(digestOf('')).toBe('cbf29ce484222325');
    expect(digestOf('a')).toBe('af63dc4c8601ec8c');
    expect(digestOf('foobar')).toBe('85944171f73967e8');
  });

  it('differ with what judgements use of a declaration and with nothing else', () => {
    const exemption = { grantedOn: '2024-05-01' };
    expect(of({ exemption: { ...exemption, by: 'Ada', reference: '1' } })).toEqual(of({ exemption }));
    expect(of({ exemption: {} })).not.toEqual(of({}));
    expect(of({ offer: 'csp' })).not.toEqual(of({}));
    expect(of({ createdOn: '2016-03-01' })).not.toEqual(of({}));
  });
});

describe('letters', () => {
  it('are read in the order in which they were written', () => {
    const older = ['2017-11', '2020-11', 'a-revision-taken-back'];
    expect(letterUnder('DRX', '2020-11', older)).toBe('R');
    expect(letterUnder('DRX', '2023-12', older)).toBeUndefined();
    expect(reordered('DRX', older)).toBe('D--R------');
  });
});

describe('unreadFacts', () => {
  it('names each fact once, sorted', () => {
    const gap = (id: string | null, fact: string) => ({
      subscriptionId: id,
      subscriptionName: null,
      fact,
      required: true,
      status: null,
      code: '',
      message: '',
      action: null,
    });
    const unread = unreadFacts([gap('b', 'y'), gap('b', 'x'), gap('b', 'y'), gap(null, 'z')]);
    expect(JSON.stringify(unread)).toBe('{"":["z"],"b":["x","y"]}');
  });
});

describe('createChangeTally', () => {
  it('adds subscriptions up, in any order, sorted by subscription and resource', () => {
    const compare = (n: number) =>
      compareSubscription({
        before: head(1),
        after: head(2),
        previous: entry([vm({ id: vmId('b') }), vm({ id: vmId('a') }), vm({ id: vmId('same') })], {
          id: subscriptionId(n),
        }),
        present: found(
          2,
          entry([vm({ id: vmId('a'), verdict: 'direct', nicFlag: 'true' }), vm({ id: vmId('same') })], {
            id: subscriptionId(n),
            name: 'New name',
          }),
        ),
      });
    const tally = createChangeTally(head(1), head(2));
    tally.add(compare(2));
    tally.add(compare(1));
    tally.add(beginHistory(entry([])));
    const changes = tally.changes();
    expect(changes.vms.map((one) => [one.subscriptionId.at(-1), one.name, one.kind])).toEqual([
      ['1', 'a', 'verdict-changed'],
      ['1', 'b', 'gone'],
      ['2', 'a', 'verdict-changed'],
      ['2', 'b', 'gone'],
    ]);
    expect(changes.totals).toEqual({
      new: 0,
      gone: 2,
      'verdict-changed': 2,
      'facts-changed': 0,
      unreadable: 0,
      unchanged: 2,
    });
    expect(changes.causes).toEqual({ environment: 2, policy: 0, coverage: 0, declarations: 0, tool: 0 });
    expect(changes.subscriptions.map(({ subscriptionId: id }) => id)).toEqual([
      subscriptionId(1),
      subscriptionId(2),
    ]);
    expect(changes.before).toEqual({
      runId: '2026-11-01T02-00-00Z',
      startedAt: night(1),
      policy: '2020-11',
      tool: '0.1.0',
    });
  });
});
