import type { SubscriptionAssessment } from '../assess/assess-subscription.ts';
import { beginHistory } from '../history/begin-history.ts';
import { compareAbsent } from '../history/compare-absent.ts';
import { compareSubscription } from '../history/compare-subscription.ts';
import type { SubscriptionComparison } from '../history/comparison.ts';
import { incompleteLists } from '../history/incomplete-lists.ts';
import type { Absence } from '../history/missing-vm.ts';
import { remember } from '../history/remember.ts';
import { type ChangeTally, createChangeTally } from '../history/run-changes.ts';
import { withReviews } from '../history/with-reviews.ts';
import type { RunChanges } from '../model/change.ts';
import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { HistoryEntry, HistoryHead } from '../model/history.ts';
import { itemsOf } from '../model/reading.ts';
import { keyOf, parseResourceId } from '../model/resource-id.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import type { HistoryFile } from '../store/history-file.ts';
import { walkPrevious } from './previous-walk.ts';
import { comparedKey, type Reviews, type WeighedReviews, weighReviews } from './weigh-reviews.ts';

/** What the run before remembers: itself, and its subscriptions in the order of their IDs. */
interface PreviousNight {
  readonly head: HistoryHead;
  readonly entries: AsyncGenerator<HistoryEntry>;
}

export interface NightInput {
  readonly head: HistoryHead;
  readonly previous: PreviousNight | undefined;
  /** Whether differences are told; otherwise only times are carried over. */
  readonly tellChanges: boolean;
  /** What it means that a subscription of the run before is not in this one. */
  readonly absence: Absence;
  readonly reviews: Reviews;
  /** Takes what the next run is to know. */
  readonly memory: HistoryFile;
}

/** One run seen after the one before: subscriptions go by in the order of their IDs. */
export interface Night {
  /** The findings with what they are compared to the run before, and with what reviewers said of them. */
  take(facts: SubscriptionFacts, assessed: SubscriptionAssessment): Promise<Compared>;
  /** Everything that changed, with what is not there any more; `null` in the first run of a scope. */
  finish(): Promise<RunChanges | null>;
}

export interface Compared {
  readonly subscription: SubscriptionFinding;
  readonly vms: readonly VmFinding[];
}

/** The VMs of Flexible scale sets name their set only among the facts. */
function flexibleSets(facts: SubscriptionFacts): ReadonlyMap<string, string> {
  return new Map(
    itemsOf(facts.readings.virtualMachines).flatMap(({ id, scaleSet }) =>
      scaleSet === undefined ? [] : [[keyOf(id), scaleSet] as const],
    ),
  );
}

function presentEntry(
  facts: SubscriptionFacts,
  assessed: SubscriptionAssessment,
  seenAt: string,
): HistoryEntry {
  const sets = flexibleSets(facts);
  return remember({
    finding: assessed.subscription,
    incomplete: incompleteLists(facts),
    vms: assessed.vms.map((finding) => {
      const id = parseResourceId(finding.resourceId);
      return { finding, scaleSet: id === undefined ? undefined : sets.get(keyOf(id)) };
    }),
    seenAt,
  });
}

/** The findings with what the comparison and the reviewers say of them. */
function told(
  assessed: SubscriptionAssessment,
  compared: SubscriptionComparison,
  { reviews, tellChanges }: { readonly reviews: WeighedReviews; readonly tellChanges: boolean },
): Compared {
  const vms = assessed.vms.map((vm): VmFinding => {
    const key = comparedKey(vm);
    const line = compared.told.get(key);
    if (line === undefined) return vm;
    const { firstSeen, verdictSince } = line;
    const change = tellChanges ? line.change : null;
    return { ...vm, change, firstSeen, verdictSince, review: reviews.vms.get(key) ?? null };
  });
  const change = tellChanges ? compared.change : null;
  const subscription = { ...assessed.subscription, change, review: reviews.subscription };
  return { subscription, vms };
}

/** Walks the run before in step with this one, so that no more than one subscription of either is held. */
export function createNight(input: NightInput): Night {
  const { head, previous, tellChanges, absence, reviews, memory } = input;
  const tally: ChangeTally | undefined =
    previous === undefined || !tellChanges ? undefined : createChangeTally(previous.head, head);
  const walk = previous === undefined ? undefined : walkPrevious(previous.entries);

  async function keep(compared: SubscriptionComparison): Promise<void> {
    tally?.add(compared);
    if (compared.remembered !== null) await memory.write(compared.remembered);
  }

  /** Everything that the run before knows up to this subscription, and this one does not list. */
  async function passAbsent(until: string | undefined): Promise<void> {
    if (previous === undefined || walk === undefined) return;
    for await (const entry of walk.before(until)) {
      await keep(compareAbsent({ before: previous.head, after: head, previous: entry, absence }));
    }
  }

  return {
    async take(facts, assessed) {
      const present = presentEntry(facts, assessed, head.startedAt);
      await passAbsent(facts.subscription.id);
      const own = await walk?.own(facts.subscription.id);
      const compared =
        previous === undefined
          ? beginHistory(present)
          : compareSubscription({ before: previous.head, after: head, previous: own, present });
      const weighed = weighReviews(facts, { assessed, compared }, reviews);
      const { remembered } = compared;
      await keep({
        ...compared,
        remembered: remembered === null ? null : withReviews(remembered, weighed.remember),
      });
      return told(assessed, compared, { reviews: weighed, tellChanges });
    },
    async finish() {
      await passAbsent(undefined);
      return tally === undefined ? null : tally.changes();
    },
  };
}
