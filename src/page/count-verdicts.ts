import type { Verdict } from '../model/verdict.ts';
import type { Column } from './column.ts';

/** A number for each verdict. */
export type Counts = Readonly<Record<Verdict, number>>;

const NOTHING: Counts = {
  direct: 0,
  restart: 0,
  'request-exemption': 0,
  relay: 0,
  'fix-network': 0,
  undetermined: 0,
};

/** How many rows have each verdict, in each group of rows and in all; groups without rows are not there. */
export function countVerdicts(
  verdicts: Column,
  groups: Column,
): { readonly groups: ReadonlyMap<string | null, Counts>; readonly total: Counts } {
  const { codes, values } = verdicts.coded();
  const grouping = groups.coded();
  const tallies = grouping.values.map(() => new Uint32Array(values.length));
  for (let row = 0; row < verdicts.rows; row += 1) {
    const tally = tallies[grouping.codes[row] ?? 0];
    const code = codes[row] ?? 0;
    if (tally !== undefined) tally[code] = (tally[code] ?? 0) + 1;
  }
  const total = new Uint32Array(values.length);
  for (const tally of tallies) {
    tally.forEach((count, code) => {
      total[code] = (total[code] ?? 0) + count;
    });
  }
  const counts = (tally: Uint32Array): Counts => ({
    ...NOTHING,
    ...Object.fromEntries(values.map((value, code) => [value ?? '', tally[code] ?? 0])),
  });
  return {
    groups: new Map(grouping.values.map((value, code) => [value, counts(tallies[code] ?? total)])),
    total: counts(total),
  };
}
