import type { RunChanges } from '../model/change.ts';

/** The text of `changes.json`: keys in a fixed order, one change a line, ended by LF. `changes` is sorted already. */
export function changesJson(changes: RunChanges): string {
  const { schemaVersion, before, after, totals, causes, vms, scaleSets, subscriptions } = changes;
  const head = Object.entries({ schemaVersion, before, after, totals, causes }).map(
    ([key, value]) => `  "${key}": ${JSON.stringify(value)}`,
  );
  const lists = Object.entries({ subscriptions, scaleSets, vms }).map(([key, items]) => list(key, items));
  return `{\n${[...head, ...lists].join(',\n')}\n}\n`;
}

function list(key: string, items: readonly object[]): string {
  if (items.length === 0) return `  "${key}": []`;
  return `  "${key}": [\n${items.map((item) => `    ${JSON.stringify(item, KEYS)}`).join(',\n')}\n  ]`;
}

/** The keys of a change in the order in which they are written, whatever the order in which they were set. */
const KEYS = [
  'kind',
  'subscriptionId',
  'subscriptionName',
  'resourceId',
  'name',
  'before',
  'after',
  'added',
  'removed',
  'unreadable',
  'causes',
  'details',
  'firstSeen',
  'sender',
];
