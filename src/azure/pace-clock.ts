import { setTimeout as delay } from 'node:timers/promises';

/** The clock by which the pace goes: milliseconds since any fixed moment, never going back. */
export interface PaceClock {
  now(): number;
  /** Rejects with the signal's reason when it aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** A timer counts whole milliseconds and may fire a little early: whoever waits must look at the clock again. */
export const MACHINE_CLOCK: PaceClock = {
  now: () => performance.now(),
  wait: (ms, signal) => delay(Math.ceil(ms), undefined, { signal }),
};
