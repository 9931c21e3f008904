import type { Column } from './column.ts';

/** A filter on one column: rows pass whose value is among the chosen ones, all where none is chosen. */
export interface Facet {
  readonly key: string;
  readonly column: Column;
  readonly chosen: ReadonlySet<string | null>;
}

/** The rows that pass every filter, in their order, and for each facet how many rows each value would leave. */
export interface Faceted {
  readonly rows: Uint32Array;
  readonly counts: ReadonlyMap<string, readonly { readonly value: string | null; readonly count: number }[]>;
}

interface Sieve {
  readonly codes: ArrayLike<number>;
  readonly passes: Uint8Array | null;
  readonly counts: Uint32Array;
}

/**
 * Filters all rows in one pass. A value's count says how many rows would be shown if it alone were chosen in its facet, the other
 * facets being as they are: a row that fails in one facet only is counted there. `found` marks the rows that a search left.
 */
export function faceted(facets: readonly Facet[], rows: number, found: Uint8Array | null): Faceted {
  const sieves = facets.map(sieveOf);
  const passing = new Uint32Array(rows);
  let passed = 0;
  for (let row = 0; row < rows; row += 1) {
    if (found !== null && found[row] === 0) continue;
    const failed = firstFailures(sieves, row);
    if (failed === MANY) continue;
    if (failed !== NONE) {
      count(sieves[failed], row);
      continue;
    }
    passing[passed] = row;
    passed += 1;
    for (const sieve of sieves) count(sieve, row);
  }
  return {
    rows: passing.subarray(0, passed),
    counts: new Map(
      facets.map(({ key, column }, at) => [
        key,
        column.coded().values.map((value, code) => ({ value, count: sieves[at]?.counts[code] ?? 0 })),
      ]),
    ),
  };
}

const NONE = -1;
const MANY = -2;

/** The one facet in which a row fails, or that there is none, or several. */
function firstFailures(sieves: readonly Sieve[], row: number): number {
  let failed = NONE;
  for (let at = 0; at < sieves.length; at += 1) {
    const sieve = sieves[at];
    if (sieve === undefined || sieve.passes === null || sieve.passes[sieve.codes[row] ?? 0] === 1) continue;
    if (failed !== NONE) return MANY;
    failed = at;
  }
  return failed;
}

function count(sieve: Sieve | undefined, row: number): void {
  if (sieve === undefined) return;
  const code = sieve.codes[row] ?? 0;
  sieve.counts[code] = (sieve.counts[code] ?? 0) + 1;
}

function sieveOf({ column, chosen }: Facet): Sieve {
  const { codes, values } = column.coded();
  const passes = chosen.size === 0 ? null : Uint8Array.from(values, (value) => (chosen.has(value) ? 1 : 0));
  return { codes, passes, counts: new Uint32Array(values.length) };
}
