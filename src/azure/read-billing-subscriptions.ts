import type { Reading, ReadProblem } from '../model/reading.ts';
import { itemsOf } from '../model/reading.ts';
import type { BillingSubscriptionFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { AskArm } from './ask-arm.ts';
import { type BilledSubscription, billedSubscriptions, billingAccountName } from './billing-accounts.ts';
import { flattened, forEachOf } from './child-readings.ts';

const ACCOUNTS = 'Microsoft.Billing/billingAccounts';

export const BILLING_SUBSCRIPTION_ACTIONS = [
  'Microsoft.Billing/billingAccounts/read',
  'Microsoft.Billing/billingAccounts/billingSubscriptions/read',
] as const;

interface Billed {
  readonly bySubscription: ReadonlyMap<SubscriptionId, readonly BillingSubscriptionFact[]>;
  /** Why not every billing account was read to its end; a subscription that was not found may be in what is missing. */
  readonly problem?: ReadProblem;
}

function problemOf(reading: Reading<unknown>): ReadProblem | undefined {
  return reading.kind === 'unreadable' ? reading.problem : undefined;
}

function grouped(billed: readonly BilledSubscription[]): Billed['bySubscription'] {
  const found = new Map<SubscriptionId, BillingSubscriptionFact[]>();
  for (const { subscription, fact } of billed)
    found.set(subscription, [...(found.get(subscription) ?? []), fact]);
  return found;
}

/**
 * Reads when each subscription was bought, from every billing account that the principal can see: a list of accounts, and one list
 * for each, asked once in a run when the first subscription needs it. An account that refuses takes nothing from what others tell.
 */
export function readBillingSubscriptions(arm: AskArm) {
  const [accountsAction, subscriptionsAction] = BILLING_SUBSCRIPTION_ACTIONS;
  let billed: Promise<Billed> | undefined;

  async function ofAccount(account: string) {
    const entries = await arm.list({
      path: `/providers/${ACCOUNTS}/${account}/billingSubscriptions`,
      query: API_VERSIONS.billing,
      action: subscriptionsAction,
      fact: billedSubscriptions(account),
    });
    const problem = problemOf(entries);
    const named = problem && { ...problem, message: `billing account ${account}: ${problem.message}` };
    return { items: itemsOf(flattened(entries)), ...(named === undefined ? {} : { problem: named }) };
  }

  async function readAll(): Promise<Billed> {
    const accounts = await arm.list({
      path: `/providers/${ACCOUNTS}`,
      query: API_VERSIONS.billing,
      action: accountsAction,
      fact: billingAccountName,
    });
    const read = await forEachOf(itemsOf(accounts), ofAccount);
    const problem = problemOf(accounts) ?? read.find((account) => account.problem !== undefined)?.problem;
    return {
      bySubscription: grouped(read.flatMap(({ items }) => items)),
      ...(problem === undefined ? {} : { problem }),
    };
  }

  return async (subscription: SubscriptionId): Promise<Reading<BillingSubscriptionFact>> => {
    billed ??= readAll();
    const { bySubscription, problem } = await billed;
    const items = bySubscription.get(subscription) ?? [];
    return items.length === 0 && problem !== undefined
      ? { kind: 'unreadable', problem, items }
      : { kind: 'read', items, malformed: 0 };
  };
}
