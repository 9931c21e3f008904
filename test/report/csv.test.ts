import { describe, expect, it } from 'vitest';
import type { Column } from '../../src/report/column.ts';
import { csvHeader, csvRows } from '../../src/report/csv.ts';
import { VM_COLUMNS } from '../../src/report/vm-columns.ts';
import { vmFinding } from './finding-builders.ts';

const ONE: readonly Column<string>[] = [
  { header: 'first', value: (text) => text },
  { header: 'second', value: () => 'x' },
];
const cell = (text: string) => csvRows(ONE, [text]).slice(0, -',x\r\n'.length);

describe('csv', () => {
  it('begins with the byte order mark and the header, also when nothing follows', () => {
    expect(csvHeader(ONE)).toBe('\uFEFFfirst,second\r\n');
    expect(csvRows(ONE, [])).toBe('');
  });

  it.each([
    ['plain', 'plain'],
    ['', ''],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['line\nbreak', '"line\nbreak"'],
    ['line\rbreak', '"line\rbreak"'],
    ['line\r\nbreak', '"line\r\nbreak"'],
    [' spaces ', ' spaces '],
  ])('writes %j as %j (RFC 4180)', (text, written) => {
    expect(cell(text)).toBe(written);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['a=1', 'a=1'],
  ])('a spreadsheet does not run %j', (text, written) => {
    expect(cell(text)).toBe(written);
  });

  it('keeps columns that an option adds behind the others', () => {
    const tags: readonly Column<{ name: string }>[] = [
      { header: 'tag:cost,centre', value: ({ name }) => name },
    ];
    expect(csvHeader([...VM_COLUMNS, ...tags])).toMatch(/,resource_id,"tag:cost,centre"\r\n$/);
  });

  it('joins batches without a seam', () => {
    const vms = ['a', 'b', 'c'].map((name) => vmFinding({ name }));
    const whole = csvRows(VM_COLUMNS, vms);
    expect(csvRows(VM_COLUMNS, vms.slice(0, 1)) + csvRows(VM_COLUMNS, vms.slice(1))).toBe(whole);
    expect(whole.split('\r\n')).toHaveLength(4);
    const many = Array.from({ length: 1201 }, (_, at) => `row-${at}`);
    expect(csvRows(ONE, many)).toBe(many.map((row) => `${row},x\r\n`).join(''));
  });
});
