import type { PipelinePolicy, PipelineResponse } from '@azure/core-rest-pipeline';
import type { Pace } from './pace.ts';

/**
 * Sends each request when the pace gives leave, and tells it the answer. It stands before the sign-in, so that a request that waits
 * long is signed with a token that holds.
 */
export function pacePolicy(pace: Pace): PipelinePolicy {
  return {
    name: 'port25PacePolicy',
    async sendRequest(request, next) {
      const leave = await pace.enter(request.url);
      let answer: PipelineResponse | undefined;
      try {
        answer = await next(request);
        return answer;
      } finally {
        leave.done(answer);
      }
    },
  };
}
