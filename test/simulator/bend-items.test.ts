import { describe, expect, test } from 'vitest';
import { bendItems } from '../../src/simulator/bend-items.ts';
import type { ItemFault } from '../../src/simulator/fault.ts';

const NICS = [
  {
    id: '/n/one',
    name: 'One',
    properties: { rules: [{ access: 'Deny', name: 'Deny' }], subnet: { id: '/s/one' }, tags: 'x' },
  },
  { id: '/n/two', properties: {} },
] as const;

describe('items', () => {
  const [first] = NICS;
  test.each<{ what: ItemFault; items: readonly object[] }>([
    { what: 'twice', items: [...NICS, ...NICS] },
    { what: 'without-first', items: NICS.slice(1) },
    { what: 'without-ids', items: [{ name: 'One', properties: first.properties }, { properties: {} }] },
    { what: 'without-properties', items: [{ id: first.id, name: 'One' }, { id: '/n/two' }] },
    {
      what: 'null-lists',
      items: [{ ...first, properties: { rules: null, subnet: { id: '/s/one' }, tags: 'x' } }, NICS[1]],
    },
    {
      what: 'unknown-words',
      items: [
        {
          ...first,
          properties: { ...first.properties, rules: [{ access: 'NotYetKnown', name: 'Deny' }] },
        },
        NICS[1],
      ],
    },
    {
      what: 'upper-case-ids',
      items: [
        { ...first, id: '/N/ONE', properties: { ...first.properties, subnet: { id: '/S/ONE' } } },
        { ...NICS[1], id: '/N/TWO' },
      ],
    },
  ])('$what', ({ what, items }) => {
    const sorted = (list: readonly unknown[]) => list.map((item) => JSON.stringify(item)).toSorted();
    expect(sorted(bendItems(NICS, what))).toEqual(sorted(items));
  });
});
