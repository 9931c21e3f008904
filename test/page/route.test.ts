import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, parseRoute } from '../../src/page/route.ts';

describe('an address', () => {
  it('of the contract is read', () => {
    const { view, id, params } = parseRoute('#/vms?verdict=relay&policy=2023-12');
    expect([view, id, [...params]]).toEqual([
      'vms',
      '',
      [
        ['verdict', 'relay'],
        ['policy', '2023-12'],
      ],
    ]);
  });

  it.each(['', '#', '#/', '#/nowhere', '#main', '#/%'])('%j leads to the overview', (hash) => {
    expect(parseRoute(hash).view).toBe('overview');
  });

  it('keeps what is written into it', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.tuple(fc.string(), fc.string({ minLength: 1 }))), (id, pairs) => {
        const route = parseRoute(hashOf('subscriptions', id, new URLSearchParams(pairs)));
        expect(route.view).toBe('subscriptions');
        expect(route.id).toBe(id);
        expect([...route.params]).toEqual([...new URLSearchParams(pairs)]);
      }),
    );
  });

  it('that was cut short is read as far as it goes', () => {
    expect(parseRoute('#/subscriptions/%E0%A4%A').id).toBe('%E0%A4%A');
  });
});
