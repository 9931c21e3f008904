import { furtherWitness } from '../infer/further-witness.ts';
import { operationsNeeded } from '../infer/operations-needed.ts';
import type { FactKind, SubscriptionFacts } from '../model/subscription-facts.ts';
import { machinesOf } from './machines.ts';
import { type InferenceContext, inferSubscription } from './subscription-inference.ts';

/** What decides which facts are worth asking for besides those that every judgement needs. */
export interface FactQuestion extends InferenceContext {
  /** The owner tags that are asked for, by name. */
  readonly tagNames: readonly string[];
}

/**
 * The next fact worth asking for, knowing the others: resource groups where their tags are shown, a further witness of the creation
 * date while the side of the cut-off is open, the activity log where it decides between open and restart. Never one that was asked
 * for already; `undefined` when nothing is left that could make a difference. Ask again after each answer.
 */
export function nextFact(facts: SubscriptionFacts, question: FactQuestion): FactKind | undefined {
  const unasked = (kind: FactKind) => facts.readings[kind].kind === 'not-asked';
  // The tags need the groups in any case, and as witnesses they may spare longer lists.
  if (unasked('resourceGroups') && tagsNeeded(facts, question)) return 'resourceGroups';
  const declared = question.declarations.subscriptions.get(facts.subscription.id);
  const witness = furtherWitness(facts, declared?.createdOn);
  if (witness !== undefined && unasked(witness)) return witness;
  return unasked('machineOperations') && operationsDecide(facts, question) ? 'machineOperations' : undefined;
}

function tagsNeeded(facts: SubscriptionFacts, { tagNames }: FactQuestion): boolean {
  return tagNames.length > 0 && machinesOf(facts).length > 0;
}

/** Where both the chosen and the current revision have the subscription open, the log changes neither verdict. */
function operationsDecide(facts: SubscriptionFacts, question: FactQuestion): boolean {
  const declared = question.declarations.subscriptions.get(facts.subscription.id)?.exemption;
  if (!operationsNeeded(facts, declared)) return false;
  const { chosen, current } = inferSubscription(facts, question);
  return chosen.policy.status !== 'open' || current.policy.status !== 'open';
}
