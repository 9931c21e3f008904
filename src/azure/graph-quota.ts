import { MACHINE_CLOCK, type PaceClock } from './pace-clock.ts';
import { type HeadersRead, retryAfterMs } from './retry-after.ts';

/** Resource Graph's own quota, which is counted apart from Resource Manager's. */
export interface GraphQuota {
  /** Waits until the next query may be sent. */
  ready(signal: AbortSignal): Promise<void>;
  /** Takes over what an answer's headers say. */
  learn(status: number, headers: HeadersRead): void;
  /** For how many milliseconds from now nothing may be sent. */
  silenceMs(): number;
}

/**
 * 15 queries in 5 seconds for a principal, of which four in five are used.
 * https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
 */
const WINDOW_MS = 5_000;
const QUERIES_A_WINDOW = 15;
const RESERVE = QUERIES_A_WINDOW / 5;
const PAUSE_MS = WINDOW_MS / (QUERIES_A_WINDOW - RESERVE);

const CLOCK_TIME = /^\s*(\d+):(\d{1,2}):(\d{1,2}(?:\.\d+)?)\s*$/;

/** `00:00:03`: until the quota is full again. */
function resetsAfterMs(headers: HeadersRead): number | undefined {
  const [, hours, minutes, seconds] =
    CLOCK_TIME.exec(headers.get('x-ms-user-quota-resets-after') ?? '') ?? [];
  if (seconds === undefined) return undefined;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

function remaining(headers: HeadersRead): number | undefined {
  const told = headers.get('x-ms-user-quota-remaining') ?? '';
  return /^\s*\d+\s*$/.test(told) ? Number(told) : undefined;
}

/**
 * Keeps the pace that the headers ask for: where no more than the reserve remains, nothing leaves before the quota is full again; where
 * the headers are missing, queries keep the distance that the documented quota allows; a 429 is waited out to its end.
 */
export function graphQuota(clock: PaceClock = MACHINE_CLOCK): GraphQuota {
  let notBefore = Number.NEGATIVE_INFINITY;

  function pauseAfter(status: number, headers: HeadersRead): number {
    const resets = resetsAfterMs(headers);
    if (status === 429) return Math.max(resets ?? 0, retryAfterMs(headers) ?? 0) || WINDOW_MS;
    const left = remaining(headers);
    if (left === undefined) return PAUSE_MS;
    return left > RESERVE ? 0 : (resets ?? WINDOW_MS);
  }

  return {
    async ready(signal) {
      for (let hold = notBefore - clock.now(); hold > 0; hold = notBefore - clock.now())
        await clock.wait(hold, signal);
    },
    learn(status, headers) {
      notBefore = Math.max(notBefore, clock.now() + pauseAfter(status, headers));
    },
    silenceMs: () => Math.max(0, notBefore - clock.now()),
  };
}
