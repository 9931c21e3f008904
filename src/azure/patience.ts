/** How long an answer is waited for, and how often and how soon it is asked for again; delays double up to the longest. */
export interface Patience {
  /** From sending a request to the last byte of its answer. */
  readonly deadlineMs: number;
  readonly mostRetries: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

export const USUAL_PATIENCE: Patience = {
  deadlineMs: 60_000,
  mostRetries: 4,
  firstDelayMs: 1_000,
  longestDelayMs: 30_000,
};
