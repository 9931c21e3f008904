import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitByWeight, type Weighed } from '../../src/cli/judge-parts.ts';
import { parseSubscriptionId } from '../../src/model/subscription-id.ts';

/** Subscriptions with so many machines each, in the order of their IDs. */
function weighed(machines: readonly number[]): readonly Weighed[] {
  return machines.flatMap((count, at) => {
    const id = parseSubscriptionId(`00000000-0000-0000-0000-${String(at).padStart(12, '0')}`);
    return id === undefined ? [] : [{ id, machines: count }];
  });
}

/** How many machines each part has. */
function machinesIn(machines: readonly number[], cores: number): readonly number[] {
  const all = weighed(machines);
  const of = new Map(all.map((one) => [one.id, one.machines]));
  return splitByWeight(all, cores).map((ids) => ids.reduce((sum, id) => sum + (of.get(id) ?? 0), 0));
}

describe('a run split into parts', () => {
  const machines = fc.array(fc.oneof(fc.nat({ max: 200 }), fc.nat({ max: 20_000 })), { maxLength: 60 });

  test('has every subscription once, in its order', () => {
    fc.assert(
      fc.property(machines, fc.integer({ min: 1, max: 64 }), (counts, cores) => {
        const all = weighed(counts);
        const parts = splitByWeight(all, cores);
        expect(parts.flat()).toEqual(all.map(({ id }) => id));
        expect(parts.length).toBeLessThanOrEqual(cores);
        expect(parts.slice(1).every((ids) => ids.length > 0)).toBe(true);
      }),
    );
  });

  const hundreds = (count: number) => Array.from({ length: count }, () => 100);

  test.each<[string, { readonly machines: readonly number[]; readonly cores: number }, readonly number[]]>([
    ['nothing', { machines: [], cores: 8 }, [0]],
    ['a small tenant', { machines: hundreds(90), cores: 8 }, [9000]],
    ['a larger one', { machines: hundreds(100), cores: 8 }, [5000, 5000]],
    ['a large one on one core', { machines: hundreds(1000), cores: 1 }, [100_000]],
    ['a large one on two', { machines: hundreds(1000), cores: 2 }, [50_000, 50_000]],
    ['one with a giant', { machines: [100, 100, 90_000, 100, 100], cores: 2 }, [200, 90_200]],
  ])('takes as many threads as are worth it: %s', (_, given, parts) => {
    expect(machinesIn(given.machines, given.cores)).toEqual(parts);
  });

  test('keeps within the memory that it may take, however many cores there are', () => {
    expect(machinesIn(hundreds(10_000), 96)).toHaveLength(2);
  });
});
