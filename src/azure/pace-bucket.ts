/**
 * How much of one of Azure's token buckets this program allows itself: at most `capacity` requests at once and `refillPerSecond` in the
 * long run. Where Azure says that fewer than `reserve` remain, others are using the bucket too, and the pace slows down.
 */
export interface BucketLimits {
  readonly capacity: number;
  readonly refillPerSecond: number;
  readonly reserve: number;
}

/** A bucket at a moment; times in milliseconds of a clock that never goes back. `tokens` below zero are owed. */
export interface Bucket {
  readonly limits: BucketLimits;
  readonly tokens: number;
  readonly at: number;
  /** Azure asked for silence until then. */
  readonly silentUntil: number;
}

/** What Azure's headers say remains, while `underWay` other requests may not be counted in it yet. */
export interface Remaining {
  readonly remaining: number;
  readonly underWay: number;
}

/** A header may slow the pace down to one request in this time, never bring it to a halt. */
const LONGEST_PAUSE_SECONDS = 10;
/** Sums of fractions are not exact: a token that lacks less than this is there. */
const NEARLY = 1e-6;

export function fullBucket(limits: BucketLimits, now: number): Bucket {
  return { limits, tokens: limits.capacity, at: now, silentUntil: Number.NEGATIVE_INFINITY };
}

function refilled(bucket: Bucket, now: number): Bucket {
  if (now <= bucket.at) return bucket;
  const { capacity, refillPerSecond } = bucket.limits;
  const tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * refillPerSecond);
  return { ...bucket, tokens, at: now };
}

/** When the next request may leave: `now` or later. */
export function readyAt(bucket: Bucket, now: number): number {
  const { tokens, at, limits, silentUntil } = refilled(bucket, now);
  const missing = 1 - tokens;
  const hasToken = missing <= NEARLY ? now : at + (missing / limits.refillPerSecond) * 1000;
  return Math.max(now, hasToken, silentUntil);
}

/** One request leaves. */
export function drawn(bucket: Bucket, now: number): Bucket {
  const { tokens, ...rest } = refilled(bucket, now);
  return { ...rest, tokens: tokens - 1 };
}

/** Takes over what Azure says remains, where that is less than this program allows itself. */
export function learned(bucket: Bucket, { remaining, underWay }: Remaining, now: number): Bucket {
  const { reserve, refillPerSecond } = bucket.limits;
  const allowed = Math.max(remaining - reserve - underWay, -LONGEST_PAUSE_SECONDS * refillPerSecond);
  const { tokens, ...rest } = refilled(bucket, now);
  return { ...rest, tokens: Math.min(tokens, allowed) };
}

/**
 * Azure refused a request. Nothing leaves before `until`, and then one request after the other at the rate of the refill: a bucket that
 * has just been empty shall not be met by everything that has waited. `until` may be `now` where no time was given.
 */
export function throttled(bucket: Bucket, until: number, now: number): Bucket {
  const { tokens, at, silentUntil, limits } = refilled(bucket, now);
  return {
    limits,
    tokens: Math.min(tokens, 1),
    at: Math.max(at, until),
    silentUntil: Math.max(silentUntil, until),
  };
}

/** Nothing would be lost by forgetting it: a new one would be the same. */
export function isFull(bucket: Bucket, now: number): boolean {
  return bucket.silentUntil <= now && refilled(bucket, now).tokens >= bucket.limits.capacity;
}
