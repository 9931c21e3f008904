import { COUNT_OF_VERDICT, type VerdictCounts } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { Verdict } from '../model/verdict.ts';

/** 0 all read · 1 a verdict of `--fail-on` occurred · 2 something in scope was not read · 3 did not finish. 3 beats 1 beats 2. */
export type ExitCode = 0 | 1 | 2 | 3;

export interface ExitQuestion {
  readonly run: Pick<RunSummary, 'totals' | 'coverage'>;
  /** The findings that count for `failOn`: those that nobody has accepted, of all VMs or of mail senders only. */
  readonly toDo: VerdictCounts;
  readonly failOn: readonly Verdict[];
  readonly allowIncomplete: boolean;
}

/** The exit code of a finished run. Where nothing at all could be read it did not finish; disabled subscriptions alone are fine. */
export function exitCode({ run, toDo, failOn, allowIncomplete }: ExitQuestion): ExitCode {
  const { subscriptions } = run.totals;
  const read = subscriptions.complete + subscriptions.partial;
  if (read === 0 && subscriptions.unreadable > 0) return 3;
  if (failOn.some((verdict) => toDo[COUNT_OF_VERDICT[verdict]] > 0)) return 1;
  const unread =
    subscriptions.partial + subscriptions.unreadable > 0 || run.coverage.some(({ required }) => required);
  return unread && !allowIncomplete ? 2 : 0;
}
