import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import type { RunSummary } from '../model/run.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { detailedSubscriptions } from './detailed-subscriptions.ts';
import { gapsBySubscription } from './gaps-by-subscription.ts';
import { htmlSubscription } from './html-subscription.ts';
import { type RowBudget, rowBudgets } from './row-budgets.ts';

/** How many rows of VMs and scale sets the plain page holds at most, unless told otherwise: nobody reads on by then. */
const VM_ROW_LIMIT = 2000;

/** How many subscriptions have a section of their own on the plain page at most, unless told otherwise: each takes some 10 KB. */
const SECTION_LIMIT = 500;

const NO_ROWS: RowBudget = { vms: 0, scaleSets: 0 };

/** One subscription with its VMs, sorted by resource ID. */
export interface ReportPart {
  readonly subscription: SubscriptionFinding;
  readonly vms: readonly VmFinding[];
}

/** How much a plain page takes: so many rows of VMs, so many sections. */
export interface PageLimits {
  readonly vmRowLimit?: number | undefined;
  readonly sectionLimit?: number | undefined;
}

/** Which of a run's subscriptions have a section on the plain page, and how many rows each of these has. */
export interface SectionPlan {
  readonly detailed: ReadonlySet<SubscriptionId>;
  readonly budgets: ReadonlyMap<SubscriptionId, RowBudget>;
}

/** Plans the plain page of a run from all of its subscriptions. */
export function planSections(
  subscriptions: readonly SubscriptionFinding[],
  { vmRowLimit = VM_ROW_LIMIT, sectionLimit = SECTION_LIMIT }: PageLimits,
): SectionPlan {
  const detailed = detailedSubscriptions(subscriptions, sectionLimit);
  const budgets = rowBudgets({
    subscriptions: subscriptions.filter(({ subscriptionId }) => detailed.has(subscriptionId)),
    limit: vmRowLimit,
  });
  return { detailed, budgets };
}

/** Some of a run's subscriptions, or all, and the parts that they come in, in the same order. */
export interface SectionsInput {
  readonly run: RunSummary;
  readonly plan: SectionPlan;
  readonly subscriptions: readonly SubscriptionFinding[];
  readonly parts: AsyncIterable<ReportPart>;
}

/**
 * The sections of subscriptions, piece by piece: never more than one subscription's VMs are held. A subscription of which no part
 * comes has its section all the same, behind the others.
 */
export async function* htmlSections({
  run,
  plan: { detailed, budgets },
  subscriptions,
  parts,
}: SectionsInput): AsyncGenerator<string> {
  const gaps = gapsBySubscription(run.coverage);
  const waiting = new Map(
    subscriptions
      .filter(({ subscriptionId }) => detailed.has(subscriptionId))
      .map((subscription) => [subscription.subscriptionId, subscription]),
  );
  const section = ({ subscription, vms }: ReportPart) => {
    const id = subscription.subscriptionId;
    return htmlSubscription({
      run,
      subscription,
      vms,
      gaps: gaps.get(id) ?? [],
      rows: budgets.get(id) ?? NO_ROWS,
    });
  };
  for await (const part of parts) {
    const id = part.subscription.subscriptionId;
    waiting.delete(id);
    if (detailed.has(id)) yield* section(part);
  }
  for (const subscription of waiting.values()) yield* section({ subscription, vms: [] });
}
