import type { PipelinePolicy } from '@azure/core-rest-pipeline';

/** Compares this machine's clock with Azure's. */
export interface ClockWitness {
  readonly policy: PipelinePolicy;
  /** By how many seconds this machine's clock is ahead of Azure's (negative: behind); absent before any answer with a date. */
  skewSeconds(): number | undefined;
}

/** A date in a header has no fraction of a second: on average it is half a second old. */
const CUT_OFF_MS = 500;

/** Remembers the `Date` header of the newest answer together with the time at which that answer had come. */
export function clockWitness(now: () => number = Date.now): ClockWitness {
  let skewMs: number | undefined;
  return {
    policy: {
      name: 'port25ClockWitness',
      async sendRequest(request, next) {
        const response = await next(request);
        const dated = Date.parse(response.headers.get('date') ?? '');
        if (!Number.isNaN(dated)) skewMs = now() - (dated + CUT_OFF_MS);
        return response;
      },
    },
    // `+ 0` so that a clock half a second behind is not told as minus nothing.
    skewSeconds: () => (skewMs === undefined ? undefined : Math.round(skewMs / 1000) + 0),
  };
}
