/**
 * How long an answer is waited for, and how often and how soon it is asked for again: each delay is a random part of one that doubles
 * up to the longest. Milliseconds.
 */
export interface Patience {
  /** From sending a request to the last byte of its answer. */
  readonly deadlineMs: number;
  readonly mostRetries: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  /** The longest Retry-After that is waited for. */
  readonly longestSilenceMs: number;
  /** What is added to a Retry-After at most. */
  readonly jitterMs: number;
}

/** The longest silence covers the windows of five and ten minutes in which Azure's providers count. */
export const USUAL_PATIENCE: Patience = {
  deadlineMs: 60_000,
  mostRetries: 4,
  firstDelayMs: 1_000,
  longestDelayMs: 30_000,
  longestSilenceMs: 900_000,
  jitterMs: 1_000,
};
