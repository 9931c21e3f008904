import { describe, expect, it } from 'vitest';
import { beginHistory } from '../../src/history/begin-history.ts';
import { compareAbsent } from '../../src/history/compare-absent.ts';
import { compareSubscription } from '../../src/history/compare-subscription.ts';
import type { SubscriptionComparison } from '../../src/history/comparison.ts';
import type { HistoryEntry, HistoryHead } from '../../src/model/history.ts';
import {
  entry,
  found,
  head,
  instanceId,
  night,
  type subscription,
  subscriptionId,
  vm,
  vmId,
} from './history-builders.ts';

const A = vm({ id: vmId('a') });
const B = vm({ id: vmId('b') });
const DIRECT = { verdict: 'direct', verdicts: 'DDDDDDDDDD', platform: 'open', nicFlag: 'true' } as const;
const BROKEN = { incomplete: ['virtual-machines'] };
const UNREADABLE = { coverage: 'unreadable', incomplete: ['virtual-machines', 'scale-sets'] } as const;

const compare = (previous: HistoryEntry | undefined, present: HistoryEntry, n = 2) =>
  compareSubscription({ before: head(n - 1), after: head(n), previous, present: found(n, present) });
const kinds = ({ vms }: SubscriptionComparison) =>
  vms.map(({ name, kind, causes }) => [name, kind, ...causes]);
const kept = ({ remembered }: SubscriptionComparison): HistoryEntry => {
  if (remembered === null) throw new Error('nothing is remembered');
  return remembered;
};

/** Lets nights follow each other, each comparing with what the one before remembers. */
const nights = (first: HistoryEntry, ...next: readonly HistoryEntry[]) => {
  let last = beginHistory(first);
  return next.map((present, at) => {
    last = compare(kept(last), present, at + 2);
    return last;
  });
};

