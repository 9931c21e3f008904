import type { ColumnLayout } from '../model/report-data.ts';

/** A column's cells as numbers that count into its different values. */
interface Coded {
  readonly codes: ArrayLike<number>;
  readonly values: readonly (string | null)[];
}

/** One cell for each row; `null` is not known, or not there. */
export interface Column {
  readonly rows: number;
  readonly at: (row: number) => string | null;
  /** The same cells as numbers; worked out when it is first asked for. */
  readonly coded: () => Coded;
}

/** The column that a layout describes, over the bytes behind the header. */
export function columnOf(layout: ColumnLayout, bytes: Uint8Array, rows: number): Column {
  switch (layout.kind) {
    case 'texts':
      return textColumn(layout.values);
    case 'codes':
      return codedColumn({ codes: numbersAt(layout, bytes, rows), values: layout.values });
    case 'numbers': {
      const numbers = numbersAt(layout, bytes, rows);
      return textColumn(Array.from(numbers, String));
    }
  }
}

/** The numbers of a column as they lie among the bytes. */
export function numbersAt(
  { offset, width }: Exclude<ColumnLayout, { readonly kind: 'texts' }>,
  bytes: Uint8Array,
  rows: number,
): Uint8Array | Uint16Array | Uint32Array {
  const from = bytes.byteOffset + offset;
  if (width === 1) return new Uint8Array(bytes.buffer, from, rows);
  if (width === 2) return new Uint16Array(bytes.buffer, from, rows);
  return new Uint32Array(bytes.buffer, from, rows);
}

function codedColumn(coded: Coded): Column {
  const { codes, values } = coded;
  return { rows: codes.length, at: (row) => values[codes[row] ?? 0] ?? null, coded: () => coded };
}

export function textColumn(cells: readonly (string | null)[]): Column {
  let known: Coded | undefined;
  return {
    rows: cells.length,
    at: (row) => cells[row] ?? null,
    coded: () => {
      known ??= encoded(cells);
      return known;
    },
  };
}

/** A column whose cells are made from another's, value by value. */
export function mappedColumn(from: Column, make: (value: string | null) => string | null): Column {
  const { codes, values } = from.coded();
  const { codes: renamed, values: different } = encoded(values.map(make));
  const target = new Uint32Array(codes.length);
  for (let row = 0; row < target.length; row += 1) target[row] = renamed[codes[row] ?? 0] ?? 0;
  return codedColumn({ codes: target, values: different });
}

function encoded(cells: readonly (string | null)[]): Coded {
  const known = new Map<string | null, number>();
  const codes = new Uint32Array(cells.length);
  cells.forEach((cell, row) => {
    const code = known.get(cell) ?? known.size;
    if (code === known.size) known.set(cell, code);
    codes[row] = code;
  });
  return { codes, values: [...known.keys()] };
}
