import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { configure } from '../../src/cli/configuration.ts';
import { SHARD, shardOf } from '../../src/cli/shard.ts';
import { parseSubscriptionId, type SubscriptionId } from '../../src/model/subscription-id.ts';

function idOf(text: string): SubscriptionId {
  const id = parseSubscriptionId(text);
  if (id === undefined) throw new Error(`no subscription ID: ${text}`);
  return id;
}

const anId = fc.uuid().map(idOf);

describe('the shard of a subscription', () => {
  test('is always one of them, and the same one in whatever letter case', () => {
    fc.assert(
      fc.property(anId, fc.integer({ min: 1, max: 1000 }), (id, count) => {
        const shard = shardOf(id, count);
        expect(Number.isInteger(shard) && shard >= 1 && shard <= count).toBe(true);
        expect(shardOf(idOf(id.toUpperCase()), count)).toBe(shard);
      }),
    );
  });

  test('deals out every subscription exactly once', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anId), fc.integer({ min: 1, max: 12 }), (ids, count) => {
        const parts = Array.from({ length: count }, (_, at) =>
          ids.filter((id) => shardOf(id, count) === at + 1),
        );
        expect(parts.flat().toSorted()).toEqual(ids.toSorted());
      }),
    );
  });

  // These never change: runs of different versions are merged by them. sha256sum of the ID, its first 12 digits modulo the number.
  test.each([
    ['00000000-0000-0000-0000-000000000000', '12b9377cbe7e'],
    ['00000000-0000-0000-0000-00000000000a', '39d3159fe171'],
  ])('of %s comes from the digest', (id, known) => {
    for (const count of [1, 2, 3, 7, 64]) {
      expect(shardOf(idOf(id), count)).toBe(Number(BigInt(`0x${known}`) % BigInt(count)) + 1);
    }
  });

  test('is dealt out evenly', () => {
    const sizes = [0, 0, 0, 0];
    for (let at = 0; at < 4000; at += 1) {
      const shard = shardOf(idOf(`00000000-0000-0000-0000-${String(at).padStart(12, '0')}`), 4);
      sizes[shard - 1] = (sizes[shard - 1] ?? 0) + 1;
    }
    for (const size of sizes) expect(Math.abs(size - 1000)).toBeLessThan(120);
  });
});

describe('--shard', () => {
  test.each([
    ['1/1', 1, 1],
    ['2/4', 2, 4],
    [' 4/4 ', 4, 4],
    ['0+1/4', 1, 4],
    ['3+1/4', 4, 4],
    ['1000/1000', 1000, 1000],
  ])('takes %s', (text, index, count) => {
    expect(SHARD.parse(text)).toEqual({ index, count });
    expect(configure({ shard: text }, {})).toMatchObject({ shard: { index, count }, history: false });
  });

  test.each([
    '0/4',
    '5/4',
    '4+1/4',
    'x',
    '1/0',
    '1.5/2',
    '-1/4',
    '1',
    '1/',
    '/4',
    '',
    '1/4/2',
    '1/1001',
    '$(JOB_COMPLETION_INDEX)+1/4',
  ])('refuses %j', (text) => {
    expect(() => configure({ shard: text }, {})).toThrow(
      `--shard: "${text}" is not a shard I/N with I from 1 to N, such as 2/4`,
    );
  });
});
