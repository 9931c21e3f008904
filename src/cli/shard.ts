import { createHash } from 'node:crypto';
import type { Shard } from '../model/shard.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';

/** Far more than a tenant has use for: each shard lists all subscriptions. */
const MOST_SHARDS = 1000;
/** 48 bits: a whole number that JavaScript holds exactly. */
const HEX_DIGITS = 12;

/**
 * The shard, from 1 to `count`, that a subscription falls on: the first 48 bits of the SHA-256 of its ID in lower case (as ASCII, with
 * hyphens), modulo `count`, plus one. This never changes: runs of different versions of the program are merged by it.
 */
export function shardOf(id: SubscriptionId, count: number): number {
  const digest = createHash('sha256').update(id).digest('hex').slice(0, HEX_DIGITS);
  return (Number.parseInt(digest, 16) % count) + 1;
}

/**
 * `--shard I/N`. A platform that counts from 0 and has no shell to add one may leave the sum to us: `0+1/4` is `1/4`.
 */
export const SHARD = {
  expected: `a shard I/N with I from 1 to N, such as 2/4 (or, counted from 0, 1+1/4), and N at most ${MOST_SHARDS}`,
  parse(text: string): Shard | undefined {
    const [, number, plusOne = '', of] = /^(\d{1,4})(\+1)?\/(\d{1,4})$/.exec(text.trim()) ?? [];
    const index = Number(number) + (plusOne === '' ? 0 : 1);
    const count = Number(of);
    return index >= 1 && index <= count && count <= MOST_SHARDS ? { index, count } : undefined;
  },
};
