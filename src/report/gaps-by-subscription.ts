import type { CoverageGap } from '../model/run.ts';

/** The gaps of each subscription in their order; under `null` those of the whole tenant. */
export function gapsBySubscription(
  gaps: readonly CoverageGap[],
): ReadonlyMap<string | null, readonly CoverageGap[]> {
  const groups = new Map<string | null, CoverageGap[]>();
  for (const gap of gaps) {
    const group = groups.get(gap.subscriptionId);
    if (group === undefined) groups.set(gap.subscriptionId, [gap]);
    else group.push(gap);
  }
  return groups;
}
