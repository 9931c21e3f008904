import type { CoverageGap, InventoryUse, RequestCounts } from '../model/run.ts';
import type { ShardRun } from './merge-source.ts';

function sum<T>(of: readonly T[], value: (one: T) => number | undefined): number {
  return of.reduce((total, one) => total + (value(one) ?? 0), 0);
}

function least(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

/** The requests of all shards together; what remained of a bucket at its least is the least that any of them saw. */
export function mergedRequests(all: readonly RequestCounts[]): RequestCounts {
  const remaining = (['tenantReads', 'subscriptionReads', 'compute'] as const).flatMap((kind) => {
    const value = least(all.map(({ leastRemaining }) => leastRemaining?.[kind]));
    return value === undefined ? [] : [[kind, value] as const];
  });
  const some = (kind: 'notRetried' | 'waitedSeconds') =>
    all.every((one) => one[kind] === undefined) ? {} : { [kind]: sum(all, (one) => one[kind]) };
  return {
    total: sum(all, ({ total }) => total),
    throttled: sum(all, ({ throttled }) => throttled),
    retried: sum(all, ({ retried }) => retried),
    failed: sum(all, ({ failed }) => failed),
    ...some('notRetried'),
    ...some('waitedSeconds'),
    ...(remaining.length === 0 ? {} : { leastRemaining: Object.fromEntries(remaining) }),
  };
}

/** What Resource Graph answered to all shards together; `undefined` where none of them asked it. */
export function mergedGraphUse(all: readonly (InventoryUse | undefined)[]): InventoryUse | undefined {
  const uses = all.filter((one) => one !== undefined);
  if (uses.length === 0) return undefined;
  const reasons = [...new Set(uses.flatMap(({ left }) => Object.keys(left)))].toSorted();
  return {
    answered: sum(uses, ({ answered }) => answered),
    left: Object.fromEntries(reasons.map((reason) => [reason, sum(uses, ({ left }) => left[reason])])),
  };
}

/** What could not be read of the tenant as a whole; what several shards tell alike is told once. */
export function tenantGapsOf(shards: readonly ShardRun[]): readonly CoverageGap[] {
  const gaps = shards.flatMap(({ run }) =>
    run.coverage.filter(({ subscriptionId, required }) => subscriptionId === null && required),
  );
  return [...new Map(gaps.map((gap) => [JSON.stringify(gap), gap])).values()];
}
