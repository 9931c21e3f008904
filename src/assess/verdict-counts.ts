import { COUNT_OF_VERDICT, type VerdictCounts } from '../model/finding.ts';
import type { Verdict } from '../model/verdict.ts';

export const NO_VERDICTS: VerdictCounts = {
  direct: 0,
  restart: 0,
  requestExemption: 0,
  relay: 0,
  fixNetwork: 0,
  undetermined: 0,
};

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
