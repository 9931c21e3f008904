import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowBudgets } from '../../src/report/row-budgets.ts';
import { subscriptionFinding, subscriptionId } from './finding-builders.ts';

const tenant = (counts: readonly { relay?: number; restart?: number; direct?: number }[]) =>
  counts.map((count, at) =>
    subscriptionFinding({ subscriptionId: subscriptionId(at), relay: 0, restart: 0, direct: 0, ...count }),
  );
const rows = (counts: Parameters<typeof tenant>[0], limit: number) => [
  ...rowBudgets(tenant(counts), limit).values(),
];

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
});
