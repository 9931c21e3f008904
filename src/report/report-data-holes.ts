import type { VmFinding } from '../model/finding.ts';

/** Characters of the private use area: a hole in a text, by the number of what fills it; the first marks a text without holes. */
const FIRST = 0xe000;
const LAST = 0xe00f;
const WHOLE = String.fromCharCode(FIRST);
const SPECIAL = /[\uE000-\uE00F]/;
/** Shorter ones are too often a part of other words. */
const LEAST = 4;

/**
 * What is a VM's own, in the order of the holes' numbers: its ID, its group's ID, its name, address and reverse DNS, then its NICs'
 * IDs, then their names. The page fills the holes from the same list.
 */
export function holesOf(
  vm: Pick<VmFinding, 'resourceId' | 'name' | 'egressAddress' | 'reverseDns' | 'nics'>,
): readonly string[] {
  return [...ownOf(vm), ...vm.nics.slice(0, 4), ...vm.nics.slice(0, 4).map(lastSegment)];
}

/** The part of {@link holesOf} that stands without the NICs: what their own IDs are written with. */
export function ownOf(
  vm: Pick<VmFinding, 'resourceId' | 'name' | 'egressAddress' | 'reverseDns'>,
): readonly string[] {
  const group = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(vm.resourceId)?.[0] ?? '';
  return [vm.resourceId, group, vm.name, vm.egressAddress ?? '', vm.reverseDns ?? ''];
}

function lastSegment(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Makes holes in texts where they say what is the VM's own, so that the texts of many VMs become one. The longest are taken first. */
export function createHoles(own: readonly string[]): (text: string) => string {
  const order = own
    .map((value, at) => ({ value, hole: String.fromCharCode(FIRST + 1 + at) }))
    .filter(({ value }, at) => value.length >= LEAST && FIRST + 1 + at <= LAST && !SPECIAL.test(value))
    .sort((a, b) => b.value.length - a.value.length);
  return (text) => {
    if (SPECIAL.test(text)) return WHOLE + text;
    let left = text;
    for (const { value, hole } of order) if (left.includes(value)) left = left.replaceAll(value, hole);
    return left;
  };
}