describe('compareSubscription', () => {
  it('tells new, gone and unchanged VMs apart', () => {
    const comparison = compare(entry([A, B]), entry([B, vm({ id: vmId('c') })]));
    expect(kinds(comparison)).toEqual([
      ['a', 'gone', 'environment'],
      ['c', 'new', 'environment'],
    ]);
    expect([...comparison.told].map(([key, { change }]) => [key.split('/').at(-1), change])).toEqual([
      ['b', 'unchanged'],
      ['c', 'new'],
    ]);
    expect(comparison.vms[0]).toMatchObject({ before: 'relay', after: null });
    expect(comparison.vms[1]).toMatchObject({ before: null, after: 'relay', firstSeen: night(2) });
  });

  it('says nothing of changes in a first run and remembers it all', () => {
    const begun = beginHistory(found(1, entry([A])));
    expect([...begun.told.values()]).toMatchObject([
      { change: null, firstSeen: night(1), verdictSince: night(1) },
    ]);
    expect(begun).toMatchObject({ change: null, vms: [], subscription: null, remembered: entry([A]) });
  });

  it('takes a whole subscription that was not known for new', () => {
    const comparison = compare(undefined, entry([A]));
    expect(comparison.subscription).toMatchObject({ kind: 'new', causes: ['environment'] });
    expect(kinds(comparison)).toEqual([['a', 'new', 'environment']]);
  });

  it('calls a VM new by coverage where its list had not been read to its end', () => {
    expect(kinds(compare(entry([A], BROKEN), entry([A, B])))).toEqual([['b', 'new', 'coverage']]);
    expect(kinds(compare(entry([], { coverage: 'disabled' }), entry([B])))).toEqual([
      ['b', 'new', 'environment'],
    ]);
  });

  it('never calls a VM gone that a list which broke off does not name', () => {
    const comparison = compare(entry([A, B]), entry([A], BROKEN));
    expect(kinds(comparison)).toEqual([['b', 'unreadable', 'coverage']]);
    expect(comparison.vms[0]?.details).toEqual(['the list of VMs could not be read to its end']);
  });

  it.each([
    ['unreadable', UNREADABLE, 'the list of VMs could not be read to its end', 'coverage'],
    ['disabled', { coverage: 'disabled' }, 'the subscription is disabled and was not asked', 'environment'],
    ['excluded', { coverage: 'excluded' }, 'the subscription was left out of the run', 'coverage'],
  ] as const)('takes the VMs of a subscription that is %s for unreadable', (...[, changes, why, cause]) => {
    const comparison = compare(entry([A]), entry([], changes));
    expect(kinds(comparison)).toEqual([['a', 'unreadable', cause]]);
    expect(comparison.vms[0]?.details).toEqual([why]);
    expect(kept(comparison).vms).toMatchObject([{ id: A.id, verdict: 'relay', missingSince: night(2) }]);
  });

  it('brings a VM back as what it was after nights in which it could not be read', () => {
    const told = nights(entry([A]), entry([], UNREADABLE), entry([], UNREADABLE), entry([A]));
    expect(told.map(kinds)).toEqual([
      [['a', 'unreadable', 'coverage']],
      [['a', 'unreadable', 'coverage']],
      [],
    ]);
    expect(told[1]?.vms[0]?.details.at(-1)).toBe(`not read since ${night(2)}`);
    expect([...(told[2]?.told.values() ?? [])]).toMatchObject([
      { change: 'unchanged', firstSeen: night(1), verdictSince: night(1) },
    ]);
    expect(kept(told[2] ?? beginHistory(entry([]))).vms[0]).not.toHaveProperty('missingSince');
  });

  it('compares a VM that comes back with its last known state', () => {
    const told = nights(entry([A]), entry([], UNREADABLE), entry([{ ...A, ...DIRECT }]));
    expect(kinds(told[1] as SubscriptionComparison)).toEqual([['a', 'verdict-changed', 'environment']]);
  });

  it('calls it gone once the whole list does not name it', () => {
    const told = nights(entry([A, B]), entry([A], BROKEN), entry([A]), entry([A]));
    expect(told.map(kinds)).toEqual([[['b', 'unreadable', 'coverage']], [['b', 'gone', 'environment']], []]);
  });

  it('counts the age of a verdict from its last change', () => {
    const told = nights(entry([A]), entry([{ ...A, ...DIRECT }]), entry([{ ...A, ...DIRECT }]), entry([A]));
    const lines = told.flatMap((one) => [...one.told.values()]);
    expect(lines.map(({ verdictSince }) => verdictSince)).toEqual([night(2), night(2), night(4)]);
    expect(lines.map(({ firstSeen }) => firstSeen)).toEqual([night(1), night(1), night(1)]);
  });

  it('tells a renamed subscription once, and none of its VMs', () => {
    const comparison = compare(entry([A]), entry([A], { name: 'Contoso Mail' }));
    expect(comparison.subscription).toMatchObject({
      kind: 'facts-changed',
      details: ['name Contoso → Contoso Mail'],
    });
    expect(comparison.vms).toEqual([]);
  });

  it('tells an unreadable subscription every night, a disabled one once', () => {
    const off = entry([], { coverage: 'disabled', state: 'Disabled' });
    const rows = (told: readonly SubscriptionComparison[]) =>
      told.map((one) => one.subscription?.kind ?? null);
    expect(rows(nights(entry([A]), off, off))).toEqual(['facts-changed', null]);
    expect(rows(nights(entry([A]), entry([], UNREADABLE), entry([], UNREADABLE)))).toEqual([
      'unreadable',
      'unreadable',
    ]);
  });

  it('keeps what was inferred of a subscription while it cannot be judged', () => {
    const off = entry([], { ...UNREADABLE, offer: undefined, policyStatus: undefined });
    const told = nights(entry([A]), off, entry([A]));
    expect(told[1]?.subscription?.details).toEqual(['coverage unreadable → complete']);
    expect(told[1]?.subscription?.causes).toEqual(['coverage']);
  });

  it.each<[string, Parameters<typeof subscription>[0], Partial<HistoryHead>, readonly string[]]>([
    ['its type', { quotaId: 'EA', offer: 'enterprise-agreement' }, {}, ['environment']],
    [
      'what was declared',
      { offer: 'csp' },
      { declarations: { subscriptions: { [subscriptionId(1)]: 'x' }, networks: 'networks' } },
      ['declarations'],
    ],
    [
      'what could be read',
      { offer: 'csp' },
      { unread: { [subscriptionId(1)]: ['billing property'] } },
      ['coverage'],
    ],
    ['the revision', { policyStatus: 'no-exemption' }, { policy: '2023-12' }, ['policy']],
    ['an exemption', { exemption: 'observed' }, {}, ['environment']],
    ['the tool', { cutoff: 'before' }, { tool: '0.2.0' }, ['tool']],
  ])('says why a subscription changed: %s', (...[, changes, run, causes]) => {
    const input = { before: head(1), after: head(2, run), previous: entry([]), present: entry([], changes) };
    expect(compareSubscription(input).subscription?.causes).toEqual(causes);
  });
});

