import type { Column } from './column.ts';

/** By which column rows stand, and which value comes where; without `place` they stand as people sort: numbers by size. */
export interface Ordering {
  readonly column: Column;
  readonly descending: boolean;
  readonly place?: ((value: string | null) => number) | undefined;
}

const ranks = new WeakMap<Column, Uint32Array>();

/**
 * Rows in the order of a column, equal ones as they were. What is not known comes last either way. `first` marks rows that stand
 * before all others.
 */
export function ordered(rows: Uint32Array, ordering: Ordering | null, first: Uint8Array | null): Uint32Array {
  if (ordering === null && first === null) return rows;
  const { values } = ordering?.column.coded() ?? { values: [] };
  const rank = ordering === null ? null : ranksOf(ordering);
  const codes = ordering?.column.coded().codes ?? [];
  const last = values.length + 1;
  const keys = new Float64Array(rows.length);
  rows.forEach((row, at) => {
    const code = codes[row] ?? 0;
    const known = rank?.[code] ?? 0;
    const turned = ordering?.descending === true ? last - 1 - known : known;
    const isLast = rank !== null && values[code] === null && ordering?.place === undefined;
    const place = isLast ? last : turned;
    const block = first === null || first[row] === 1 ? 0 : last + 1;
    keys[at] = (block + place) * rows.length + at;
  });
  keys.sort();
  return Uint32Array.from(keys, (key) => rows[key % rows.length] ?? 0);
}

/** Where each different value of a column stands among them. */
function ranksOf({ column, place }: Ordering): Uint32Array {
  const known = place === undefined ? ranks.get(column) : undefined;
  if (known !== undefined) return known;
  const { values } = column.coded();
  const keys = place === undefined ? values.map(naturalKey) : values.map(place);
  const order = Uint32Array.from(values, (_, code) => code).sort((a, b) => compared(keys[a], keys[b]));
  const rank = new Uint32Array(values.length);
  let at = 0;
  order.forEach((code, index) => {
    const before = order[index - 1];
    if (before !== undefined && compared(keys[before], keys[code]) !== 0) at = index;
    rank[code] = at;
  });
  if (place === undefined) ranks.set(column, rank);
  return rank;
}

function compared(a: string | number | undefined, b: string | number | undefined): number {
  if (a === b || a === undefined || b === undefined) return 0;
  return a < b ? -1 : 1;
}

/** `vm-2` before `vm-10`, `10.0.0.4` before `10.0.0.12`, capital and small letters together. */
function naturalKey(value: string | null): string {
  return (value ?? '').toLowerCase().replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}
