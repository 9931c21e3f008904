import { isGraphQuery } from './graph-answers.ts';
import { armError, type Reply } from './reply.ts';
import type { SignIn } from './sign-in.ts';
import { COMPUTE_LISTS, type tokenBuckets } from './token-bucket.ts';

const API_VERSION = /^\d{4}-\d{2}-\d{2}(?:-[a-z]+)?$/i;

/** A request to Resource Manager as the gate sees it; `subscription` is in lower case. */
export interface GateRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly subscription: string | undefined;
}

/** What the gate found: an answer that ends the matter, or the headers with which the right answer goes out. */
export type Gate =
  | { readonly kind: 'stop'; readonly reply: Reply }
  | { readonly kind: 'go'; readonly headers: Readonly<Record<string, string>> };

type Buckets = ReturnType<typeof tokenBuckets>;

function unauthorised(code: string, message: string, error: string): Reply {
  const challenge = `Bearer authorization_uri="https://login.windows.net/", error="${error}", error_description="${message}"`;
  return { ...armError(401, code, message), headers: { 'www-authenticate': challenge } };
}

function tokenProblem(authorization: string | undefined, signIn: SignIn): Reply | undefined {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) {
    const message = "Authentication failed. The 'Authorization' header is missing.";
    return unauthorised('AuthenticationFailed', message, 'invalid_token');
  }
  switch (signIn.check(token)) {
    case 'valid':
      return undefined;
    case 'unknown':
      return unauthorised('InvalidAuthenticationToken', 'The access token is invalid.', 'invalid_token');
    case 'expired': {
      const message = 'The access token expiry UTC time is earlier than current UTC time.';
      return unauthorised('ExpiredAuthenticationToken', message, 'invalid_token');
    }
  }
}

function versionProblem(url: URL): Reply | undefined {
  const version = [...url.searchParams].find(([name]) => name.toLowerCase() === 'api-version')?.[1];
  if (version === undefined || version === '') {
    const message = 'The api-version query parameter (?api-version=) is required for all requests.';
    return armError(400, 'MissingApiVersionParameter', message);
  }
  if (API_VERSION.test(version)) return undefined;
  const message = `The api-version '${version}' is invalid. The supported versions are '2024-05-01,2022-12-01'.`;
  return armError(400, 'InvalidApiVersionParameter', message);
}

function throttled(seconds: number, subscription: string | undefined): Reply {
  const [code, scope] =
    subscription === undefined
      ? ['TenantRequestsThrottled', 'the tenant']
      : ['SubscriptionRequestsThrottled', `subscription '${subscription}'`];
  const message = `Number of 'read' requests for ${scope} exceeded. Please try again after '${seconds}' seconds after additional tokens are available. Refer to https://aka.ms/arm-throttling for additional information.`;
  return { ...armError(429, code, message), headers: { 'retry-after': String(seconds) } };
}

function computeThrottled(seconds: number, subscription: string): Reply {
  const detail = `The server rejected the request because too many requests have been received for subscription '${subscription}'.`;
  const details = [{ code: 'TooManyRequests', target: 'HighCostGet', message: detail }];
  const message =
    'The request is being throttled as the limit has been reached for operation type - HighCostGet.';
  const body = { error: { code: 'OperationNotAllowed', message, details } };
  return { status: 429, body, headers: { 'retry-after': String(seconds) } };
}

const OF_COMPUTE = /\/providers\/microsoft\.compute\//i;

/** What the compute provider's own limit makes of a request that Resource Manager has let through. */
function throughCompute(
  headers: Readonly<Record<string, string>>,
  request: GateRequest,
  draw: Buckets,
): Gate {
  const { subscription, url } = request;
  if (subscription === undefined || !OF_COMPUTE.test(url.pathname)) return { kind: 'go', headers };
  const drawn = draw(`compute ${subscription}`, COMPUTE_LISTS);
  if (drawn.kind === 'throttled') {
    return { kind: 'stop', reply: computeThrottled(drawn.retryAfterSeconds, subscription) };
  }
  const remaining = `Microsoft.Compute/HighCostGet;${drawn.remaining}`;
  return { kind: 'go', headers: { ...headers, 'x-ms-ratelimit-remaining-resource': remaining } };
}

/** What every request must pass before it is answered: method, token, api-version, rate limit, in this order. */
export function gateOf(signIn: SignIn, draw: Buckets): (request: GateRequest) => Gate {
  return (request) => {
    const { authorization, method, subscription, url } = request;
    const isQuery = isGraphQuery(method, url);
    if (method !== 'GET' && !isQuery) {
      const message = `The HTTP method '${method}' is not supported at this endpoint.`;
      return {
        kind: 'stop',
        reply: { ...armError(405, 'MethodNotAllowed', message), headers: { allow: 'GET' } },
      };
    }
    const problem = tokenProblem(authorization, signIn) ?? versionProblem(url);
    if (problem !== undefined) return { kind: 'stop', reply: problem };
    // Resource Graph counts by a quota of its own.
    if (isQuery) return { kind: 'go', headers: {} };
    const drawn = draw(subscription ?? 'tenant');
    if (drawn.kind === 'throttled') {
      return { kind: 'stop', reply: throttled(drawn.retryAfterSeconds, subscription) };
    }
    const name = subscription === undefined ? 'tenant' : 'subscription';
    const headers = { [`x-ms-ratelimit-remaining-${name}-reads`]: String(drawn.remaining) };
    return throughCompute(headers, request, draw);
  };
}
