import { BlobError } from './blob-error.ts';
import type { BlobPlace } from './blob-place.ts';
import { blobErrorCode, blobProblem } from './blob-problem.ts';

/** What is being done, for messages; `bytes` where it is a large blob that comes or goes. */
interface BlobDoing {
  readonly doing: string;
  readonly bytes?: number;
}

/** Does one thing with storage; `act` is handed what ends it. */
export type BlobAttempts = <T>(what: BlobDoing, act: (abortSignal: AbortSignal) => Promise<T>) => Promise<T>;

/** An operation with all its retries may take so long, and a large blob as long again as it takes at the slowest pace. */
const PATIENCE_MS = 120_000;
const SLOWEST_BYTES_PER_MS = 64;

/**
 * Ends what takes too long, and everything when the run's signal aborts (whose reason is thrown then); says in our words what else went
 * wrong, as a BlobError or a SignInError. The SDK itself waits for an answer without end.
 */
export function blobAttempts(place: BlobPlace, signal: AbortSignal): BlobAttempts {
  return async ({ doing, bytes = 0 }, act) => {
    signal.throwIfAborted();
    const patienceMs = PATIENCE_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS);
    const tooLong = AbortSignal.timeout(patienceMs);
    try {
      return await act(AbortSignal.any([signal, tooLong]));
    } catch (cause) {
      signal.throwIfAborted();
      if (!tooLong.aborted) throw blobProblem(cause, { doing, place, now: Date.now() });
      const seconds = Math.round(patienceMs / 1000);
      throw new BlobError(`cannot ${doing}: no complete answer within ${seconds} s`, { advice: [], cause });
    }
  };
}

/** Makes an answer of storage's errors of these codes; all others are thrown again. */
export function onCodes<T>(codes: readonly string[], answer: T): (cause: unknown) => T {
  return (cause) => {
    if (codes.includes(blobErrorCode(cause))) return answer;
    throw cause;
  };
}
