import { setTimeout as delay } from 'node:timers/promises';
import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  isRestError,
  type Pipeline,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import * as z from 'zod';
import { DeadlineError } from './deadline.ts';
import type { Patience } from './patience.ts';
import { ArmError } from './read-problem.ts';

/** Reads one URL of Resource Manager and returns its JSON body. Throws {@link ArmError} or a transport error. */
export type ArmGet = (url: string) => Promise<unknown>;

/** What carries the requests; `signal` ends those under way when the run is interrupted. */
export interface ArmChannel {
  readonly pipeline: Pipeline;
  readonly httpClient: HttpClient;
  readonly signal: AbortSignal;
  readonly patience: Patience;
}

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

/** The body broke off, was no JSON, or took too long; or a 429 came without the Retry-After that the SDK obeys. */
function worthAnotherAttempt(cause: unknown): boolean {
  if (cause instanceof ArmError) return cause.status === 429 || cause.code === 'TruncatedBody';
  if (isRestError(cause)) return cause.code === 'PARSE_ERROR' || cause.code === 'REQUEST_SEND_ERROR';
  return cause instanceof DeadlineError || (cause instanceof Error && cause.message.includes('aborted'));
}

/**
 * Sends GETs through an SDK client's pipeline, whose policies retry throttling and server errors. What they leave (a truncated
 * body, a timeout, a 429 without Retry-After) is tried again here, with a doubling delay and jitter.
 */
export function armGet({ pipeline, httpClient, signal, patience }: ArmChannel): ArmGet {
  async function once(url: string): Promise<unknown> {
    const request = createPipelineRequest({
      url,
      method: 'GET',
      headers: createHttpHeaders({ Accept: 'application/json' }),
      abortSignal: signal,
    });
    const response = await pipeline.sendRequest(httpClient, request);
    if (response.status !== 200) throw armError(response);
    const body = parseJson(response.bodyAsText);
    if (body === undefined) throw new ArmError(200, 'TruncatedBody', 'the answer broke off or is not JSON');
    return body;
  }

  return async function get(url) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(url);
      } catch (cause) {
        if (attempt > patience.mostRetries || signal.aborted || !worthAnotherAttempt(cause)) throw cause;
        const backOff = Math.min(patience.firstDelayMs * 2 ** (attempt - 1), patience.longestDelayMs);
        await delay(backOff * (0.5 + Math.random() / 2), undefined, { signal });
      }
    }
  };
}
