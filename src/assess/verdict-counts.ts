import { COUNT_OF_VERDICT, NO_VERDICTS, type VerdictCounts } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';

/** How many VMs have each verdict. */
export function countVerdicts(verdicts: readonly Verdict[]): VerdictCounts {
  const counts: Record<keyof VerdictCounts, number> = { ...NO_VERDICTS };
  for (const verdict of verdicts) counts[COUNT_OF_VERDICT[verdict]] += 1;
  return counts;
}

export function addCounts(a: VerdictCounts, b: VerdictCounts): VerdictCounts {
  return {
    direct: a.direct + b.direct,
    restart: a.restart + b.restart,
    requestExemption: a.requestExemption + b.requestExemption,
    relay: a.relay + b.relay,
    fixNetwork: a.fixNetwork + b.fixNetwork,
    undetermined: a.undetermined + b.undetermined,
  };
}
