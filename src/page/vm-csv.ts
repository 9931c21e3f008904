import { stringify } from 'csv-stringify/browser/esm/sync';
import type { Vms } from './vms.ts';

/** The columns of `vms.csv` in their order; a header is its key with underscores. */
export const VM_CSV_KEYS = [
  'subscriptionId',
  'subscriptionName',
  'tenantId',
  'offer',
  'offerConfidence',
  'createdNotBefore',
  'createdNotAfter',
  'exemption',
  'resourceGroup',
  'name',
  'kind',
  'location',
  'powerState',
  'verdict',
  'platform',
  'path',
  'egress',
  'egressOwner',
  'confidence',
  'nicFlag',
  'egressAddress',
  'reverseDns',
  'lastStarted',
  'reasons',
  'actions',
  'policy',
  'verdictCurrentPolicy',
  'firstSeen',
  'change',
  'resourceId',
] as const;

const BYTE_ORDER_MARK = '\uFEFF';
/** Much more at once only keeps the garbage collector busy. */
const ROWS = 2000;

/** What to export: which rows, in `vms.csv`'s order, and another revision whose verdicts follow in a column of their own. */
export interface VmExport {
  readonly vms: Vms;
  readonly rows: Uint32Array;
  readonly tags: readonly string[];
  readonly revision: string | null;
}

/**
 * Rows as a CSV file by the rules of `vms.csv`: RFC 4180, CRLF, byte order mark, formulas neutralised. All rows of a run give the
 * bytes of its `vms.csv`. Piece by piece, for a Blob.
 */
export function vmCsv({ vms, rows, tags, revision }: VmExport): readonly string[] {
  const cells = [
    ...VM_CSV_KEYS.map((key) => ({ header: headerOf(key), at: vms.cell(key) })),
    ...tags.map((tag) => ({ header: `tag:${tag}`, at: vms.cell(`tag:${tag}`) })),
    ...(revision === null
      ? []
      : [{ header: `verdict_${revision}`, at: (row: number) => vms.verdictsUnder(revision).at(row) }]),
  ];
  const pieces = [BYTE_ORDER_MARK + lines([cells.map(({ header }) => header)])];
  const sorted = rows.toSorted();
  for (let from = 0; from < sorted.length; from += ROWS) {
    const batch = Array.from(sorted.subarray(from, from + ROWS));
    pieces.push(lines(batch.map((row) => cells.map(({ at }) => at(row) ?? ''))));
  }
  return pieces;
}

function headerOf(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function lines(rows: readonly (readonly string[])[]): string {
  return stringify([...rows], {
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    escape_formulas: true,
  });
}
