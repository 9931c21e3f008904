/** @typedef {{ work: string, reach: string, measured: string, reached: boolean | undefined }} Row */

/** @param {boolean | undefined} reached */
function mark(reached) {
  if (reached === undefined) return '';
  return reached ? 'yes' : '**no**';
}

/**
 * A Markdown table of what was to be reached and what was measured.
 *
 * @param {readonly Row[]} rows
 */
export function table(rows) {
  return [
    '| work | to reach | measured | reached |',
    '|---|---|---|---|',
    ...rows.map(
      ({ work, reach, measured, reached }) => `| ${work} | ${reach} | ${measured} | ${mark(reached)} |`,
    ),
  ];
}
