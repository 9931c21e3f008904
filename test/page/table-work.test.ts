import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textColumn } from '../../src/page/column.ts';
import { faceted } from '../../src/page/facets.ts';
import { listing } from '../../src/page/listing.ts';
import { ordered } from '../../src/page/order.ts';
import { createSearch } from '../../src/page/search.ts';

const cell = fc.constantFrom('a', 'b', 'c', null);
const rows = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

describe('facets', () => {
  it('leave the rows that pass every one, and count what each value would leave', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { maxLength: 30 }),
        fc.uniqueArray(cell),
        fc.uniqueArray(cell),
        (cells, first, second) => {
          const facets = [first, second].map((chosen, at) => ({
            key: String(at),
            column: textColumn(cells.map((pair) => pair[at] ?? null)),
            chosen: new Set(chosen),
          }));
          const passes = (pair: readonly (string | null)[], chosen: readonly (string | null)[], at: number) =>
            chosen.length === 0 || chosen.includes(pair[at] ?? null);
          const result = faceted(facets, cells.length, null);
          expect([...result.rows]).toEqual(
            cells.flatMap((pair, row) => (passes(pair, first, 0) && passes(pair, second, 1) ? [row] : [])),
          );
          for (const { value, count } of result.counts.get('0') ?? []) {
            const alone = cells.filter((pair) => pair[0] === value && passes(pair, second, 1));
            expect(count).toBe(alone.length);
          }
        },
      ),
    );
  });

  it('keep out what a search did not find', () => {
    const column = textColumn(['a', 'a', 'b']);
    const facet = { key: 'x', column, chosen: new Set<string | null>() };
    const result = faceted([facet], 3, Uint8Array.of(0, 1, 1));
    expect([...result.rows]).toEqual([1, 2]);
    expect(result.counts.get('x')).toEqual([
      { value: 'a', count: 1 },
      { value: 'b', count: 1 },
    ]);
  });
});

describe('search', () => {
  const search = createSearch({
    rows: 3,
    columns: [textColumn(['vm-Mail-01', 'db', null]), textColumn(['20.1.2.3', null, '20.1.2.30'])],
    id: {
      head: textColumn([
        '/subscriptions/x/resourceGroups/RG/vms/',
        '/subscriptions/x/resourceGroups/other/vms/',
        null,
      ]),
      tail: textColumn([null, '7', null]),
      name: textColumn(['vm-Mail-01', 'db', null]),
    },
  });
  const found = (query: string) => [...(search(query) ?? [])].flatMap((hit, row) => (hit === 1 ? [row] : []));

  it.each([
    ['MAIL', [0]],
    ['20.1.2.3', [0, 2]],
    ['mail 20.1', [0]],
    ['mail db', []],
    ['/subscriptions/x/resourcegroups/rg/vms/vm-mail-01', [0]],
    ['vms/7', [1]],
    ['vms/db', []],
    ['other/vms/', [1]],
    ['nothing', []],
  ])('for %s finds %j', (query, expected) => {
    expect(found(query)).toEqual(expected);
  });

  it('for nothing leaves all rows', () => {
    expect(search('  ')).toBeNull();
  });
});

describe('order', () => {
  const column = textColumn(['vm-10', null, 'vm-2', 'VM-1', 'vm-2']);

  it('is that of people, letter case aside, what is not known at the end either way', () => {
    expect([...ordered(rows(5), { column, descending: false }, null)]).toEqual([3, 2, 4, 0, 1]);
    expect([...ordered(rows(5), { column, descending: true }, null)]).toEqual([0, 2, 4, 3, 1]);
  });

  it('may be given by the values themselves, and lets some rows stand first', () => {
    const place = (value: string | null) => (value === null ? 0 : 1);
    expect([...ordered(rows(5), { column, descending: false, place }, null)]).toEqual([1, 0, 2, 3, 4]);
    const first = Uint8Array.of(0, 0, 0, 0, 1);
    expect([...ordered(rows(5), { column, descending: false }, first)]).toEqual([4, 3, 2, 0, 1]);
  });

  it('keeps every row once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(cell, fc.string()), { maxLength: 40 }),
        fc.boolean(),
        (cells, descending) => {
          const result = ordered(rows(cells.length), { column: textColumn(cells), descending }, null);
          expect([...result].sort((a, b) => a - b)).toEqual([...rows(cells.length)]);
        },
      ),
    );
  });
});

describe('listing', () => {
  it('shows a scale set as one line where its first instance stands, open with its instances under it', () => {
    const setOf = Int32Array.of(-1, 0, -1, 0, 1);
    const order = Uint32Array.of(0, 3, 2, 1, 4);
    const brief = (open: readonly number[]) =>
      listing(order, setOf, new Set(open)).map((line) =>
        line.kind === 'set'
          ? `set ${line.set} of ${line.rows.join('+')}`
          : `${line.within ? '- ' : ''}${line.row}`,
      );
    expect(brief([])).toEqual(['0', 'set 0 of 3+1', '2', 'set 1 of 4']);
    expect(brief([0])).toEqual(['0', 'set 0 of 3+1', '- 3', '- 1', '2', 'set 1 of 4']);
  });
});
