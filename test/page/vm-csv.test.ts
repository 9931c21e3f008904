import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VmFinding } from '../../src/model/finding.ts';
import { REVISION_NAMES } from '../../src/model/revision.ts';
import { textColumn } from '../../src/page/column.ts';
import { VM_CSV_KEYS, vmCsv } from '../../src/page/vm-csv.ts';
import type { Vms } from '../../src/page/vms.ts';
import { csvHeader, csvRows } from '../../src/report/csv.ts';
import { joinedCodes } from '../../src/report/joined-codes.ts';
import { VM_COLUMNS } from '../../src/report/vm-columns.ts';
import { vmFinding } from '../report/finding-builders.ts';

function cellOf(vm: VmFinding | undefined, key: string): string | null {
  if (vm === undefined) return null;
  if (key === 'reasons' || key === 'actions') return joinedCodes(vm[key]);
  return (vm as unknown as Record<string, string | null>)[key] ?? null;
}

function exported(findings: readonly VmFinding[], revision: string | null = null): string {
  const vms: Pick<Vms, 'cell' | 'verdictsUnder'> = {
    cell: (key) => (row) => cellOf(findings[row], key),
    verdictsUnder: () => textColumn(findings.map(({ verdictCurrentPolicy }) => verdictCurrentPolicy)),
  };
  const rows = Uint32Array.from(findings, (_, row) => row);
  return vmCsv({ vms: vms as Vms, rows, tags: [], revision }).join('');
}

const HOSTILE = ['=1+1', '-2', '+x', '@y', '\t', '\r', 'a"b', 'a,b', 'a\r\nb', '\u202Ex', '＝1', ''];

describe('the export', () => {
  it('has the columns of vms.csv', () => {
    const names = VM_CSV_KEYS.map((key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
    expect(names).toEqual(VM_COLUMNS.slice(0, names.length).map(({ header }) => header));
  });

  it('writes the bytes of vms.csv, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string()), { maxLength: 8 }), (names) => {
        const findings = names.map((name) => vmFinding({ name, location: name, resourceId: name }));
        expect(exported(findings)).toBe(csvHeader(VM_COLUMNS) + csvRows(VM_COLUMNS, findings));
      }),
    );
  });

  it('adds the verdicts of another revision behind, and leaves the run its own', () => {
    const text = exported(
      [vmFinding({ verdict: 'request-exemption', verdictCurrentPolicy: 'relay' })],
      '2023-12',
    );
    const [head, row] = text.split('\r\n');
    expect(head?.endsWith(',resource_id,verdict_2023-12')).toBe(true);
    expect(row?.endsWith(',relay')).toBe(true);
    expect(REVISION_NAMES).toContain('2023-12');
  });
});
