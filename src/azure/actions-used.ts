import { FACT_SCHEMAS, type FactKind } from '../model/subscription-facts.ts';
import { MANAGEMENT_GROUP_ACTION } from './read-management-group.ts';
import { SOURCES } from './sources.ts';
import { SUBSCRIPTION_ACTION } from './subscriptions.ts';

/** An action that no role on a subscription can grant, and what grants it instead. */
export interface OutsideAction {
  readonly action: string;
  readonly note: string;
}

function actionsOf(kind: FactKind): readonly string[] {
  const source = SOURCES[kind];
  return source.answer === 'composite' ? source.actions : [source.action];
}

/** Every action that reading a kind of fact can take, with those of what lies below: at least one. */
export const ACTIONS_OF_FACT = Object.fromEntries(
  (Object.keys(FACT_SCHEMAS) as FactKind[]).map((kind) => [kind, actionsOf(kind)]),
) as Readonly<Record<FactKind, readonly string[]>>;

/** What is read outside of any subscription. Nothing of it is needed for a verdict. */
export const OUTSIDE_ACTIONS: readonly OutsideAction[] = [
  {
    action: 'Microsoft.Subscription/aliases/read',
    note: 'aliases are at the tenant, where custom roles cannot be assigned; it takes no role to see those that one made oneself',
  },
  {
    action: 'Microsoft.Billing/billingAccounts/read',
    note: 'billing accounts have roles of their own: make the principal billing account reader (Enterprise Agreement: enrollment reader)',
  },
  {
    action: 'Microsoft.Billing/billingAccounts/billingSubscriptions/read',
    note: 'billing accounts have roles of their own: make the principal billing account reader (Enterprise Agreement: enrollment reader)',
  },
  {
    action: MANAGEMENT_GROUP_ACTION,
    note: 'only for --management-group: assign Reader, or a custom role with this action, on that management group; the built-in role Management Group Reader does not have it',
  },
];

const OUTSIDE: ReadonlySet<string> = new Set(OUTSIDE_ACTIONS.map(({ action }) => action));

/**
 * Every action that the auditor can use on a subscription, each once and in order: what a custom role for it has to hold, and no
 * more. All of them are in the built-in role Reader.
 */
export const ACTIONS_USED: readonly string[] = [
  ...new Set([SUBSCRIPTION_ACTION, ...Object.values(ACTIONS_OF_FACT).flat()]),
]
  .filter((action) => !OUTSIDE.has(action))
  .toSorted();
