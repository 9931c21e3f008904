import { expect, test } from 'vitest';
import { addressEntry } from '../../src/network/address-entry.ts';
import { sizeOf } from '../../src/network/address-set.ts';

test.each([
  ['10.0.0.4', 1],
  ['10.0.0.0/24', 256],
  ['10.0.0.4-10.0.0.9', 6],
  [' 10.0.0.4 - 10.0.1.3 ', 256],
  ['0.0.0.0-255.255.255.255', 2 ** 32],
  ['10.0.0.4-10.0.0.4', 1],
  ['fd00::/8', 0],
  ['10.0.0.9-10.0.0.4', undefined],
  ['10.0.0.4-10.0.0.9-10.0.0.12', undefined],
  ['10.0.0.4-', undefined],
  ['Storage', undefined],
  ['*', undefined],
])('%s has %s addresses', (text, size) => {
  const set = addressEntry(text);
  expect(set && sizeOf(set)).toBe(size);
});
