import type { TableLayout } from '../model/report-data.ts';
import { type Column, columnOf } from './column.ts';

/** A table of the report's data, column by column. */
export interface Table {
  readonly rows: number;
  readonly columns: Readonly<Record<string, Column>>;
}

/** A packet's header with its bytes: the columns lie behind the header, in which their layouts stand. */
export interface Packet<H> {
  readonly header: H;
  readonly bytes: Uint8Array;
}

/** Takes a packet apart: the header's length (32 bits, little endian), the header as JSON, the columns. */
export function unpack<H>(packet: Uint8Array): Packet<H> {
  const length = new DataView(packet.buffer, packet.byteOffset, 4).getUint32(0, true);
  const header: H = JSON.parse(new TextDecoder().decode(packet.subarray(4, 4 + length)));
  return { header, bytes: packet.subarray(4 + length) };
}

/** The columns of a table that a layout describes. */
export function tableOf({ rows, columns }: TableLayout, bytes: Uint8Array): Table {
  return {
    rows,
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, layout]) => [name, columnOf(layout, bytes, rows)]),
    ),
  };
}
