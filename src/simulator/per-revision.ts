import type { PerRevision } from './truth.ts';

/** What holds under 2020-11 and what holds under 2023-12; with one argument, the same under both. */
export function perRevision<const T>(older: T, current: T = older): PerRevision<T> {
  return { '2020-11': older, '2023-12': current };
}
