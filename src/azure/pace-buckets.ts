import { type Bucket, drawn, fullBucket, isFull, learned, readyAt, throttled } from './pace-bucket.ts';
import type { PaceClock } from './pace-clock.ts';
import type { BucketName, PaceLimits } from './pace-limits.ts';
import { remainingIn } from './rate-headers.ts';
import type { RequestTally } from './request-tally.ts';
import { type HeadersRead, retryAfterMs } from './retry-after.ts';

/** An answer as far as the pace can learn from it. */
export interface PacedAnswer {
  readonly status: number;
  readonly headers: HeadersRead;
}

export interface BucketSettings {
  readonly limits: PaceLimits;
  /** After a Retry-After, up to so much is added, so that several programs do not come back in the same instant. */
  readonly jitterMs: number;
  readonly tally: RequestTally;
  readonly clock: PaceClock;
  /** A number from 0 to below 1. */
  readonly random: () => number;
}

/** The buckets that one kind of request draws on. */
export interface DrawnBuckets {
  /** For how many milliseconds from now the next request is held back. */
  hold(): number;
  /** For how much of that Azure has asked for silence. */
  silence(): number;
  /** One request leaves; call what is returned once, with the answer where there was one. */
  draw(): (answer?: PacedAnswer) => void;
  /** Nobody waits for them any more. */
  release(): void;
}

/** A bucket with the requests that have left and are not answered, and with how many wait for it. */
interface Held {
  readonly name: BucketName;
  bucket: Bucket;
  underWay: number;
  users: number;
}

/** So many buckets are remembered before full ones are looked for and forgotten. */
const MANY_BUCKETS = 512;

export function bucketKey({ kind, subscription }: BucketName): string {
  return subscription === undefined ? kind : `${kind} ${subscription}`;
}

/** Holds the buckets by name; one that is full again is forgotten in time, so that a large tenant leaves nothing behind. */
function bucketStore({ limits, clock }: BucketSettings): (name: BucketName) => Held {
  const known = new Map<string, Held>();
  let forgetAt = MANY_BUCKETS;

  function forgetIdle(): void {
    const now = clock.now();
    for (const [key, { bucket, underWay, users }] of known)
      if (underWay + users === 0 && isFull(bucket, now)) known.delete(key);
    forgetAt = 2 * known.size + MANY_BUCKETS;
  }

  return (name) => {
    const key = bucketKey(name);
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= forgetAt) forgetIdle();
    const made = { name, bucket: fullBucket(limits[name.kind], clock.now()), underWay: 0, users: 0 };
    known.set(key, made);
    return made;
  };
}

/** Opens the buckets of a run, by their names. */
export function paceBuckets(settings: BucketSettings): (names: readonly BucketName[]) => DrawnBuckets {
  const { clock, tally, random, jitterMs } = settings;
  const heldFor = bucketStore(settings);

  function learn(held: Held, { status, headers }: PacedAnswer): void {
    const now = clock.now();
    const remaining = remainingIn(held.name.kind, headers);
    if (remaining !== undefined) {
      tally.remaining(held.name.kind, remaining);
      held.bucket = learned(held.bucket, { remaining, underWay: held.underWay }, now);
    }
    if (status !== 429) return;
    const silence = retryAfterMs(headers);
    const until = silence === undefined ? now : now + silence + random() * jitterMs;
    held.bucket = throttled(held.bucket, until, now);
  }

  return (names) => {
    const all = names.map(heldFor);
    for (const one of all) one.users += 1;
    return {
      hold: () => Math.max(...all.map(({ bucket }) => readyAt(bucket, clock.now()))) - clock.now(),
      silence: () => Math.max(...all.map(({ bucket }) => bucket.silentUntil)) - clock.now(),
      draw() {
        for (const one of all) {
          one.bucket = drawn(one.bucket, clock.now());
          one.underWay += 1;
        }
        return (answer) => {
          for (const one of all) {
            one.underWay -= 1;
            if (answer !== undefined) learn(one, answer);
          }
        };
      },
      release() {
        for (const one of all) one.users -= 1;
      },
    };
  };
}