describe('scale sets', () => {
  const instances = (...numbers: readonly number[]) => numbers.map((n) => vm({ id: instanceId('pool', n) }));

  it('tells instances that come and go by their number, and one that changed by itself', () => {
    const [one, two] = instances(1, 2);
    const comparison = compare(
      entry(instances(0, 1, 2)),
      entry([one, { ...two, ...DIRECT }, ...instances(3, 4)] as (typeof A)[]),
    );
    expect(comparison.scaleSets).toMatchObject([
      { name: 'pool', before: 3, after: 4, added: 2, removed: 1, unreadable: 0 },
    ]);
    expect(comparison.scaleSets[0]?.resourceId).toMatch(
      /^\/subscriptions\/.*\/virtualMachineScaleSets\/pool$/,
    );
    expect(kinds(comparison)).toEqual([['2', 'verdict-changed', 'environment']]);
    expect(
      comparison.told.get(
        '/resourcegroups/rg-mail/providers/microsoft.compute/virtualmachinescalesets/pool/virtualmachines/3',
      )?.change,
    ).toBe('new');
    expect(Object.fromEntries(comparison.kinds)).toEqual({
      new: 2,
      gone: 1,
      unchanged: 1,
      'verdict-changed': 1,
    });
  });

  it('counts VMs of a Flexible scale set likewise', () => {
    const flexible = (name: string) =>
      vm({ id: vmId(name), scaleSet: '/resourceGroups/rg/providers/x/virtualMachineScaleSets/flex' });
    const comparison = compare(entry([flexible('a')]), entry([flexible('b'), flexible('c')]));
    expect(comparison.scaleSets).toMatchObject([{ name: 'flex', before: 1, after: 2, added: 2, removed: 1 }]);
    expect(comparison.vms).toEqual([]);
  });

  it('misses no instance of a scale set that could not be read to the end, and only of that one', () => {
    const other = vm({ id: instanceId('other', 1) });
    const broken = {
      incomplete: [
        `/subscriptions/${subscriptionId(1)}/resourceGroups/RG-mail/providers/Microsoft.Compute/virtualMachineScaleSets/pool`,
      ],
    };
    const comparison = compare(entry([...instances(1, 2), other]), entry(instances(1), broken));
    expect(comparison.scaleSets).toMatchObject([
      { name: 'other', before: 1, after: 0, removed: 1 },
      { name: 'pool', before: 2, after: 2, added: 0, removed: 0, unreadable: 1 },
    ]);
    expect(kept(comparison).vms).toHaveLength(2);
  });

  it('looks to the list of scale sets for instances and to the list of VMs for VMs', () => {
    const before = entry([A, ...instances(1)]);
    expect(kinds(compare(before, entry([], BROKEN)))).toEqual([['a', 'unreadable', 'coverage']]);
    expect(compare(before, entry([], BROKEN)).scaleSets).toMatchObject([{ removed: 1 }]);
    expect(compare(before, entry([], { incomplete: ['scale-sets'] })).scaleSets).toMatchObject([
      { unreadable: 1 },
    ]);
  });
});

describe('compareAbsent', () => {
  const absent = (absence: 'deleted' | 'not-listed' | 'out-of-scope') =>
    compareAbsent({ before: head(1), after: head(2), previous: entry([A]), absence });

  it('takes a subscription for gone, with its VMs, where the list of subscriptions is whole', () => {
    const gone = absent('deleted');
    expect(gone).toMatchObject({ change: 'gone', remembered: null, subscription: { kind: 'gone' } });
    expect(kinds(gone)).toEqual([['a', 'gone', 'environment']]);
  });

  it.each([
    ['not-listed', 'the list of subscriptions broke off'],
    ['out-of-scope', 'not in the scope of this run'],
  ] as const)('keeps it where it is %s', (absence, why) => {
    const hidden = absent(absence);
    expect(hidden.subscription).toMatchObject({ kind: 'unreadable', details: [why] });
    expect(kinds(hidden)).toEqual([['a', 'unreadable', 'coverage']]);
    expect(kept(hidden).vms).toMatchObject([{ id: A.id, firstSeen: night(1) }]);
  });

  it('remembers it as hidden, for the night in which it comes back and for whoever compares with this one', () => {
    const hidden = kept(absent('not-listed'));
    expect(kinds(compare(hidden, entry([A, B]), 3))).toEqual([['b', 'new', 'coverage']]);
    const later = compareSubscription({
      before: head(1),
      after: head(2),
      previous: entry([A]),
      present: hidden,
    });
    expect(later.subscription?.kind).toBe('unreadable');
    expect(kinds(later)).toEqual([['a', 'unreadable', 'coverage']]);
  });
});
