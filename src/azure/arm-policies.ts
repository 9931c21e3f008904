import type {
  PipelinePolicy,
  PipelineRequest,
  PipelineResponse,
  SendRequest,
} from '@azure/core-rest-pipeline';
import type { AccessTokens } from './access-token.ts';
import type { RequestTally } from './request-tally.ts';

/** A request was about to leave for a host other than Resource Manager; it was not sent. */
export class ForeignHostError extends Error {
  override readonly name = 'ForeignHostError';
}

/** Two URLs have the same origin; a default port that is spelled out (`:443`) makes no difference. */
export function sameOrigin(url: string, origin: string): boolean {
  return new URL(url).origin === new URL(origin).origin;
}

/**
 * Refuses every request to another host than Resource Manager. The SDK follows whatever host a `nextLink` or a redirect names, and
 * sends it the token.
 */
export function hostGuardPolicy(resourceManager: string): PipelinePolicy {
  return {
    name: 'port25HostGuardPolicy',
    sendRequest(request, next) {
      if (!sameOrigin(request.url, resourceManager)) {
        const host = new URL(request.url).host;
        throw new ForeignHostError(`a link to another host (${host}) was refused and was not sent the token`);
      }
      return next(request);
    },
  };
}

/** Reads the claims of a challenge such as `Bearer ..., error="insufficient_claims", claims="<base64>"`. */
function challengedClaims(response: PipelineResponse): string | undefined {
  const encoded = /claims="([^"]+)"/.exec(response.headers.get('www-authenticate') ?? '')?.[1];
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

function authorize(request: PipelineRequest, token: string): void {
  request.headers.set('Authorization', `Bearer ${token}`);
}

/** Signs requests with the shared token, and once anew after a 401, whether or not it carries a claims challenge. */
export function signInPolicy(tokens: AccessTokens): PipelinePolicy {
  return {
    name: 'port25SignInPolicy',
    async sendRequest(request, next: SendRequest) {
      const token = await tokens.current();
      authorize(request, token);
      const response = await next(request);
      if (response.status !== 401) return response;
      authorize(request, await tokens.replace(token, challengedClaims(response)));
      return next(request);
    },
  };
}

/** Counts every attempt on the wire, with what came of it. */
export function tallyPolicy(tally: RequestTally): PipelinePolicy {
  return {
    name: 'port25TallyPolicy',
    async sendRequest(request, next) {
      const response = await next(request).catch((cause: unknown) => {
        tally.failed(request.requestId);
        throw cause;
      });
      tally.answered(request.requestId, response.status);
      return response;
    },
  };
}
