import type { ColumnLayout } from '../model/report-data.ts';

/** A column whose place among the bytes is not settled yet. */
export type LooseColumn =
  | { readonly kind: 'codes'; readonly values: readonly (string | null)[]; readonly codes: readonly number[] }
  | { readonly kind: 'texts'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'numbers'; readonly codes: readonly number[] };

/** A column's cells as plain data: its different values, and each row's number among them. */
export interface ColumnPart {
  readonly values: readonly (string | null)[];
  readonly codes: Uint32Array;
}

/** Takes a column's cells in the order of the rows. */
export interface ColumnBuilder {
  add(value: string | null): void;
  /** The cells so far, for another builder. */
  part(): ColumnPart;
  /** Takes the cells of another builder behind its own. */
  take(part: ColumnPart): void;
  finish(): LooseColumn;
}

/** A dictionary pays while at most one cell in so many is new. */
const WORTHWHILE = 0.5;

/** A column of texts: each different one is kept once, and a row holds its number, unless nearly all are different. */
export function createColumn(): ColumnBuilder {
  const known = new Map<string | null, number>();
  const codes: number[] = [];
  const codeOf = (value: string | null) => {
    const code = known.get(value) ?? known.size;
    if (code === known.size) known.set(value, code);
    return code;
  };
  return {
    add(value) {
      codes.push(codeOf(value));
    },
    part: () => ({ values: [...known.keys()], codes: Uint32Array.from(codes) }),
    take(part) {
      const renamed = part.values.map(codeOf);
      for (const code of part.codes) codes.push(renamed[code] ?? 0);
    },
    finish() {
      const values = [...known.keys()];
      if (values.length > 256 && values.length > codes.length * WORTHWHILE) {
        return { kind: 'texts', values: codes.map((code) => values[code] ?? null) };
      }
      return { kind: 'codes', values, codes };
    },
  };
}

/** The column's layout at an offset, and its bytes. The offset has to be a multiple of four. */
export function placeColumn(
  column: LooseColumn,
  offset: number,
): { readonly layout: ColumnLayout; readonly bytes: Uint8Array } {
  if (column.kind === 'texts') return { layout: column, bytes: new Uint8Array() };
  const width = widthFor(column);
  const bytes = new Uint8Array(Math.ceil((column.codes.length * width) / 4) * 4);
  const view = new DataView(bytes.buffer);
  column.codes.forEach((code, row) => {
    if (width === 1) view.setUint8(row, code);
    else if (width === 2) view.setUint16(2 * row, code, true);
    else view.setUint32(4 * row, code, true);
  });
  const layout: ColumnLayout =
    column.kind === 'codes'
      ? { kind: 'codes', values: column.values, offset, width }
      : { kind: 'numbers', offset, width };
  return { layout, bytes };
}

function widthFor(column: Exclude<LooseColumn, { readonly kind: 'texts' }>): 1 | 2 | 4 {
  const most =
    column.kind === 'codes'
      ? column.values.length - 1
      : column.codes.reduce((max, code) => Math.max(max, code), 0);
  if (most < 2 ** 8) return 1;
  return most < 2 ** 16 ? 2 : 4;
}
