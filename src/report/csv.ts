import { stringify } from 'csv-stringify/sync';
import type { Column } from './column.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The first line of a CSV file, with the byte order mark by which Excel knows UTF-8. A file without findings is this text alone.
 */
export function csvHeader<T>(columns: readonly Column<T>[]): string {
  return BYTE_ORDER_MARK + csvLines([columns.map(({ header }) => header)]);
}

/** How many rows are written at once: much more only keeps the garbage collector busy. */
const ROWS = 500;

/** The lines of a batch of findings under {@link csvHeader}; every line ends in CRLF, so batches join without a seam. */
export function csvRows<T>(columns: readonly Column<T>[], findings: readonly T[]): string {
  const pieces: string[] = [];
  for (let from = 0; from < findings.length; from += ROWS) {
    const rows = findings.slice(from, from + ROWS);
    pieces.push(csvLines(rows.map((finding) => columns.map(({ value }) => value(finding)))));
  }
  return pieces.join('');
}

/**
 * RFC 4180, and a leading apostrophe for cells that a spreadsheet would run as a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function csvLines(rows: string[][]): string {
  return stringify(rows, {
    record_delimiter: 'windows',
    quote_record_delimiter: true, // a lone CR or LF too: by default only CRLF would be quoted
    escape_formulas: true,
  });
}
