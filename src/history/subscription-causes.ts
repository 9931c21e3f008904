import type { ChangeCause } from '../model/change.ts';
import { CHANGE_CAUSES } from '../model/change.ts';
import type { RememberedSubscription } from '../model/history.ts';
import { letterUnder } from './letters.ts';
import { judgedWith, type SubscriptionSide } from './side.ts';
import { unreadDiffers } from './unread.ts';

/** The columns that the offer, the date and the NICs of a subscription settle. */
const INFERRED = ['offer', 'cutoff', 'exemption', 'policyStatus'] as const;

/** The state of a subscription that the principal does not see, whatever Azure's own word for it is. */
const NOT_VISIBLE = 'NotVisible';

/** Where the change of a subscription comes from: at least one cause, in the order of the model's list. */
export function subscriptionCauses(
  before: SubscriptionSide,
  after: SubscriptionSide,
): readonly ChangeCause[] {
  const causes = new Set<ChangeCause>();
  const [old, next] = [before.subscription, after.subscription];
  const seen = old.state !== NOT_VISIBLE && next.state !== NOT_VISIBLE;
  const facts = old.name !== next.name || (seen && old.state !== next.state) || old.quotaId !== next.quotaId;
  if (facts) causes.add('environment');
  if (old.coverage !== next.coverage)
    causes.add(disabled(old) || disabled(next) ? 'environment' : 'coverage');
  for (const cause of inferredCauses(before, after)) causes.add(cause);
  if (causes.size > 0) return CHANGE_CAUSES.filter((cause) => causes.has(cause));
  return [judgedWith(before).tool === judgedWith(after).tool ? 'environment' : 'tool'];
}

function disabled({ coverage }: RememberedSubscription): boolean {
  return coverage === 'disabled';
}

/** What the remembered facts say of a change of offer, cut-off, exemption or status; nothing where they do not show it. */
function inferredCauses(before: SubscriptionSide, after: SubscriptionSide): readonly ChangeCause[] {
  const [old, next] = [before.subscription, after.subscription];
  if (INFERRED.every((column) => old[column] === next[column])) return [];
  const declared = judgedWith(before).declaration !== judgedWith(after).declaration;
  const read = unreadDiffers(before.head, after.head, ['', next.id]) && old.quotaId === next.quotaId;
  const policy = policyMoves(before, after);
  const observed = (old.exemption === 'observed') !== (next.exemption === 'observed');
  return [
    ...(policy ? (['policy'] as const) : []),
    ...(declared ? (['declarations'] as const) : []),
    ...(read ? (['coverage'] as const) : []),
    ...(observed && !policy && !read ? (['environment'] as const) : []),
  ];
}

/** Whether the old facts have another status under the new revision; an exemption counts only where a status is not open. */
function policyMoves(before: SubscriptionSide, after: SubscriptionSide): boolean {
  const [old, next] = [judgedWith(before).policy, judgedWith(after).policy];
  if (old === next) return false;
  const { policyStatuses } = before.subscription;
  const { revisions } = before.head;
  return letterUnder(policyStatuses, old, revisions) !== letterUnder(policyStatuses, next, revisions);
}
