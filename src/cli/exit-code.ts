import type { VerdictCounts } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';

/** 0 all read · 1 a verdict of `--fail-on` occurred · 2 something in scope was not read · 3 did not finish. 3 beats 1 beats 2. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface ExitQuestion {
  readonly totals: RunSummary['totals'];
  readonly failOn: readonly Verdict[];
  readonly allowIncomplete: boolean;
}

const COUNT_OF = {
  direct: 'direct',
  restart: 'restart',
  'request-exemption': 'requestExemption',
  relay: 'relay',
  'fix-network': 'fixNetwork',
  undetermined: 'undetermined',
} as const satisfies Record<Verdict, keyof VerdictCounts>;

/** The exit code of a finished run. Where nothing at all could be read it did not finish; disabled subscriptions alone are fine. */
export function exitCode({ totals, failOn, allowIncomplete }: ExitQuestion): ExitCode {
  const { subscriptions, vms } = totals;
  const read = subscriptions.complete + subscriptions.partial;
  if (read === 0 && subscriptions.unreadable > 0) return 3;
  if (failOn.some((verdict) => vms[COUNT_OF[verdict]] > 0)) return 1;
  const incomplete = subscriptions.partial + subscriptions.unreadable > 0;
  return incomplete && !allowIncomplete ? 2 : 0;
}
