/**
 * The retries that a whole run may spend. Retries of each request for itself multiply the load on a service that is down; beyond the
 * budget a failure is final.
 */
export interface RetryBudget {
  /** Spends one retry, where there is one left. `requests` is the number of requests so far. */
  spend(requests: number): boolean;
}

const FREE_RETRIES = 100;
const RETRIES_A_REQUEST = 0.1;

/** A hundred retries, and one more for every ten requests. */
export function retryBudget(): RetryBudget {
  let spent = 0;
  return {
    spend(requests) {
      if (spent >= FREE_RETRIES + requests * RETRIES_A_REQUEST) return false;
      spent += 1;
      return true;
    },
  };
}
