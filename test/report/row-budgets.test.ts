import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowBudgets } from '../../src/report/row-budgets.ts';
import { subscriptionFinding, subscriptionId } from './finding-builders.ts';

const tenant = (
  counts: readonly { relay?: number; restart?: number; direct?: number; scaleSets?: number }[],
) =>
  counts.map((count, at) =>
    subscriptionFinding({ subscriptionId: subscriptionId(at), relay: 0, restart: 0, direct: 0, ...count }),
  );
const rows = (counts: Parameters<typeof tenant>[0], limit: number) =>
  [...rowBudgets({ subscriptions: tenant(counts), limit }).values()].map(({ vms }) => vms);
/** The budgets of a tenant in which each subscription has some restarts and some scale sets. */
const withSets = (tenantOf: readonly (readonly [restart: number, scaleSets: number])[], limit: number) =>
  [
    ...rowBudgets({
      subscriptions: tenant(tenantOf.map(([restart, scaleSets]) => ({ restart, scaleSets }))),
      limit,
    }).values(),
  ].map(({ vms, scaleSets }) => [vms, scaleSets]);

describe('rowBudgets', () => {
  it('lists all where they fit', () => {
    expect(rows([{ relay: 3, direct: 2 }, { restart: 4 }], 9)).toEqual([5, 4]);
  });

  it('gives the VMs that need something done their rows first', () => {
    expect(rows([{ relay: 100 }, { restart: 6 }, { direct: 50 }], 10)).toEqual([4, 6, 0]);
  });

  it('lets no subscription crowd out the others', () => {
    expect(rows([{ relay: 1000 }, { relay: 2 }, { relay: 1000 }], 12)).toEqual([5, 2, 5]);
  });

  it('counts a scale set as one row and its instances as one each', () => {
    expect(
      withSets(
        [
          [5, 2],
          [3, 0],
        ],
        10,
      ),
    ).toEqual([
      [5, 2],
      [3, 0],
    ]);
    expect(
      withSets(
        [
          [5, 2],
          [3, 0],
        ],
        9,
      ),
    ).toEqual([
      [4, 2],
      [3, 0],
    ]);
  });

  it('gives scale sets half of the page at most before the VMs, and what is left after them', () => {
    expect(withSets([[20, 20]], 10)).toEqual([[5, 5]]);
    expect(withSets([[2, 20]], 10)).toEqual([[2, 8]]);
    expect(
      withSets(
        [
          [20, 9],
          [20, 1],
        ],
        10,
      ),
    ).toEqual([
      [3, 4],
      [2, 1],
    ]);
  });

  it('never exceeds the limit, a subscription or what there is, and leaves no row unused', () => {
    const count = fc.record({ relay: fc.nat(50), restart: fc.nat(50), direct: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(count, { maxLength: 20 }), fc.nat(500), (counts, limit) => {
        const given = rows(counts, limit);
        const wanted = counts.map(({ relay, restart, direct }) => relay + restart + direct);
        const total = wanted.reduce((sum, want) => sum + want, 0);
        expect(given.every((budget, at) => budget <= (wanted[at] ?? 0))).toBe(true);
        expect(given.reduce((sum, budget) => sum + budget, 0)).toBe(Math.min(total, limit));
      }),
    );
  });

  it('never exceeds them with scale sets either', () => {
    const one = fc.tuple(fc.nat(50), fc.nat(50));
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), fc.nat(500), (counts, limit) => {
        const given = withSets(counts, limit);
        for (const [at, wanted] of counts.entries()) {
          const [vms = 0, scaleSets = 0] = given[at] ?? [];
          expect(vms <= wanted[0] && scaleSets <= wanted[1]).toBe(true);
        }
        const total = counts.flat().reduce((sum, want) => sum + want, 0);
        expect(given.flat().reduce((sum, budget) => sum + budget, 0)).toBe(Math.min(total, limit));
      }),
    );
  });
});
