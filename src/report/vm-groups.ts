import type { VmFinding } from '../model/finding.ts';
import { noLongerOffered } from '../model/no-longer-offered.ts';
import type { RunSummary } from '../model/run.ts';
import { scaleSetOf } from '../model/scale-set-of.ts';
import type { Verdict } from '../model/verdict.ts';
import type { RowBudget } from './row-budgets.ts';
import { type ScaleSet, scaleSetsIn } from './scale-sets.ts';
import { VERDICT_PRIORITY } from './verdict-priority.ts';

/** A scale set with a row of its own, and those of its instances that have one too. */
export interface ListedScaleSet extends ScaleSet {
  readonly listed: readonly VmFinding[];
}

/**
 * The VMs of a subscription under one heading. `vms` counts those that stand by themselves, of which `listed` have a row; a scale set
 * stands where the instance does that deserves attention first.
 */
export interface VmGroup {
  readonly verdict: Verdict;
  readonly title: string;
  readonly vms: number;
  readonly listed: readonly VmFinding[];
  readonly scaleSets: readonly ListedScaleSet[];
}

/** A subscription's VMs as a page lists them, and how many scale sets have no row: their instances stand by themselves. */
export interface GroupedVms {
  readonly groups: readonly VmGroup[];
  readonly instances: number;
  readonly scaleSets: number;
  readonly scaleSetsWithoutRow: number;
}

interface Place {
  readonly verdict: Verdict;
  readonly gone: boolean;
}

/** What both texts let ask for, and what only the chosen one does, are two places: nobody can act on the second. */
const PLACES = VERDICT_PRIORITY.flatMap((verdict): readonly Place[] =>
  verdict === 'request-exemption'
    ? [
        { verdict, gone: false },
        { verdict, gone: true },
      ]
    : [{ verdict, gone: false }],
);

/** Brings a subscription's VMs into the order of attention and chooses those that the budget has rows for. */
export function groupVms(vms: readonly VmFinding[], rows: RowBudget, run: RunSummary): GroupedVms {
  const sets = scaleSetsIn(vms);
  const withRow = byPlace(sets, placeOfSet).slice(0, rows.scaleSets);
  const folded = new Set(withRow.flatMap(({ instances }) => instances));
  const listed = new Set(byPlace(vms, placeOf, (vm) => scaleSetOf(vm) !== undefined).slice(0, rows.vms));
  const groups = PLACES.map(({ verdict, gone }, place) => {
    const alone = vms.filter((vm) => placeOf(vm) === place && !folded.has(vm));
    return {
      verdict,
      title: gone
        ? `${verdict} under ${run.policy.revision}, no longer offered by Microsoft's current page`
        : verdict,
      vms: alone.length,
      listed: alone.filter((vm) => listed.has(vm)),
      scaleSets: withRow
        .filter((set) => placeOfSet(set) === place)
        .map((set) => ({
          ...set,
          listed: byPlace(
            set.instances.filter((vm) => listed.has(vm)),
            placeOf,
          ),
        })),
    };
  });
  return {
    groups: groups.filter((group) => group.listed.length + group.scaleSets.length > 0),
    instances: sets.reduce((sum, { instances }) => sum + instances.length, 0),
    scaleSets: sets.length,
    scaleSetsWithoutRow: sets.length - withRow.length,
  };
}

function placeOf(vm: VmFinding): number {
  const isGone = noLongerOffered(vm);
  return PLACES.findIndex(({ verdict, gone }) => verdict === vm.verdict && gone === isGone);
}

function placeOfSet({ instances }: ScaleSet): number {
  return instances.reduce((first, vm) => Math.min(first, placeOf(vm)), PLACES.length);
}

/** In the order of the places, and in each as they come, those that may stand back behind the others. */
function byPlace<T>(
  items: readonly T[],
  place: (item: T) => number,
  standsBack: (item: T) => boolean = () => false,
): readonly T[] {
  const placed = items.map((item) => ({ item, rank: 2 * place(item) + (standsBack(item) ? 1 : 0) }));
  return placed.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
}
