import { applyChanges } from '../../src/simulator/apply-changes.ts';
import type { Change } from '../../src/simulator/change.ts';
import { NAMED_SUBSCRIPTIONS } from '../../src/simulator/named-subscriptions.ts';

/** How the demo tenant becomes a small one: what happens to it first, and what is left that an audit has to exclude. */
export interface SmallTenant {
  readonly changes: readonly Change[];
  /** The keys of subscriptions that cannot be taken out, since the truth of others rests on them. */
  readonly left: readonly string[];
}

/** Whether the tenant does without a subscription. */
function canGo(deleted: Change): boolean {
  try {
    applyChanges(NAMED_SUBSCRIPTIONS, [deleted]);
    return true;
  } catch {
    return false;
  }
}

/** The demo tenant with nothing in it but some subscriptions, by their keys, and what cannot be taken out of it. */
export function smallTenant(keys: readonly string[]): SmallTenant {
  const others = NAMED_SUBSCRIPTIONS.flatMap(({ key }): readonly Change[] =>
    keys.includes(key) ? [] : [{ kind: 'subscription-deleted', subscription: key }],
  );
  return {
    changes: others.filter(canGo),
    left: others.filter((change) => !canGo(change)).map(({ subscription }) => subscription),
  };
}
