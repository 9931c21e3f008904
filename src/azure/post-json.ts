import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createPipelineRequest,
  defaultRetryPolicy,
  type PipelineResponse,
  proxyPolicy,
} from '@azure/core-rest-pipeline';
import { deadlinePolicy } from './deadline.ts';

/** What became of a message: taken, or why not, in words that do not hold its URL. */
export type Delivery = { readonly kind: 'delivered' } | { readonly kind: 'failed'; readonly why: string };

/** How long one attempt may take, and what ends all of them. Milliseconds. */
export interface Delivering {
  readonly attemptMs: number;
  readonly signal: AbortSignal;
}

const MOST_RETRIES = 2;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 5_000;

function failure({ status }: PipelineResponse): Delivery {
  const why =
    status >= 300 && status < 400
      ? `it answered ${status}, a redirect, which is not followed: name the address that it leads to`
      : `it answered ${status}`;
  return { kind: 'failed', why };
}

/** What a connection error says, without the address, which is a secret. */
function reasonOf(cause: unknown, url: string): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  const { pathname, search } = new URL(url);
  return [url, `${pathname}${search}`, search]
    .filter((part) => part.length > 1)
    .reduce((text, part) => text.replaceAll(part, '(secret)'), message);
}

/**
 * Posts JSON to a URL that the user named: through the environment's proxy, twice more after a passing failure, following no redirect,
 * and without the SDK's log, which would write the URL down. Never throws.
 */
export async function postJson(
  url: string,
  body: string,
  { attemptMs, signal }: Delivering,
): Promise<Delivery> {
  const pipeline = createEmptyPipeline();
  pipeline.addPolicy(proxyPolicy());
  pipeline.addPolicy(
    defaultRetryPolicy({
      maxRetries: MOST_RETRIES,
      retryDelayInMs: FIRST_DELAY_MS,
      maxRetryDelayInMs: LONGEST_DELAY_MS,
    }),
    { phase: 'Retry' },
  );
  pipeline.addPolicy(deadlinePolicy(attemptMs, signal), { afterPhase: 'Retry' });
  // Whoever names the URL sees to it that one without TLS leads nowhere but to this machine.
  const allowInsecureConnection = new URL(url).protocol === 'http:';
  const request = createPipelineRequest({
    url,
    method: 'POST',
    body,
    abortSignal: signal,
    allowInsecureConnection,
  });
  request.headers.set('Content-Type', 'application/json; charset=utf-8');
  try {
    const response = await pipeline.sendRequest(createDefaultHttpClient(), request);
    return response.status >= 200 && response.status < 300 ? { kind: 'delivered' } : failure(response);
  } catch (cause) {
    return { kind: 'failed', why: reasonOf(cause, url) };
  }
}
