import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginHistory } from '../../src/history/begin-history.ts';
import { compareSubscription } from '../../src/history/compare-subscription.ts';
import type { SubscriptionComparison } from '../../src/history/comparison.ts';
import { letterOf } from '../../src/history/letters.ts';
import type { HistoryEntry, HistoryHead, RememberedVm } from '../../src/model/history.ts';
import { historyEntrySchema } from '../../src/model/history.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import { entry, found, head, instanceId, night, subscriptionId, vm, vmId } from './history-builders.ts';

const anyVm: fc.Arbitrary<RememberedVm> = fc
  .record({
    id: fc.oneof(
      fc.integer({ min: 0, max: 7 }).map((n) => vmId(`vm-${n}`)),
      fc.integer({ min: 0, max: 5 }).map((n) => instanceId(n % 2 === 0 ? 'even' : 'odd', n)),
    ),
    verdicts: fc.array(fc.constantFrom(...VERDICTS), {
      minLength: REVISION_NAMES.length,
      maxLength: REVISION_NAMES.length,
    }),
    nicFlag: fc.constantFrom('true', 'false', undefined),
    path: fc.constantFrom('internet', 'denied', 'unknown'),
    platform: fc.constantFrom('open', 'blocked'),
  })
  .map(({ verdicts, ...rest }) => vm({ ...rest, verdicts: verdicts.map(letterOf).join('') }));
const anyVms = fc.uniqueArray(anyVm, { selector: ({ id }) => id, maxLength: 10 });
const anyIncomplete = fc.constantFrom(
  undefined,
  ['virtual-machines'],
  ['scale-sets'],
  ['virtual-machines', 'scale-sets'],
);
const anyCoverage = fc.constantFrom('complete', 'partial', 'unreadable', 'disabled', 'excluded');
const anyNight = fc
  .record({
    vms: anyVms,
    incomplete: anyIncomplete,
    coverage: anyCoverage,
    policy: fc.constantFrom(...REVISION_NAMES),
    tool: fc.constantFrom('1', '2'),
    unread: fc.boolean(),
  })
  .map(({ vms, incomplete, coverage, policy, tool, unread }) => {
    const hidden =
      coverage === 'complete' || coverage === 'partial' ? incomplete : ['virtual-machines', 'scale-sets'];
    const at = REVISION_NAMES.indexOf(policy);
    const judged = vms.map((one) => ({
      ...one,
      verdict: VERDICTS.find((verdict) => letterOf(verdict) === one.verdicts[at]) ?? 'direct',
    }));
    const shown = coverage === 'disabled' || coverage === 'excluded' ? [] : judged;
    return {
      run: {
        policy,
        tool,
        unread: unread ? { [subscriptionId(1)]: ['network interfaces'] } : {},
      } satisfies Partial<HistoryHead>,
      line: entry(shown, { coverage, ...(hidden === undefined ? {} : { incomplete: hidden }) }),
    };
  });
const anyNights = fc.array(anyNight, { minLength: 2, maxLength: 6 });

interface Told {
  readonly comparison: SubscriptionComparison;
  readonly previous: HistoryEntry;
  readonly present: HistoryEntry;
}

function through(history: readonly { run: Partial<HistoryHead>; line: HistoryEntry }[]): readonly Told[] {
  const told: Told[] = [];
  let last: HistoryEntry | null = null;
  for (const [at, { run, line }] of history.entries()) {
    const present = found(at + 1, line);
    if (last === null) {
      last = beginHistory(present).remembered;
      continue;
    }
    const input = {
      before: head(at, history[at - 1]?.run),
      after: head(at + 1, run),
      previous: last,
      present,
    };
    const comparison = compareSubscription(input);
    told.push({ comparison, previous: last, present });
    last = comparison.remembered;
  }
  return told;
}

const keys = (vms: readonly RememberedVm[]) => vms.map(({ id }) => id.toLowerCase());

