import { isRestError } from '@azure/core-rest-pipeline';
import { DeadlineError } from './deadline.ts';

/** What passes by itself: a connection that broke or could not be made, a name that was not found, an answer that is no HTTP. */
const PASSING_CODES: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ESOCKETTIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'PARSE_ERROR',
  'REQUEST_SEND_ERROR',
]);

/** 408, 429 and every server error except "not implemented" and "HTTP version not supported". */
export function isPassingStatus(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status !== 501 && status !== 505);
}

/** A failure on the way: there was no complete answer. A certificate that is not trusted will not be trusted next time. */
export function isPassingFailure(cause: unknown): boolean {
  if (cause instanceof DeadlineError) return true;
  if (isRestError(cause)) return cause.code !== undefined && PASSING_CODES.has(cause.code);
  return cause instanceof Error && cause.message.includes('aborted');
}
