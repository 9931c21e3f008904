import type { ReadProblem } from '../model/reading.ts';
import { SignInError } from './access-token.ts';
import { ForeignHostError } from './arm-policies.ts';
import { DeadlineError } from './deadline.ts';
import { shownMessage } from './shown-message.ts';

/** An answer of Resource Manager that is not a success: its status and ARM's own error code and message. */
export class ArmError extends Error {
  override readonly name = 'ArmError';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** A list that does not end, comes back to where it was, or is not a list. */
export class BrokenListError extends Error {
  override readonly name = 'BrokenListError';
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const MISSING_ACTION = /perform action '([^']+)'/;

function codeOf(error: Error): string {
  if (error instanceof SignInError) return 'SignInFailed';
  if (error instanceof ForeignHostError) return 'ForeignLink';
  if (error instanceof BrokenListError) return error.code;
  const code: unknown = 'code' in error ? error.code : undefined;
  if (error.name === 'AbortError' || error instanceof DeadlineError) return 'Timeout';
  if (code === 'PARSE_ERROR') return 'TruncatedBody';
  return typeof code === 'string' && code !== '' ? code : error.name;
}

/** Turns whatever went wrong while reading into a value that can be stored and shown. */
export function readProblem(cause: unknown, fallbackAction: string): ReadProblem {
  if (cause instanceof ArmError) {
    const action = MISSING_ACTION.exec(cause.message)?.[1] ?? fallbackAction;
    const denied = cause.status === 403 || cause.code === 'AuthorizationFailed';
    return {
      status: cause.status,
      code: cause.code,
      message: shownMessage(cause.message),
      ...(denied ? { action } : {}),
    };
  }
  const error = cause instanceof Error ? cause : new Error(String(cause));
  return { code: codeOf(error), message: shownMessage(error.message) };
}
