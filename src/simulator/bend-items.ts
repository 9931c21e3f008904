import type { ItemFault } from './fault.ts';

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Changes every field, however deep, by its name and value; what `change` leaves alone is looked into. */
function deep(value: unknown, change: (name: string, value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => deep(item, change));
  if (!isFields(value)) return value;
  const fields = Object.entries(value).map(([name, field]) => {
    const changed = change(name, field);
    return [name, changed === field ? deep(field, change) : changed];
  });
  return Object.fromEntries(fields);
}

/** Fields whose values are words of Azure's, and none of which names a resource or an address. */
const WORDS: ReadonlySet<string> = new Set([
  'access',
  'allocationMethod',
  'code',
  'direction',
  'nextHopType',
  'orchestrationMode',
  'peeringState',
  'privateIPAllocationMethod',
  'protocol',
  'provisioningState',
  'publicIPAllocationMethod',
  'tier',
]);

const NOBODY_KNOWS = 'NotYetKnown';

function without(item: unknown, name: string): unknown {
  return isFields(item) ? Object.fromEntries(Object.entries(item).filter(([field]) => field !== name)) : item;
}

function withProperties(item: unknown, change: (name: string, value: unknown) => unknown): unknown {
  return isFields(item) && 'properties' in item
    ? { ...item, properties: deep(item['properties'], change) }
    : item;
}

function bentItem(item: unknown, what: Exclude<ItemFault, 'twice' | 'without-first'>): unknown {
  switch (what) {
    case 'without-properties':
      return without(item, 'properties');
    case 'without-ids':
      return without(item, 'id');
    case 'null-lists':
      return withProperties(item, (_, value) => (Array.isArray(value) ? null : value));
    case 'unknown-words':
      return withProperties(item, (name, value) =>
        typeof value === 'string' && WORDS.has(name) ? NOBODY_KNOWS : value,
      );
    case 'upper-case-ids':
      return deep(item, (name, value) =>
        name === 'id' && typeof value === 'string' ? value.toUpperCase() : value,
      );
  }
}

/** The items of a list with something wrong in them. */
export function bendItems(items: readonly unknown[], what: ItemFault): readonly unknown[] {
  if (what === 'twice') return items.flatMap((item) => [item, item]);
  if (what === 'without-first') return items.slice(1);
  return items.map((item) => bentItem(item, what));
}
