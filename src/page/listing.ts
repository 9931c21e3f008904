/** A row of the table: a VM by its row, or a scale set that stands for those of its instances that are shown. */
export type Line =
  | { readonly kind: 'row'; readonly row: number; readonly within: boolean }
  | { readonly kind: 'set'; readonly set: number; readonly rows: readonly number[]; readonly open: boolean };

/**
 * Rows in their order with each scale set as one line, in the place of its first instance; one that is open has its instances under
 * it. `setOf` is the number of a row's set, -1 without one.
 */
export function listing(rows: Uint32Array, setOf: Int32Array, open: ReadonlySet<number>): readonly Line[] {
  const members = new Map<number, number[]>();
  for (const row of rows) {
    const set = setOf[row] ?? -1;
    if (set < 0) continue;
    const known = members.get(set);
    if (known === undefined) members.set(set, [row]);
    else known.push(row);
  }
  const lines: Line[] = [];
  for (const row of rows) {
    const set = setOf[row] ?? -1;
    const own = members.get(set);
    if (set < 0 || own === undefined) {
      lines.push({ kind: 'row', row, within: false });
      continue;
    }
    if (own[0] !== row) continue;
    lines.push({ kind: 'set', set, rows: own, open: open.has(set) });
    if (open.has(set)) for (const instance of own) lines.push({ kind: 'row', row: instance, within: true });
  }
  return lines;
}
