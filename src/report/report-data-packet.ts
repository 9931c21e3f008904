import type { TableLayout } from '../model/report-data.ts';
import { type LooseColumn, placeColumn } from './report-data-column.ts';

/** A table as its columns' builders left it. */
export interface LooseTable {
  readonly rows: number;
  readonly columns: Readonly<Record<string, LooseColumn>>;
}

/**
 * A header and its tables as bytes, in pieces: the header's length (32 bits, little endian), the header as JSON in UTF-8 filled up
 * with spaces to a multiple of four, and the columns, to which the layouts in `header.tables` point.
 */
export function packed<T extends string>(
  header: object,
  tables: Readonly<Record<T, LooseTable>>,
): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let offset = 0;
  const place = ({ rows, columns }: LooseTable): TableLayout => ({
    rows,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, column]) => {
        const { layout, bytes } = placeColumn(column, offset);
        pieces.push(bytes);
        offset += bytes.length;
        return [name, layout];
      }),
    ),
  });
  const layouts = Object.fromEntries(
    Object.entries<LooseTable>(tables).map(([name, table]) => [name, place(table)]),
  );
  const json = new TextEncoder().encode(JSON.stringify({ ...header, tables: layouts }));
  const length = Math.ceil(json.length / 4) * 4;
  const head = new Uint8Array(4 + length).fill(0x20);
  new DataView(head.buffer).setUint32(0, length, true);
  head.set(json, 4);
  return [head, ...pieces];
}
