import type { PaceClock } from '../../src/azure/pace-clock.ts';

/** A clock that stands still until nothing is left to do, and then jumps to the next moment that somebody waits for. */
export interface FakeClock extends PaceClock {
  /** Lets time pass until the work is done; fails where it waits for nothing. */
  readonly pass: <T>(work: Promise<T>) => Promise<T>;
}

interface Timer {
  readonly at: number;
  readonly ring: () => void;
}

/** Everything that can happen at this moment happens. */
function idle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

export function fakeClock(): FakeClock {
  let now = 0;
  const timers: Timer[] = [];
  return {
    now: () => now,
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) reject(signal.reason);
        const end = () => reject(signal.reason);
        signal.addEventListener('abort', end);
        timers.push({
          at: now + ms,
          ring() {
            signal.removeEventListener('abort', end);
            resolve();
          },
        });
      }),
    async pass(work) {
      let isDone = false;
      const done = work.finally(() => {
        isDone = true;
      });
      done.catch(() => undefined);
      for (await idle(); !isDone; await idle()) {
        timers.sort((a, b) => a.at - b.at);
        const next = timers.shift();
        if (next === undefined)
          throw new Error(`nothing is waited for at ${now} ms, and the work is not done`);
        now = Math.max(now, next.at);
        next.ring();
      }
      return done;
    },
  };
}
