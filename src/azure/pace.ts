import {
  type BucketSettings,
  bucketKey,
  type DrawnBuckets,
  type PacedAnswer,
  paceBuckets,
} from './pace-buckets.ts';
import { MACHINE_CLOCK } from './pace-clock.ts';
import { bucketsOf } from './pace-limits.ts';
import { ArmError } from './read-problem.ts';
import { turnstile } from './turnstile.ts';

/** Leave to send one request. `done` must be called once, with the answer where there was one. */
interface Leave {
  done(answer?: PacedAnswer): void;
}

/** One pace for all requests of a run. */
export interface Pace {
  /** Waits for leave to send a request to this URL. Rejects where the run ends, or where Azure asks for a longer wait than is granted. */
  enter(url: string): Promise<Leave>;
}

/** `clock` and `random` are the machine's own unless a test brings others. */
export interface PaceSettings extends Omit<BucketSettings, 'clock' | 'random'> {
  /** Requests under way at once, in the whole run. */
  readonly mostAtOnce: number;
  /** The longest Retry-After that is waited for; beyond it requests fail without being sent. */
  readonly longestSilenceMs: number;
  readonly signal: AbortSignal;
  readonly clock?: BucketSettings['clock'];
  readonly random?: BucketSettings['random'];
}

interface Waiting {
  readonly resolve: (leave: Leave) => void;
  readonly reject: (cause: unknown) => void;
}

/** Requests that draw on the same buckets, in the order in which they came. */
interface Lane {
  readonly buckets: DrawnBuckets;
  readonly queue: Waiting[];
}

function tooLong(silenceMs: number, longestMs: number): ArmError {
  const seconds = (ms: number) => Math.ceil(ms / 1000);
  return new ArmError(
    429,
    'ThrottledTooLong',
    `Resource Manager asks for ${seconds(silenceMs)} s of silence, longer than the ${seconds(longestMs)} s that a run waits; audit again later`,
  );
}

/** Lets the requests of a lane go one after the other, when their buckets allow and there is room. */
function laneServer({
  mostAtOnce,
  longestSilenceMs,
  jitterMs,
  tally,
  signal,
  clock,
}: Required<PaceSettings>) {
  const door = turnstile(mostAtOnce);

  /** For how long the next request is held back. Throws where the run has ended, or would not wait so long. */
  function holdOf({ buckets }: Lane): number {
    signal.throwIfAborted();
    const silence = buckets.silence();
    if (silence > longestSilenceMs + jitterMs) throw tooLong(silence, longestSilenceMs);
    return buckets.hold();
  }

  async function untilReady(lane: Lane): Promise<void> {
    for (let hold = holdOf(lane); hold > 0; hold = holdOf(lane)) {
      const release = tally.holding();
      await clock.wait(hold, signal).finally(release);
    }
  }

  function letGo({ buckets, queue }: Lane): void {
    const answered = buckets.draw();
    queue.shift()?.resolve({
      done(answer) {
        answered(answer);
        door.leave();
      },
    });
  }

  /** While a request waits for room its buckets may have changed: they are asked again, and the room goes to another meanwhile. */
  async function letOneGo(lane: Lane): Promise<void> {
    await untilReady(lane);
    const room = door.enter();
    if (room !== undefined) await room;
    let hold = Number.POSITIVE_INFINITY;
    try {
      hold = holdOf(lane);
    } finally {
      if (hold > 0) door.leave();
    }
    if (hold <= 0) letGo(lane);
  }

  return async function serveOne(lane: Lane): Promise<void> {
    try {
      await letOneGo(lane);
    } catch (cause) {
      for (const { reject } of lane.queue.splice(0)) reject(cause);
    }
  };
}

/**
 * Keeps the requests of a run within the limits of Azure, and within a share of them: a token bucket for the tenant, for each
 * subscription, and for the compute provider in each. Slows down by Azure's headers before a 429 comes; one Retry-After silences
 * every request on its bucket. Buckets do not wait for each other, so that a tenant of many subscriptions is read at full speed.
 */
export function createPace(settings: PaceSettings): Pace {
  const complete = { clock: MACHINE_CLOCK, random: Math.random, ...settings };
  const bucketsFor = paceBuckets(complete);
  const serveOne = laneServer(complete);
  const lanes = new Map<string, Lane>();

  async function open(key: string, lane: Lane): Promise<void> {
    lanes.set(key, lane);
    while (lane.queue.length > 0) await serveOne(lane);
    // Nothing may be awaited between the last look at the queue and this.
    lanes.delete(key);
    lane.buckets.release();
  }

  return {
    enter(url) {
      const names = bucketsOf(url);
      const key = names.map(bucketKey).join(' + ');
      return new Promise((resolve, reject) => {
        const lane = lanes.get(key);
        if (lane === undefined) void open(key, { buckets: bucketsFor(names), queue: [{ resolve, reject }] });
        else lane.queue.push({ resolve, reject });
      });
    },
  };
}
