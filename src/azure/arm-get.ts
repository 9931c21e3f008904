import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import * as z from 'zod';
import type { Patience } from './patience.ts';
import { ArmError } from './read-problem.ts';
import type { RequestTally } from './request-tally.ts';
import { retryAfterMs } from './retry-after.ts';
import type { RetryBudget } from './retry-budget.ts';
import { isPassingFailure, isPassingStatus } from './worth-retrying.ts';

/** Reads one URL of Resource Manager and returns its JSON body. Throws {@link ArmError} or a transport error. */
export type ArmGet = (url: string) => Promise<unknown>;

/** What carries the requests; `signal` ends those under way when the run is interrupted. */
export interface ArmChannel {
  readonly pipeline: Pipeline;
  readonly httpClient: HttpClient;
  readonly signal: AbortSignal;
  readonly patience: Patience;
  readonly tally: RequestTally;
  readonly budget: RetryBudget;
}

/** One attempt: the body, or why there is none, whether that may pass, and for how long the answer asks to be left alone. */
type Attempt =
  | { readonly kind: 'body'; readonly body: unknown }
  | {
      readonly kind: 'failed';
      readonly cause: unknown;
      readonly passing: boolean;
      readonly notBeforeMs: number;
    };

const armErrorSchema = z.object({
  code: z.string().nullish(),
  message: z.string().nullish(),
  error: z.object({ code: z.string().nullish(), message: z.string().nullish() }).nullish(),
});

/** ARM's error body, which some services send without the `error` wrapper and gateways replace by HTML. */
function armError(response: PipelineResponse): ArmError {
  const parsed = armErrorSchema.safeParse(parseJson(response.bodyAsText));
  const body = parsed.success ? (parsed.data.error ?? parsed.data) : {};
  const code = body.code || `Http${response.status}`;
  return new ArmError(response.status, code, body.message || `Resource Manager answered ${response.status}`);
}

function parseJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** The pace itself keeps a 429's Retry-After, for every request on its bucket; that of a 503 is for this request alone. */
function attemptFrom(response: PipelineResponse): Attempt {
  if (response.status !== 200) {
    const passing = isPassingStatus(response.status);
    const notBeforeMs = response.status === 429 ? 0 : (retryAfterMs(response.headers) ?? 0);
    return { kind: 'failed', cause: armError(response), passing, notBeforeMs };
  }
  const body = parseJson(response.bodyAsText);
  if (body !== undefined) return { kind: 'body', body };
  const cause = new ArmError(200, 'TruncatedBody', 'the answer broke off or is not JSON');
  return { kind: 'failed', cause, passing: true, notBeforeMs: 0 };
}

/**
 * Sends GETs through an SDK client's pipeline, and again after what may pass: throttling, a server error, a broken connection, a
 * truncated body, a timeout. This is the only layer that tries again: attempts are bounded for each request by `patience` and for the
 * run by `budget`, with a doubling delay of which a random part is waited.
 */
export function armGet(channel: ArmChannel): ArmGet {
  const { pipeline, httpClient, signal, patience, tally, budget } = channel;

  async function attempt(url: string, requestId: string): Promise<Attempt> {
    const request = createPipelineRequest({
      url,
      requestId,
      method: 'GET',
      headers: createHttpHeaders({ Accept: 'application/json' }),
      abortSignal: signal,
    });
    try {
      return attemptFrom(await pipeline.sendRequest(httpClient, request));
    } catch (cause) {
      return { kind: 'failed', cause, passing: isPassingFailure(cause), notBeforeMs: 0 };
    }
  }

  function mayRetry(
    retries: number,
    { passing, notBeforeMs }: Extract<Attempt, { kind: 'failed' }>,
  ): boolean {
    if (!passing || signal.aborted) return false;
    if (retries === patience.mostRetries || notBeforeMs > patience.longestSilenceMs) return false;
    if (budget.spend(tally.counts().total)) return true;
    tally.notRetried();
    return false;
  }

  async function rest(retries: number, notBeforeMs: number): Promise<void> {
    const most = Math.min(patience.firstDelayMs * 2 ** retries, patience.longestDelayMs);
    const release = tally.holding();
    await delay(notBeforeMs + Math.random() * most, undefined, { signal }).finally(release);
  }

  return async function get(url) {
    const requestId = randomUUID();
    for (let retries = 0; ; retries += 1) {
      const made = await attempt(url, requestId);
      if (made.kind === 'body') return made.body;
      if (!mayRetry(retries, made)) throw made.cause;
      tally.unusable(requestId);
      await rest(retries, made.notBeforeMs);
    }
  };
}
