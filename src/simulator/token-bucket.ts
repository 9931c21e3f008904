/** How many requests a bucket holds, and how fast it fills up again. */
interface BucketSize {
  readonly holds: number;
  readonly refillPerSecond: number;
}

/** Resource Manager's limits for reads: each subscription and the tenant have a bucket of 250 that refills by 25 a second. */
const READS: BucketSize = { holds: 250, refillPerSecond: 25 };

/** The compute provider's limit for lists of VMs: in each subscription 900 at once and 300 a minute. */
export const COMPUTE_LISTS: BucketSize = { holds: 900, refillPerSecond: 300 / 60 };

export type Draw =
  | { readonly kind: 'granted'; readonly remaining: number }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** Buckets by name, each of the size given when it is first drawn on. `now` is the time in milliseconds since any fixed moment. */
export function tokenBuckets(now: () => number): (name: string, size?: BucketSize) => Draw {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (name, { holds, refillPerSecond } = READS) => {
    const at = now();
    const last = buckets.get(name) ?? { tokens: holds, at };
    const tokens = Math.min(holds, last.tokens + ((at - last.at) / 1000) * refillPerSecond);
    if (tokens < 1) {
      buckets.set(name, { tokens, at });
      return {
        kind: 'throttled',
        retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / refillPerSecond)),
      };
    }
    buckets.set(name, { tokens: tokens - 1, at });
    return { kind: 'granted', remaining: Math.floor(tokens - 1) };
  };
}
