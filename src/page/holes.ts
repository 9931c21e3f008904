const FIRST = 0xe000;
const WHOLE = String.fromCharCode(FIRST);
const HOLE = /[\uE001-\uE00F]/g;
/** The NICs whose IDs and names fill holes. */
const NICS = 4;

/** What fills the holes of a VM's texts before its NICs: its ID, its group's ID, its name, address and reverse DNS. */
export function ownOf(vm: {
  readonly resourceId: string;
  readonly name: string;
  readonly egressAddress: string | null;
  readonly reverseDns: string | null;
}): readonly string[] {
  const group = /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+/i.exec(vm.resourceId)?.[0] ?? '';
  return [vm.resourceId, group, vm.name, vm.egressAddress ?? '', vm.reverseDns ?? ''];
}

/** What the NICs fill: their IDs, then their names. */
export function namesOf(nics: readonly string[]): readonly string[] {
  const first = nics.slice(0, NICS);
  return [...first, ...first.map((id) => id.slice(id.lastIndexOf('/') + 1))];
}

/** A shared text with its holes filled; one that begins with the mark for whole texts has none. */
export function filled(text: string, own: readonly string[]): string {
  if (text.startsWith(WHOLE)) return text.slice(1);
  return text.replace(HOLE, (hole) => own[hole.charCodeAt(0) - FIRST - 1] ?? '');
}
