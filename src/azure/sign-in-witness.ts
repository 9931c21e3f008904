import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import * as z from 'zod';

/** Sees what happens between the credential and the sign-in endpoint. */
export interface SignInWitness {
  readonly policy: PipelinePolicy;
  /** The error with the endpoint's own words where the credential swallowed them, else the error as it is. */
  explained(cause: unknown): unknown;
}

/** MSAL's codes for a failure before the token request; its messages say neither what was answered nor why nothing was. */
const SAYS_NOTHING = /endpoints_resolution_error|network_error/;

const entraErrorSchema = z.object({ error_description: z.string() });

function answerOf({ status, bodyAsText }: PipelineResponse): string {
  try {
    return entraErrorSchema.parse(JSON.parse(bodyAsText ?? '')).error_description;
  } catch {
    return `it answered ${status}`;
  }
}

/** Remembers the last failure on the way to the sign-in endpoint. */
export function signInWitness(): SignInWitness {
  let last: string | undefined;
  return {
    policy: {
      name: 'port25SignInWitness',
      async sendRequest(request, next) {
        const { host } = new URL(request.url);
        const response = await next(request).catch((cause: unknown) => {
          last = `${host}: ${cause instanceof Error ? cause.message : String(cause)}`;
          throw cause;
        });
        last = response.status < 400 ? undefined : `${host}: ${answerOf(response)}`;
        return response;
      },
    },
    explained(cause) {
      const isMute = cause instanceof Error && SAYS_NOTHING.test(cause.message);
      return isMute && last !== undefined ? new Error(last, { cause }) : cause;
    },
  };
}
