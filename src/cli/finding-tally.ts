import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { noLongerOffered } from '../report/no-longer-offered.ts';
import { type RunHighlights, runHighlights } from '../report/run-highlights.ts';
import { createScaleSetTally, type ScaleSetTally } from '../report/scale-set-tally.ts';

/** Counts what summaries say beside `run.json`, while the findings go by. */
export interface FindingTally {
  add(vm: VmFinding): void;
  readonly scaleSets: ScaleSetTally;
  highlights(subscriptions: readonly SubscriptionFinding[]): RunHighlights;
}

export function createFindingTally(): FindingTally {
  const scaleSets = createScaleSetTally();
  let requestsNoLongerOffered = 0;
  return {
    add(vm) {
      scaleSets.add(vm);
      if (noLongerOffered(vm)) requestsNoLongerOffered += 1;
    },
    scaleSets,
    highlights: (subscriptions) => runHighlights(subscriptions, requestsNoLongerOffered, scaleSets.total()),
  };
}
