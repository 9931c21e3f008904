import type { Verdict } from '../model/verdict.ts';

/** The verdicts in the order in which their VMs deserve attention: what one can finish alone first, what needs nothing last. */
export const VERDICT_PRIORITY = [
  'restart',
  'fix-network',
  'request-exemption',
  'undetermined',
  'relay',
  'direct',
] as const satisfies readonly Verdict[];
