import {
  type AssessmentContext,
  assessEgressOwners,
  assessSubscription,
  type SubscriptionAssessment,
} from '../assess/assess-subscription.ts';
import { createEgressOwners } from '../assess/egress-owners.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import { egressCandidates } from '../network/egress-candidates.ts';
import {
  addToTenantIndex,
  addWanted,
  createTenantIndex,
  subscriptionsWanted,
  type TenantIndex,
} from '../network/tenant-index.ts';
import { listSnapshot, readSnapshot, readSnapshots } from '../store/snapshot.ts';

/** Where the facts lie, what to judge with beside the tenant itself, and what stops it. */
export interface FactsToJudge {
  /** The run folder whose snapshot is judged. */
  readonly source: string;
  readonly context: Omit<AssessmentContext, 'tenant' | 'owners'>;
  /** Stops between two subscriptions, looked at or judged, when it aborts. */
  readonly signal: AbortSignal;
}

/** What routes across subscriptions need, gathered in one pass, and in further looks at the few that hold what is still missing. */
async function indexTenant(
  { source, signal }: FactsToJudge,
  seen?: (facts: SubscriptionFacts) => void,
): Promise<TenantIndex> {
  const index = createTenantIndex();
  for await (const facts of readSnapshots(source, await listSnapshot(source))) {
    signal.throwIfAborted();
    addToTenantIndex(index, facts);
    seen?.(facts);
  }
  for (let ids = subscriptionsWanted(index); ids.length > 0; ids = subscriptionsWanted(index)) {
    for await (const facts of readSnapshots(source, ids)) {
      signal.throwIfAborted();
      addWanted(index, facts);
    }
  }
  return index;
}

/**
 * What is needed of the tenant as a whole: the index, and a judgement of the resources that other VMs' traffic leaves from. The one
 * pass over all subscriptions shows each of them to `seen`.
 */
export async function tenantContext(
  work: FactsToJudge,
  seen?: (facts: SubscriptionFacts) => void,
): Promise<AssessmentContext> {
  const { source, context, signal } = work;
  const tenant = await indexTenant(work, seen);
  const owners = createEgressOwners();
  for (const [id, candidates] of egressCandidates(tenant)) {
    // An ID in a list may name a subscription that is not in the snapshot.
    if (!tenant.subscriptions.has(id)) continue;
    signal.throwIfAborted();
    const facts = await readSnapshot(source, id);
    try {
      assessEgressOwners(owners, { ...context, tenant }, { facts, candidates });
    } catch {
      // Owners that are not known leave what goes through them undetermined; their subscription tells the error in its own row.
    }
  }
  return { ...context, tenant, owners };
}

/**
 * Judges one subscription. Should the judgement itself fail on its facts, the subscription is told as unreadable, with the error:
 * the others are judged all the same, and nobody takes it for audited.
 */
export function judged(facts: SubscriptionFacts, context: AssessmentContext): SubscriptionAssessment {
  try {
    return assessSubscription(facts, context);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const problem = { code: 'InternalError', message: `the facts could not be judged: ${message}` };
    const unreadable = { kind: 'unreadable', problem, items: [] } as const;
    return assessSubscription(
      { ...facts, readings: { ...facts.readings, virtualMachines: unreadable } },
      context,
    );
  }
}
