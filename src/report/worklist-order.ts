/** What rows about VMs are ordered by. */
interface Placed {
  readonly subscriptionId: string;
  readonly resourceGroup: string | null;
  readonly resourceId: string;
  readonly sender: boolean;
}

/** Rows by subscription and resource group, in each the senders first, then by resource ID. */
export function inOrder<T extends Placed>(rows: readonly T[]): readonly T[] {
  return sorted(rows, ({ subscriptionId, resourceGroup, resourceId, sender }) =>
    [subscriptionId, resourceGroup ?? '', sender ? '0' : '1', resourceId].join('\n').toLowerCase(),
  );
}

/** Rows with all senders first, then by subscription and resource ID. */
export function sendersFirst<T extends Placed>(rows: readonly T[]): readonly T[] {
  return sorted(rows, ({ subscriptionId, resourceId, sender }) =>
    [sender ? '0' : '1', subscriptionId, resourceId].join('\n').toLowerCase(),
  );
}

/** Rows that follow each other and share a key, in their order. */
export function runsOf<T>(rows: readonly T[], keyOf: (row: T) => string): readonly (readonly T[])[] {
  const runs: T[][] = [];
  let last: string | null = null;
  for (const row of rows) {
    const key = keyOf(row);
    if (key === last) runs.at(-1)?.push(row);
    else runs.push([row]);
    last = key;
  }
  return runs;
}

function sorted<T>(rows: readonly T[], keyOf: (row: T) => string): readonly T[] {
  const keyed = rows.map((row) => ({ key: keyOf(row), row }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row);
}