describe('history', () => {
  it('finds nothing when a run is compared with itself', () => {
    fc.assert(
      fc.property(anyNight, ({ run, line }) => {
        const comparison = compareSubscription({
          before: head(1, run),
          after: head(1, run),
          previous: line,
          present: line,
        });
        expect([...comparison.kinds.keys()].filter((kind) => kind !== 'unchanged')).toEqual([]);
        expect(comparison.vms).toEqual([]);
        expect(comparison.scaleSets).toEqual([]);
      }),
    );
  });

  it('counts every VM of both runs exactly once', () => {
    fc.assert(
      fc.property(anyNights, (history) => {
        for (const { comparison, previous, present } of through(history)) {
          const both = new Set([...keys(previous.vms), ...keys(present.vms)]);
          const of = (kind: 'new' | 'gone' | 'unreadable') => comparison.kinds.get(kind) ?? 0;
          const total = [...comparison.kinds.values()].reduce((sum, count) => sum + count, 0);
          expect(total).toBe(both.size);
          expect(total - of('new')).toBe(previous.vms.length);
          expect(total - of('gone') - of('unreadable')).toBe(present.vms.length);
          expect([...comparison.told.keys()].toSorted()).toEqual(keys(present.vms).toSorted());
          for (const set of comparison.scaleSets)
            expect(set.after).toBe(set.before + set.added - set.removed);
        }
      }),
    );
  });

  it('gives every change a cause and tells it of one VM once', () => {
    fc.assert(
      fc.property(anyNights, (history) => {
        for (const { comparison } of through(history)) {
          for (const { causes } of comparison.vms) expect(causes.length).toBeGreaterThan(0);
          expect(new Set(comparison.vms.map(({ resourceId }) => resourceId)).size).toBe(
            comparison.vms.length,
          );
        }
      }),
    );
  });

  it('loses no VM that is not gone, and never dates it later than it was seen', () => {
    fc.assert(
      fc.property(anyNights, (history) => {
        for (const { comparison, previous, present } of through(history)) {
          const then = new Map(previous.vms.map((one) => [one.id.toLowerCase(), one.firstSeen]));
          const gone = comparison.kinds.get('gone') ?? 0;
          const now = comparison.remembered?.vms ?? [];
          expect(now.length).toBe(new Set([...keys(previous.vms), ...keys(present.vms)]).size - gone);
          for (const one of now) {
            expect(one.firstSeen <= (then.get(one.id.toLowerCase()) ?? '9')).toBe(true);
            expect((one.verdictSince ?? one.firstSeen) >= one.firstSeen).toBe(true);
          }
        }
      }),
    );
  });

  it('dates a verdict anew whenever it changes, also back to what it was', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...VERDICTS), { minLength: 2, maxLength: 8 }), (verdicts) => {
        const history = verdicts.map((verdict) => ({ run: {}, line: entry([vm({ verdict })]) }));
        const last = through(history).at(-1)?.comparison.remembered?.vms[0];
        const changed = verdicts.findLastIndex((verdict, at) => at > 0 && verdict !== verdicts[at - 1]);
        expect(last?.verdictSince ?? last?.firstSeen).toBe(night(Math.max(1, changed + 1)));
        expect(last?.firstSeen).toBe(night(1));
      }),
    );
  });

  it('does not depend on the order of the VMs', () => {
    fc.assert(
      fc.property(anyNight, anyNight, (a, b) => {
        const compare = (previous: HistoryEntry, present: HistoryEntry) => {
          const input = { before: head(1, a.run), after: head(2, b.run), previous, present };
          const { vms, scaleSets, remembered, kinds } = compareSubscription(input);
          return { vms, scaleSets, remembered, kinds: [...kinds].toSorted() };
        };
        const reversed = ({ subscription, vms }: HistoryEntry) => ({ subscription, vms: vms.toReversed() });
        expect(compare(reversed(a.line), reversed(b.line))).toEqual(compare(a.line, b.line));
      }),
    );
  });

  it('survives the file', () => {
    fc.assert(
      fc.property(anyNights, (history) => {
        for (const { comparison } of through(history)) {
          const text = JSON.stringify(comparison.remembered);
          expect(historyEntrySchema.parse(JSON.parse(text))).toEqual(JSON.parse(text));
        }
      }),
    );
  });
});
