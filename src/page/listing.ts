/** A row of the table: a VM by its row, or a scale set that stands for those of its instances that are shown. */
export type Line =
  | { readonly kind: 'row'; readonly row: number; readonly within: boolean }
  | { readonly kind: 'set'; readonly set: number; readonly rows: readonly number[]; readonly open: boolean };

/**
 * Rows in their order with each scale set as one line, in the place of its first instance; one that is open has its instances under
 * it. `setOf` is the number of a row's set, -1 without one.
 */
export function listing(rows: Uint32Array, setOf: Int32Array, open: ReadonlySet<number>): readonly Line[] {
  const members = membersOf(rows, setOf);
  const lines: Line[] = [];
  for (const row of rows) {
    const set = setOf[row] ?? -1;
    const own = members.get(set);
    if (own === undefined) lines.push({ kind: 'row', row, within: false });
    else if (own[0] === row) lines.push(...setLines(set, own, open.has(set)));
  }
  return lines;
}

/** A line for each row, where nothing is gathered. */
export function rowLines(order: Iterable<number>): Line[] {
  return Array.from(order, (row): Line => ({ kind: 'row', row, within: false }));
}

/** The rows of each scale set that has any. */
function membersOf(rows: Uint32Array, setOf: Int32Array): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const set = setOf[row] ?? -1;
    if (set < 0) continue;
    const known = members.get(set);
    if (known === undefined) members.set(set, [row]);
    else known.push(row);
  }
  return members;
}

function setLines(set: number, rows: readonly number[], open: boolean): readonly Line[] {
  const instances = open ? rows.map((row): Line => ({ kind: 'row', row, within: true })) : [];
  return [{ kind: 'set', set, rows, open }, ...instances];
}
