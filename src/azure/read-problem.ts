import type { ReadProblem } from '../model/reading.ts';
import { SignInError } from './access-token.ts';
import { ForeignHostError } from './arm-policies.ts';
import { DeadlineError } from './deadline.ts';

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

const LONGEST_MESSAGE = 400;
/** A JSON Web Token anywhere, and whatever an Authorization header carries. */
const BEARER_TOKEN = /\beyJ[\w-]+\.[\w-]+\.?[\w-]*|(?<=\bBearer\s+)[\w.~+/-]{16,}=*/gi;
const MISSING_ACTION = /perform action '([^']+)'/;

/** One line of at most 400 characters, without anything that looks like a token. */
function shown(message: string): string {
  const line = message.replace(BEARER_TOKEN, '(token)').replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE - 1)}…` : line;
}

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
      message: shown(cause.message),
      ...(denied ? { action } : {}),
    };
  }
  const error = cause instanceof Error ? cause : new Error(String(cause));
  return { code: codeOf(error), message: shown(error.message) };
}
