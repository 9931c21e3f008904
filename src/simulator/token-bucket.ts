/** Resource Manager's limits for reads: each subscription and the tenant have a bucket of 250 that refills by 25 a second. */
const BUCKET_SIZE = 250;
const BUCKET_REFILL_PER_SECOND = 25;

export type Draw =
  | { readonly kind: 'granted'; readonly remaining: number }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** Buckets by name. `now` is the time in milliseconds since any fixed moment. */
export function tokenBuckets(now: () => number): (name: string) => Draw {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (name) => {
    const at = now();
    const last = buckets.get(name) ?? { tokens: BUCKET_SIZE, at };
    const refilled = last.tokens + ((at - last.at) / 1000) * BUCKET_REFILL_PER_SECOND;
    const tokens = Math.min(BUCKET_SIZE, refilled);
    if (tokens < 1) {
      buckets.set(name, { tokens, at });
      return {
        kind: 'throttled',
        retryAfterSeconds: Math.max(1, Math.ceil((1 - tokens) / BUCKET_REFILL_PER_SECOND)),
      };
    }
    buckets.set(name, { tokens: tokens - 1, at });
    return { kind: 'granted', remaining: Math.floor(tokens - 1) };
  };
}
