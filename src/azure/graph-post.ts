import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { createHttpHeaders, createPipelineRequest, type PipelineResponse } from '@azure/core-rest-pipeline';
import * as z from 'zod';
import type { ArmChannel } from './arm-get.ts';
import type { GraphQuota } from './graph-quota.ts';
import { ArmError } from './read-problem.ts';
import { type HeadersRead, retryAfterMs } from './retry-after.ts';
import { isPassingFailure, isPassingStatus } from './worth-retrying.ts';

/** An answer of Resource Graph: its JSON body, and its headers, which say whether it is whole. */
export interface GraphAnswer {
  readonly body: unknown;
  readonly headers: HeadersRead;
}

/** Sends one query. Throws {@link ArmError} or a transport error. */
export type GraphPost = (query: object) => Promise<GraphAnswer>;

export interface GraphChannel extends ArmChannel {
  readonly url: string;
  readonly quota: GraphQuota;
}

const errorSchema = z.object({ code: z.string().nullish(), message: z.string().nullish() });
const errorBodySchema = z.object({
  error: errorSchema.extend({ details: z.array(errorSchema).nullish().catch(undefined) }),
});

function parseJson(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** Resource Graph says `BadRequest`, and what is really wrong in the details. */
function graphError({ status, bodyAsText }: PipelineResponse): ArmError {
  const error = errorBodySchema.safeParse(parseJson(bodyAsText)).data?.error;
  const { code, message } = error?.details?.[0] ?? error ?? {};
  return new ArmError(status, code || `Http${status}`, message || `Resource Graph answered ${status}`);
}

type Attempt =
  | { readonly kind: 'answer'; readonly answer: GraphAnswer }
  | { readonly kind: 'failed'; readonly cause: unknown; readonly passing: boolean; readonly waitMs: number };

function attemptFrom(response: PipelineResponse): Attempt {
  const { status, headers } = response;
  if (status !== 200) {
    const waitMs = status === 429 ? 0 : (retryAfterMs(headers) ?? 0);
    return { kind: 'failed', cause: graphError(response), passing: isPassingStatus(status), waitMs };
  }
  const body = parseJson(response.bodyAsText);
  if (body !== undefined) return { kind: 'answer', answer: { body, headers } };
  const cause = new ArmError(200, 'TruncatedBody', 'the answer broke off or is not JSON');
  return { kind: 'failed', cause, passing: true, waitMs: 0 };
}

/**
 * Sends queries to Resource Graph, which is the only POST towards Resource Manager and changes nothing there. The quota is kept before
 * each attempt; what may pass is tried again as for a GET, within the same bounds.
 */
export function graphPost(channel: GraphChannel): GraphPost {
  const { pipeline, httpClient, signal, patience, tally, budget, url, quota } = channel;

  async function held(work: Promise<unknown>): Promise<void> {
    const release = tally.holding();
    await work.finally(release);
  }

  async function attempt(body: string, requestId: string): Promise<Attempt> {
    const request = createPipelineRequest({
      url,
      requestId,
      method: 'POST',
      body,
      headers: createHttpHeaders({ Accept: 'application/json', 'Content-Type': 'application/json' }),
      abortSignal: signal,
    });
    try {
      const response = await pipeline.sendRequest(httpClient, request);
      quota.learn(response.status, response.headers);
      return attemptFrom(response);
    } catch (cause) {
      return { kind: 'failed', cause, passing: isPassingFailure(cause), waitMs: 0 };
    }
  }

  function mayRetry(retries: number, { passing, waitMs }: Extract<Attempt, { kind: 'failed' }>): boolean {
    if (!passing || signal.aborted || retries === patience.mostRetries) return false;
    if (Math.max(waitMs, quota.silenceMs()) > patience.longestSilenceMs) return false;
    if (budget.spend(tally.counts().total)) return true;
    tally.notRetried();
    return false;
  }

  return async function post(query) {
    const requestId = randomUUID();
    const body = JSON.stringify(query);
    for (let retries = 0; ; retries += 1) {
      if (quota.silenceMs() > 0) await held(quota.ready(signal));
      const made = await attempt(body, requestId);
      if (made.kind === 'answer') return made.answer;
      if (!mayRetry(retries, made)) throw made.cause;
      tally.unusable(requestId);
      const most = Math.min(patience.firstDelayMs * 2 ** retries, patience.longestDelayMs);
      await held(delay(made.waitMs + Math.random() * most, undefined, { signal }));
    }
  };
}
