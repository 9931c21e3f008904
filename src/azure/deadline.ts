import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/** An answer had not come to its end when its deadline passed. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/**
 * Ends an attempt whose answer is not complete after `deadlineMs`, and every attempt when the run's `signal` aborts. The SDK's own
 * timeout is over with the headers, so a body that stops half-way would be waited for without end; and after a failed request its
 * timer keeps the process alive.
 */
export function deadlinePolicy(deadlineMs: number, signal: AbortSignal): PipelinePolicy {
  return {
    name: 'port25DeadlinePolicy',
    async sendRequest(request, next) {
      const given = request.abortSignal;
      const attempt = new AbortController();
      const end = () => attempt.abort();
      const timer = setTimeout(end, deadlineMs);
      signal.addEventListener('abort', end);
      given?.addEventListener('abort', end);
      if (signal.aborted || given?.aborted) end();
      request.abortSignal = attempt.signal;
      try {
        return await next(request);
      } catch (cause) {
        if (!attempt.signal.aborted || signal.aborted || given?.aborted) throw cause;
        throw new DeadlineError(`no complete answer within ${deadlineMs / 1000} s`, { cause });
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        given?.removeEventListener('abort', end);
        if (given !== undefined) request.abortSignal = given;
      }
    },
  };
}
