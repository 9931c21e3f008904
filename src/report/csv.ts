import { stringify } from 'csv-stringify/sync';
import type { Column } from './column.ts';

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The first line of a CSV file, with the byte order mark by which Excel knows UTF-8. A file without findings is this text alone.
 */
export function csvHeader<T>(columns: readonly Column<T>[]): string {
  return BYTE_ORDER_MARK + csvLines([columns.map(({ header }) => header)]);
}

/** The lines of a batch of findings under {@link csvHeader}; every line ends in CRLF, so batches join without a seam. */
export function csvRows<T>(columns: readonly Column<T>[], findings: readonly T[]): string {
  return csvLines(findings.map((finding) => columns.map(({ value }) => value(finding))));
}

/**
 * RFC 4180, and a leading apostrophe for cells that a spreadsheet would run as a formula
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function csvLines(rows: readonly string[][]): string {
  return stringify([...rows], {
    record_delimiter: 'windows',
    quote_record_delimiter: true, // a lone CR or LF too: by default only CRLF would be quoted
    escape_formulas: true,
  });
}
